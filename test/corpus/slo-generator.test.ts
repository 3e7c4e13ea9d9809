import { SLO_GENERATOR_DIVERGENCES } from "./divergences";
import { SLO_GENERATOR_READINGS } from "./slo-generator-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "slo-generator",
  folders: ["slo-generator"],
  divergences: SLO_GENERATOR_DIVERGENCES,
  readings: SLO_GENERATOR_READINGS,
  atLeast: { valid: 35, invalid: 0 },
});
