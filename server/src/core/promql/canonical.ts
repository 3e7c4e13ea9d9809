import type { Expr, Matcher, QueryDuration, Selector } from "./expr";
import { unwrap } from "./walk";

/**
 * One spelling for expressions that ask for the same: brackets, white space, the order of matchers and of labels
 * aside. Undefined where a part cannot be read or stands in a template, save for ranges.
 */
export function canonical(expr: Expr): string | undefined {
  const at = unwrap(expr);
  switch (at.kind) {
    case "number":
      return at.value?.toFraction() ?? at.text.toLowerCase();
    case "string":
      return JSON.stringify(at.value);
    case "selector":
      return ofSelector(at);
    case "subquery":
      return joined("subquery", [canonical(at.expr), duration(at.range), duration(at.step)]);
    case "call":
      return joined(at.name, at.args.map(canonical));
    case "aggregation": {
      const labels = at.grouping ? `${at.grouping.kind} ${[...at.grouping.labels].sort().join()}` : "";
      return joined(at.op, [labels, ...(at.param ? [canonical(at.param)] : []), canonical(at.expr)]);
    }
    case "binary": {
      const { matching } = at;
      const labels = matching
        ? `${matching.kind} ${[...matching.labels].sort().join()} ${matching.group}`
        : "";
      return joined(`${at.op}${at.bool ? "bool" : ""}`, [labels, canonical(at.left), canonical(at.right)]);
    }
    case "unary":
      return joined(at.op, [canonical(at.expr)]);
    default:
      return undefined;
  }
}

function ofSelector(selector: Selector): string | undefined {
  if (selector.open || selector.matchers.some((matcher) => matcher.templated)) return undefined;
  const name = selector.metric?.name ?? "";
  const matchers = selector.matchers.map(ofMatcher).sort().join();
  return joined("select", [name, matchers, duration(selector.range), duration(selector.offset)]);
}

function ofMatcher({ label, op, value }: Matcher): string {
  return `${label}${op}${JSON.stringify(value)}`;
}

function duration(length: QueryDuration | undefined): string {
  return length ? (length.seconds?.toFraction() ?? length.text) : "";
}

function joined(head: string, parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : `${head}(${parts.join(";")})`;
}
