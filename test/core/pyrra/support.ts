import type { Slo } from "../../../server/src/core/model/slo";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import { BROWSER_RATIO } from "../../../server/src/core/rules/pyrra-example";
import { objectsIn } from "../../support/reading";

export { codesIn, findingsIn, hoverIn, mended, NOW, viewFrom } from "../../support/reading";

export interface Parts {
  readonly target?: string;
  readonly window?: string;
  readonly indicator?: string;
  /** Lines under `spec`. */
  readonly more?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** One SLO for Pyrra. */
export function pyrra(parts: Parts = {}): string {
  return `apiVersion: ${parts.apiVersion ?? "pyrra.dev/v1alpha1"}
kind: ${parts.kind ?? "ServiceLevelObjective"}
metadata:
  name: checkout-availability
  namespace: shop
  labels:
    pyrra.dev/owner: checkout
    tier: core
  annotations:
    slosmith/events-per-day: "1200000"
spec:
  target: ${parts.target ?? '"99.9"'}
  window: ${parts.window ?? "28d"}
${(parts.more ?? "").replaceAll(/^(?=.)/gm, "  ")}
  indicator:
${(parts.indicator ?? BROWSER_RATIO).replaceAll(/^/gm, "    ")}
`;
}

export function sloIn(text: string): SpecObject & { readonly body: Slo } {
  const [object] = objectsIn(text);
  if (object?.body.type !== "slo") throw new Error("no SLO");
  return { ...object, body: object.body };
}
