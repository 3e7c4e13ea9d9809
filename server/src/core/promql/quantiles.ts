import type { Rational } from "../math/rational";
import { parseDecimal, ratio } from "../math/rational";
import { constantValue } from "./counts";
import type { Call, Expr, Selector } from "./expr";
import { unwrap, visit } from "./walk";

/** A percentile that a query calculates, or takes ready-made. */
export interface Quantile {
  /** `histogram_quantile`: from buckets. `series`: calculated where it was measured, under the label `quantile`. */
  readonly from: "buckets" | "series" | "samples";
  /** Between 0 and 1; absent where it is not a plain number. */
  readonly value?: Rational;
  readonly expr: Call | Selector;
  /** What is around it, outermost first. */
  readonly ancestors: readonly Expr[];
}

/** The percentiles in a query: `histogram_quantile`, `quantile_over_time`, and selectors of `quantile="0.99"`. */
export function quantilesIn(expr: Expr): readonly Quantile[] {
  const found: Quantile[] = [];
  visit(expr, (at, ancestors) => {
    if (at.kind === "selector") {
      const matcher = at.matchers.find(({ label, op }) => label === "quantile" && op === "=");
      const value = matcher && !matcher.templated ? parseDecimal(matcher.value) : undefined;
      if (value && isShare(value)) found.push({ from: "series", value, expr: at, ancestors: [...ancestors] });
    } else if (at.kind === "call") {
      const name = at.name.toLowerCase();
      if (name !== "histogram_quantile" && name !== "quantile_over_time") return;
      const [first] = at.args;
      const value = first && constantValue(unwrap(first));
      const from = name === "histogram_quantile" ? "buckets" : "samples";
      found.push({
        from,
        expr: at,
        ancestors: [...ancestors],
        ...(value && isShare(value) ? { value } : {}),
      });
    }
  });
  return found;
}

function isShare(value: Rational): boolean {
  return value.compare(0) > 0 && value.compare(1) < 0;
}

/** `p99`, `p99.9`. */
export function percentileName(value: Rational): string {
  return `p${value.mul(ratio(100)).toString(10)}`;
}
