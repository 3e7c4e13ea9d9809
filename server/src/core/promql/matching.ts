import type { Matcher } from "./expr";
import { readPattern } from "./pattern";

/** Whether a matcher lets a label's value through; undefined where that cannot be said. */
export function accepts(matcher: Matcher, value: string): boolean | undefined {
  return tester(matcher)(value);
}

/** Whether matchers of one label together let a value through; undefined where that cannot be said. */
export function acceptsAll(matchers: readonly Matcher[], value: string): boolean | undefined {
  return testerOf(matchers)(value);
}

/** {@link acceptsAll} for many values: each regular expression is read once. */
export function testerOf(matchers: readonly Matcher[]): (value: string) => boolean | undefined {
  const tests = matchers.map(tester);
  return (value) => {
    let unknown = false;
    for (const test of tests) {
      const answer = test(value);
      if (answer === false) return false;
      unknown ||= answer === undefined;
    }
    return unknown ? undefined : true;
  };
}

function tester(matcher: Matcher): (value: string) => boolean | undefined {
  if (matcher.templated) return () => undefined;
  if (matcher.op === "=") return (value) => value === matcher.value;
  if (matcher.op === "!=") return (value) => value !== matcher.value;
  const pattern = readPattern(matcher.value);
  if (!pattern) return () => undefined;
  const wanted = matcher.op === "=~";
  return (value) => pattern.matches(value) === wanted;
}

/** The values that matchers of one label let through, where they are named: `job=~"a|b"`. Else undefined. */
export function namedValues(matchers: readonly Matcher[]): readonly string[] | undefined {
  for (const matcher of matchers) {
    if (matcher.templated || matcher.op === "!=" || matcher.op === "!~") continue;
    const values = matcher.op === "=" ? [matcher.value] : readPattern(matcher.value)?.texts;
    if (values) return values.filter((value) => acceptsAll(matchers, value) !== false);
  }
  return undefined;
}

/** Whether every value that the one lets through, the other lets through too. */
export type Containment =
  | { readonly kind: "contained" | "unknown" }
  | {
      readonly kind: "outside";
      /** A value that the one lets through and the other does not; absent where the one has no matcher. */
      readonly value?: string;
    };

const CONTAINED: Containment = { kind: "contained" };
const UNKNOWN: Containment = { kind: "unknown" };
/** `.*`, `.+`, `^(.*)$`: what dashboards write for all values. */
const ANYTHING = /^\^?(?:\.[*+]|\((?:\?:)?\.[*+]\))\$?$/;

/**
 * Whether one selector's matchers of a label imply a matcher of another selector. "outside" is said only where
 * a value is sure to be let through by the one and not by the other.
 *
 * @param own all matchers of the label in the one selector; none of them is a selector without the label
 */
export function implies(own: readonly Matcher[], wanted: Matcher): Containment {
  if (own.some((matcher) => matcher.op === wanted.op && matcher.value === wanted.value)) return CONTAINED;
  if (wanted.templated || own.some((matcher) => matcher.templated)) return UNKNOWN;
  if (wanted.op === "=~" && ANYTHING.test(wanted.value)) return CONTAINED;
  // Whether series without the label exist at all, nobody knows.
  if (wanted.value === "" || (own.length === 0 && accepts(wanted, "") === undefined)) return UNKNOWN;
  if (own.length === 0) return { kind: "outside" };
  const named = namedValues(own);
  if (named) return judge(named, (value) => accepts(wanted, value));
  const excluded = negated(wanted) ? namedValues([{ ...wanted, op: positive(wanted.op) }]) : undefined;
  if (excluded) return judge(excluded, (value) => invert(acceptsAll(own, value)));
  return !negated(wanted) && own.every(negated) ? { kind: "outside" } : UNKNOWN;
}

function judge(values: readonly string[], isFine: (value: string) => boolean | undefined): Containment {
  const answers = values.map((value) => ({ value, fine: isFine(value) }));
  const outside = answers.find(({ fine }) => fine === false);
  if (outside) return { kind: "outside", value: outside.value };
  return answers.every(({ fine }) => fine) ? CONTAINED : UNKNOWN;
}

function negated({ op }: Matcher): boolean {
  return op === "!=" || op === "!~";
}

function positive(op: Matcher["op"]): Matcher["op"] {
  return op === "!=" ? "=" : "=~";
}

function invert(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}
