import { SLOTH_DIVERGENCES } from "./divergences";
import { SLOTH_READINGS } from "./sloth-readings";
import { describeCorpus } from "./suite";

describeCorpus({
  title: "Sloth",
  folders: ["sloth", "sloth-crd", "sloth-other"],
  divergences: SLOTH_DIVERGENCES,
  readings: SLOTH_READINGS,
  atLeast: { valid: 20, invalid: 18 },
});
