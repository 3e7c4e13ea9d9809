import { OPENSLO_V1ALPHA_DIVERGENCES } from "./divergences";
import { OPENSLO_V1ALPHA_READINGS, OPENSLO_V1ALPHA_REASONS } from "./openslo-v1alpha-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "OpenSLO v1alpha and other versions",
  folders: ["openslo-v1alpha", "openslo-other"],
  divergences: OPENSLO_V1ALPHA_DIVERGENCES,
  readings: OPENSLO_V1ALPHA_READINGS,
  reasons: OPENSLO_V1ALPHA_REASONS,
  atLeast: { valid: 14, invalid: 20 },
});
