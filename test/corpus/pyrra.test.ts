import { PYRRA_DIVERGENCES } from "./divergences";
import { PYRRA_READINGS } from "./pyrra-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "Pyrra",
  folders: ["pyrra"],
  divergences: PYRRA_DIVERGENCES,
  readings: PYRRA_READINGS,
  atLeast: { valid: 36, invalid: 22 },
});
