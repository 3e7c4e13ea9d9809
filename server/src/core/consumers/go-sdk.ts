import { OPENSLO_V1, OPENSLO_V1ALPHA, OPENSLO_V2ALPHA } from "../dialects/openslo-v1/versions";
import { type Consumer, OWN_FORMAT, type Reading } from "./consumer";

/** What rules only mention in v1alpha, since Sloth reads it without. */
const MENTIONED = ["missing-key", "threshold-comparison", "window-shape"];

/** Source: OpenSLO/go-sdk, pkg/openslo/v1alpha/slo.go. */
const V1ALPHA: Reading = {
  ...OWN_FORMAT,
  refuses: ({ code, severity }) => severity === "information" && MENTIONED.includes(code),
};

/**
 * OpenSLO's Go SDK, and `oslo`, which validates with it. The rules of the three formats are its rules.
 *
 * Source: OpenSLO/go-sdk, pkg/openslosdk/encoding.go (`decodeGenericObjects`) and pkg/openslo/version.go; OpenSLO/oslo,
 * internal/cli/validate.go.
 */
export const goSdk: Consumer = {
  id: "go-sdk",
  title: "OpenSLO's go-sdk",
  url: "https://github.com/OpenSLO/go-sdk",
  diet: "It knows the versions `openslo/v1alpha`, `openslo/v1` and `openslo.com/v2alpha`, and stops at any other.",
  reads: new Map([
    [OPENSLO_V1ALPHA, V1ALPHA],
    [OPENSLO_V1, OWN_FORMAT],
    [OPENSLO_V2ALPHA, OWN_FORMAT],
  ]),
};
