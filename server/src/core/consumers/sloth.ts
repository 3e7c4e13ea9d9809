import { OPENSLO_V1ALPHA } from "../dialects/openslo-v1/versions";
import { SLOTH_V1 } from "../dialects/sloth";
import { type Consumer, OWN_FORMAT } from "./consumer";
import { SLOTH_OPENSLO } from "./sloth-openslo";

/**
 * Sloth: `sloth generate` and `sloth validate`, and for its own objects the controller in Kubernetes. The rules of its
 * own format are its rules.
 *
 * Source: slok/sloth, pkg/lib/gen.go (`GenerateFromRaw`): a file that none of its three loaders recognises is an error.
 */
export const sloth: Consumer = {
  id: "sloth",
  title: "Sloth",
  url: "https://sloth.dev",
  diet: "It reads its own files and SLOs of `openslo/v1alpha`, and stops at any other file.",
  reads: new Map([
    [SLOTH_V1, OWN_FORMAT],
    [OPENSLO_V1ALPHA, SLOTH_OPENSLO],
  ]),
};
