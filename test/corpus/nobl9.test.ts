import { NOBL9_DIVERGENCES } from "./divergences";
import { NOBL9_READINGS } from "./nobl9-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "Nobl9",
  folders: ["nobl9"],
  divergences: NOBL9_DIVERGENCES,
  readings: NOBL9_READINGS,
  atLeast: { valid: 70, invalid: 10 },
});
