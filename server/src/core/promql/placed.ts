import type { Span } from "../text/span";
import type { Expr, Placeholder, PromqlQuery, Selector } from "./expr";
import { nodeAtOffset } from "./walk";

/**
 * Whether it is known what every placeholder of a query stands for: a label's value, some matchers, a length of time,
 * a number. One that may stand for an operator or half a query leaves nothing to be said of the rest.
 */
export function hasPlacedPlaceholders({ expr, placeholders }: PromqlQuery): boolean {
  return expr !== undefined && placeholders.every((placeholder) => isPlaced(placeholder, expr));
}

function isPlaced({ span }: Placeholder, expr: Expr): boolean {
  const holder = nodeAtOffset(expr, span.start).findLast((node) => holds(node.span, span));
  switch (holder?.kind) {
    case "selector":
      return holder.open || partsOf(holder).some((part) => holds(part, span));
    case "subquery":
      return [holder.range, holder.step].some((length) => length && holds(length.span, span));
    case "number":
    case "string":
      return true;
    default:
      return false;
  }
}

function partsOf({ matchers, range, offset }: Selector): Span[] {
  const lengths = [range, offset].flatMap((length) => length ?? []);
  return [...matchers, ...lengths].map((part) => part.span);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
