import { OPENSLO_V1_DIVERGENCES } from "./divergences";
import { OPENSLO_V1_READINGS, OPENSLO_V1_REASONS } from "./openslo-v1-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "OpenSLO v1",
  folders: ["openslo-v1"],
  divergences: OPENSLO_V1_DIVERGENCES,
  readings: OPENSLO_V1_READINGS,
  reasons: OPENSLO_V1_REASONS,
  atLeast: { valid: 40, invalid: 50 },
});
