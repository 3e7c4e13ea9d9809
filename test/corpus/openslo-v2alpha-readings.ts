import type { Reading, Reason } from "./suite";

export const OPENSLO_V2ALPHA_READINGS: readonly Reading[] = [
  {
    files: /validate__v2alpha\.yaml$/,
    path: "spec.objectives[0].op",
    code: "threshold-comparison",
    because: "one of the reason's three; its time zone is valid where zones are known",
  },
];

export const OPENSLO_V2ALPHA_REASONS: readonly Reason[] = [{ says: /metadata\.name/, codes: ["name-form"] }];
