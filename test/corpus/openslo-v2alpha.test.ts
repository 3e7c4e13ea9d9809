import { OPENSLO_V2ALPHA_DIVERGENCES } from "./divergences";
import { OPENSLO_V2ALPHA_READINGS, OPENSLO_V2ALPHA_REASONS } from "./openslo-v2alpha-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "OpenSLO v2alpha",
  folders: ["openslo-v2alpha"],
  divergences: OPENSLO_V2ALPHA_DIVERGENCES,
  readings: OPENSLO_V2ALPHA_READINGS,
  reasons: OPENSLO_V2ALPHA_REASONS,
  atLeast: { valid: 10, invalid: 2 },
});
