import type { Matcher } from "../promql/expr";
import { testerOf } from "../promql/matching";
import { OUTCOME_SCHEMES, type OutcomeScheme, STATUS_IN_NAME } from "./category-signs";
import type { Series, Term } from "./category-terms";

/** Which outcomes of requests a side of a ratio counts. */
interface Outcomes {
  readonly scheme: OutcomeScheme;
  readonly label: string;
  readonly values: ReadonlySet<string>;
}

/**
 * The label by which the counted side of a ratio sets what the server failed apart from what it answered, within
 * what the total counts.
 *
 * @returns undefined where it does not, and where that cannot be told
 */
export function setsFailuresApart(counted: readonly Term[], total: readonly Term[]): string | undefined {
  const outcomes = outcomesOf(counted);
  if (!outcomes) return undefined;
  const { scheme, label, values } = outcomes;
  const all = total.length === 0 ? undefined : unionOf(total, scheme, label);
  return all && separates(scheme, values, all) ? label : undefined;
}

/** Whether a side of a ratio counts only requests that were answered as they should be. */
export function onlyAnswered(terms: readonly Term[]): boolean {
  const outcomes = outcomesOf(terms);
  return outcomes !== undefined && [...outcomes.values].every((value) => outcomes.scheme.answered.has(value));
}

/** Whether one part of all requests holds failures, the other answers, and at least one of them nothing else. */
function separates(scheme: OutcomeScheme, counted: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  const inside = [...all].filter((value) => counted.has(value));
  const outside = [...all].filter((value) => !counted.has(value));
  return isSplit(scheme, inside, outside) || isSplit(scheme, outside, inside);
}

function isSplit({ answered, failed }: OutcomeScheme, good: readonly string[], bad: readonly string[]) {
  const holdsBoth = good.some((value) => answered.has(value)) && bad.some((value) => failed.has(value));
  return holdsBoth && (!good.some((value) => failed.has(value)) || !bad.some((value) => answered.has(value)));
}

/** What the terms count together, by the first scheme that one of their labels is written in. */
function outcomesOf(terms: readonly Term[]): Outcomes | undefined {
  for (const term of terms) {
    for (const scheme of OUTCOME_SCHEMES) {
      if (scheme.metric && !scheme.metric.test(term.name)) continue;
      const label = narrowingLabel(term.matchers, scheme);
      if (label === undefined) continue;
      const values = unionOf(terms, scheme, label);
      return values && { scheme, label, values };
    }
  }
  return undefined;
}

/** The label whose matchers let some of a scheme's values through, and others not. */
function narrowingLabel(matchers: readonly Matcher[], scheme: OutcomeScheme): string | undefined {
  const labels = new Set(matchers.map(({ label }) => label).filter((label) => scheme.label.test(label)));
  for (const label of labels) {
    const through = valuesThrough(matchers, scheme, label);
    if (through && through.length > 0 && through.length < scheme.values.length) return label;
  }
  return undefined;
}

function valuesThrough(
  matchers: readonly Matcher[],
  scheme: OutcomeScheme,
  label: string,
): readonly string[] | undefined {
  const own = matchers.filter((matcher) => matcher.label === label);
  const answers = scheme.values.map(testerOf(own));
  return answers.includes(undefined) ? undefined : scheme.values.filter((_, at) => answers[at] === true);
}

/** What is added up less what is taken away; undefined where a matcher cannot be read, or another label decides. */
function unionOf(
  terms: readonly Term[],
  scheme: OutcomeScheme,
  label: string,
): ReadonlySet<string> | undefined {
  const union = new Set<string>();
  for (const sign of [1, -1] as const) {
    for (const term of terms) {
      if (term.sign !== sign) continue;
      const others = term.matchers.some((one) => one.label !== label && scheme.label.test(one.label));
      const values = others ? undefined : valuesThrough(term.matchers, scheme, label);
      if (!values) return undefined;
      for (const value of values) {
        if (sign === 1) union.add(value);
        else union.delete(value);
      }
    }
  }
  return union;
}

/** The status class that a metric's own name holds: 5 for `HTTPCode_Target_5XX_Count`. */
export function statusInName(name: string): number | undefined {
  const found = STATUS_IN_NAME.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * Whether metrics that hold a status class in their names set server errors apart from answers, against a total
 * that holds none, or all.
 */
export function namesSetFailuresApart(counted: readonly Series[], total: readonly Series[]): boolean {
  const own = counted.map(({ name }) => statusInName(name));
  if (total.length === 0 || own.length === 0 || own.includes(undefined)) return false;
  const all = total.map(({ name }) => statusInName(name));
  const failures = own.includes(5);
  const answers = own.includes(2) || own.includes(3);
  if (failures === answers) return false;
  if (all.every((status) => status === undefined)) return true;
  return all.includes(5) && all.includes(2);
}
