import { shortened } from "../text/shortened";
import type { Span } from "../text/span";
import type { Expr, PromqlFault, Selector } from "./expr";
import type { ValueType } from "./functions";
import { unwrap } from "./walk";

const WORDS: Readonly<Record<ValueType, string>> = {
  vector: "instant vector",
  range: "range vector",
  scalar: "scalar",
  string: "string",
};

/** A type's name as Prometheus' documentation has it. */
export function typeWords(type: ValueType): string {
  return WORDS[type];
}

/** A type with its article: `an instant vector`. An unknown one is `something else`. */
export function article(type: ValueType | undefined): string {
  if (type === undefined) return "something else";
  return type === "vector" ? "an instant vector" : `a ${WORDS[type]}`;
}

/** A part of the query to show in a message, in backticks, on one line, cut if long. */
export function snippet(text: string, span: Span): string {
  const line = text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  if (line === "" || line.includes("`")) return "this";
  return `\`${shortened(line, 48)}\``;
}

/** What to say where a range is wanted and an instant vector stands: on a selector the range is offered. */
export function rangeOffer(
  name: string,
  whole: Expr,
  text: string,
): Pick<PromqlFault, "what" | "todo" | "fix"> {
  const argument = unwrap(whole);
  const given = snippet(
    text,
    argument.kind === "selector" ? (argument.metric?.span ?? argument.span) : argument.span,
  );
  if (argument.kind !== "selector") {
    return {
      what: `${name} wants a range: ${given} is an instant vector.`,
      todo: `Put ${name} around the metric with its range inside, or write a subquery with \`[5m:]\`.`,
    };
  }
  const at = rangePlace(argument, text);
  return {
    what: `${name} wants a range such as \`[5m]\`: ${given} has none.`,
    todo: `Write a range behind it: \`[5m]\`.`,
    fix: { title: "Add `[5m]`", span: { start: at, end: at }, newText: "[5m]" },
  };
}

/** Where a selector's range goes: behind its braces, before `offset` and `@`. */
function rangePlace(selector: Selector, text: string): number {
  const last = selector.matchers[selector.matchers.length - 1];
  const after = Math.max(last?.span.end ?? 0, selector.metric?.span.end ?? 0);
  if (after === 0) return selector.span.end;
  const rest = text.slice(after, selector.span.end);
  const closing = last === undefined ? /^\s*\{\s*\}/.exec(rest) : /^\s*,?\s*\}/.exec(rest);
  return after + (closing?.[0].length ?? 0);
}

/** A range where one value per series is wanted. */
export function tooLong(name: string, whole: Expr, text: string): Pick<PromqlFault, "what" | "todo" | "fix"> {
  const argument = unwrap(whole);
  const what = `${name} wants one value per series, not a range: ${snippet(text, argument.span)} is a range.`;
  const given = text.slice(argument.span.start, argument.span.end);
  const counter =
    argument.kind === "selector" && /_(?:total|count|sum|bucket)$/.test(argument.metric?.name ?? "");
  if (!counter)
    return { what, todo: "Put a function such as `rate` around the range, or take the range away." };
  return {
    what,
    todo: "Put `rate` around the counter.",
    fix: { title: "Put `rate` around it", span: argument.span, newText: `rate(${given})` },
  };
}

/** What to write where another type stands. */
export function hint(argument: Expr, wanted: ValueType, type: ValueType, text: string): string {
  const given = text.slice(argument.span.start, argument.span.end);
  const short = given.length <= 40 && !/[`\n]/.test(given);
  if (wanted === "vector" && type === "scalar" && short) return `Write \`vector(${given})\`.`;
  if (wanted === "scalar" && type === "vector" && short) return `Write \`scalar(${given})\`.`;
  if (wanted === "string" && type !== "range") return "Write a text in quotes.";
  return `Write ${article(wanted)} here.`;
}

/** Two arguments that stand the wrong way round: each has the type that the other ought to have. */
export function swapped(
  name: string,
  [first, second]: readonly [Expr, Expr],
  wanted: readonly [ValueType, ValueType],
  text: string,
): PromqlFault {
  const span = { start: first.span.start, end: second.span.end };
  const between = text.slice(first.span.end, second.span.start);
  const [one, two] = [first, second].map((argument) => text.slice(argument.span.start, argument.span.end));
  return {
    kind: "type",
    span,
    what: `${name} wants ${article(wanted[0])} first and ${article(wanted[1])} second: they stand the other way round.`,
    todo: "Swap the two arguments.",
    fix: { title: "Swap the arguments", span, newText: `${two}${between}${one}` },
  };
}
