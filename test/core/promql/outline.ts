import type { Expr, QueryDuration } from "../../../server/src/core/promql/expr";

/** An expression's structure on one line, with all that was read of it. */
export function outline(expr: Expr | undefined): string {
  if (!expr) return "nothing";
  switch (expr.kind) {
    case "number":
      return expr.value ? expr.value.toFraction() : `number ${expr.text}`;
    case "string":
      return JSON.stringify(expr.value);
    case "selector": {
      const matchers = expr.matchers.map(
        (one) => `${one.label}${one.op}${JSON.stringify(one.value)}${one.templated ? "?" : ""}`,
      );
      const range = expr.range ? `[${length(expr.range)}]` : "";
      const offset = expr.offset ? ` offset ${length(expr.offset)}` : "";
      return `${expr.metric?.name ?? ""}{${matchers.join()}}${range}${offset}${expr.open ? " open" : ""}`;
    }
    case "subquery": {
      const step = expr.step ? length(expr.step) : "";
      return `${outline(expr.expr)}[${length(expr.range)}:${step}]${expr.offset ? ` offset ${length(expr.offset)}` : ""}`;
    }
    case "call":
      return `${expr.name}(${expr.args.map(outline).join(", ")})`;
    case "aggregation": {
      const grouping = expr.grouping ? ` ${expr.grouping.kind}(${expr.grouping.labels.join()})` : "";
      const param = expr.param ? `${outline(expr.param)}, ` : "";
      return `${expr.op}${grouping} <${param}${outline(expr.expr)}>`;
    }
    case "binary": {
      const { matching } = expr;
      const clause = matching
        ? ` ${matching.kind}(${matching.labels.join()})${matching.group ? ` group_${matching.group}` : ""}`
        : "";
      return `(${outline(expr.left)} ${expr.op}${expr.bool ? " bool" : ""}${clause} ${outline(expr.right)})`;
    }
    case "unary":
      return `${expr.op}${outline(expr.expr)}`;
    case "parenthesis":
      return `(${outline(expr.expr)})`;
    case "unreadable": {
      const parts = expr.parts ? ` of ${expr.parts.map(outline).join(" and ")}` : "";
      return `${expr.placeholder ? "placeholder" : "unreadable"}${parts}`;
    }
  }
}

function length(duration: QueryDuration): string {
  if (duration.placeholder !== undefined) return `as ${duration.placeholder}`;
  return duration.seconds ? `${duration.seconds.toFraction()}s` : `calculated ${duration.text}`;
}
