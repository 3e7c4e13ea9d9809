import { article, hint, snippet, swapped, tooLong, typeWords } from "./check-words";
import type { Aggregation, PromqlFault } from "./expr";
import { PROMQL_AGGREGATIONS } from "./functions";
import { typeOf } from "./type-of";

/** What Prometheus refuses in an aggregation: its parameter, what it adds up. */
export function checkAggregation(expr: Aggregation, text: string, faults: PromqlFault[]): void {
  const known = PROMQL_AGGREGATIONS.get(expr.op);
  const wanted = known?.param;
  const { span } = expr;
  // A part that could not be read may stand for both arguments.
  if (wanted !== undefined && expr.param === undefined && expr.expr.kind !== "unreadable") {
    faults.push({
      kind: "arguments",
      span,
      what: `\`${expr.op}\` takes 2 arguments: it is given 1.`,
      todo: `Write \`${expr.op}(${typeWords(wanted)}, instant vector)\`.`,
    });
    return;
  }
  if (known !== undefined && wanted === undefined && expr.param !== undefined) {
    faults.push({
      kind: "arguments",
      span,
      what: `\`${expr.op}\` takes 1 argument: it is given 2.`,
      todo: `Write \`${expr.op}(instant vector)\`; labels go into \`by (…)\`.`,
    });
    return;
  }
  const paramType = expr.param === undefined ? undefined : typeOf(expr.param);
  const type = typeOf(expr.expr);
  if (expr.param !== undefined && wanted !== undefined && paramType === "vector" && type === wanted) {
    faults.push(swapped(`\`${expr.op}\``, [expr.param, expr.expr], [wanted, "vector"], text));
    return;
  }
  if (expr.param !== undefined && wanted !== undefined && paramType !== undefined && paramType !== wanted) {
    faults.push({
      kind: "type",
      span: expr.param.span,
      what: `\`${expr.op}\` wants ${article(wanted)} first: ${snippet(text, expr.param.span)} is ${article(paramType)}.`,
      todo: `Write \`${expr.op}(${typeWords(wanted)}, instant vector)\`.`,
    });
  }
  if (type === undefined || type === "vector") return;
  const name = `\`${expr.op}\``;
  faults.push({
    kind: "type",
    span: expr.expr.span,
    ...(type === "range"
      ? tooLong(name, expr.expr, text)
      : {
          what: `${name} wants an instant vector: ${snippet(text, expr.expr.span)} is ${article(type)}.`,
          todo: hint(expr.expr, "vector", type, text),
        }),
  });
}
