import type { SyntaxNode } from "@lezer/common";
import { type Rational, ratio } from "../math/rational";
import type { Span } from "../text/span";
import type { QueryDuration } from "./expr";
import { isNumber, numberValue, readDuration } from "./literals";
import { type Reading, spanOf, tokensOfNode } from "./reading";

/** Reads a length of time: one literal with or without a sign, a placeholder, or a calculation. */
export function durationOf(node: SyntaxNode, reading: Reading): QueryDuration {
  const span = spanOf(node, reading);
  const text = reading.text.slice(span.start, span.end);
  const { first, last } = tokensOfNode(node, reading);
  const tokens = reading.tokens.slice(first, last + 1);
  const templated = tokens.find((token) => token.templated);
  if (templated) return { span, text, placeholder: tokens.length === 1 ? text : templated.text };
  const [sign, unsigned] = tokens;
  const literal =
    tokens.length === 1 ? sign : tokens.length === 2 && sign?.kind === "operator" ? unsigned : undefined;
  const seconds = literal && secondsOf(literal.text);
  if (!seconds) return { span, text };
  return { span, text, seconds: sign?.text === "-" ? seconds.neg() : seconds };
}

function secondsOf(text: string): Rational | undefined {
  if (isNumber(text)) return numberValue(text);
  const reading = readDuration(text);
  return reading.kind === "ok" ? reading.seconds : undefined;
}

/** Ranges and steps are longer than nothing. */
export function refuseNotPositive(duration: QueryDuration, of: string, reading: Reading): void {
  if (!duration.seconds || duration.seconds.compare(ratio(0n)) > 0) return;
  const span: Span = duration.span;
  reading.faults.push({
    kind: "syntax",
    span,
    what: `${of} of \`${duration.text}\` is not longer than 0.`,
    todo: "Write a length of time such as `5m`.",
  });
}
