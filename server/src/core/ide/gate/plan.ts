import {
  ceilToBigInt,
  consumed,
  divide,
  formatCount,
  formatDuration,
  formatPercent,
  isPositive,
  ONE,
  parseDecimal,
  type Rational,
  ratio,
  ZERO,
} from "../../math";
import type { ObjectiveFacts } from "../budget/objective-facts";
import type { Plan, PlanCost } from "./gate-model";

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const PLAN = /^(.+?)\s*(?:\bat\b|@)\s*([\d.]+)\s*%?(?:\s+(?:errors|failing|failures))?$/i;
const LENGTHS =
  /^(?:[\d.]+\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)(?=[\s\d,]|$)[\s,]*)+$/i;
const LENGTH = /([\d.]+)\s*([smhd])[a-z]*/gi;
/** A year: nobody plans a longer outage. */
const LONGEST_SECONDS = ratio(31_536_000);
const LONGEST_TEXT = 80;

/**
 * Reads a plan: "30 minutes at 5 %", "30m at 5%", "1h 30m @ 100". A bare number is minutes.
 *
 * @returns undefined for anything else, for a share beyond 100 %, and for more than a year. Never throws.
 */
export function parsePlan(text: string): Plan | undefined {
  const match = text.length > LONGEST_TEXT ? null : PLAN.exec(text.trim());
  const seconds = match && parseLength((match[1] ?? "").trim());
  const percent = match && parseDecimal(match[2] ?? "");
  if (!seconds || !percent || !isPositive(seconds) || seconds.compare(LONGEST_SECONDS) > 0) return undefined;
  const errors = percent.div(ratio(100));
  return isPositive(errors) && errors.compare(ONE) <= 0 ? { seconds, errors } : undefined;
}

function parseLength(text: string): Rational | undefined {
  const minutes = parseDecimal(text);
  if (minutes) return minutes.mul(ratio(60));
  if (!LENGTHS.test(text)) return undefined;
  let all = ZERO;
  for (const [, number = "", unit = ""] of text.matchAll(LENGTH)) {
    const count = parseDecimal(number);
    const seconds = UNIT_SECONDS[unit.toLowerCase()];
    if (!count || seconds === undefined) return undefined;
    all = all.add(count.mul(ratio(seconds)));
  }
  return all;
}

/**
 * What a plan costs an objective, as its budget is counted: of events at even traffic, of slices as a whole where more
 * of them fails than a slice may, of the mean of slices in proportion.
 *
 * @param remaining what is left before, as a ratio
 * @returns undefined where the objective has no window, or no budget
 */
export function planCost(facts: ObjectiveFacts, plan: Plan, remaining: Rational): PlanCost | undefined {
  const { window, target } = facts;
  if (!window) return undefined;
  const slices = facts.slo.budgetingMethod?.value === "Timeslices" ? badSlices(facts, plan) : undefined;
  const cost = slices
    ? slices.of && divide(slices.bad, slices.of)
    : consumed(target, plan.errors, plan.seconds, window.seconds);
  if (!cost) return undefined;
  const left = remaining.sub(cost);
  const spends = slices
    ? slicesWords(slices.bad)
    : `${formatDuration(plan.errors.mul(plan.seconds), "up")} of total outage`;
  const words = `${spends}, ${formatPercent(cost, "up")} of its budget: ${leftWords(left)}`;
  return { title: facts.title, cost, left, words };
}

function leftWords(left: Rational): string {
  if (isPositive(left)) return `${formatPercent(left, "down")} would be left.`;
  if (left.n === 0n) return "nothing would be left.";
  return `overspent by ${formatPercent(left.abs(), "up")}.`;
}

function slicesWords(bad: Rational): string {
  const text = formatCount(bad);
  return `${text} bad ${text === "1" ? "slice" : "slices"}`;
}

/** The slices that a plan makes bad when it begins with one, out of those that may be. */
function badSlices(
  { objective, sliceSeconds, slices }: ObjectiveFacts,
  { seconds, errors }: Plan,
): { readonly bad: Rational; readonly of?: Rational } {
  if (!sliceSeconds || !slices) return { bad: ZERO };
  const allowed = ONE.sub(objective.timeSliceTarget?.value ?? ONE);
  const whole = ceilToBigInt(seconds.div(sliceSeconds));
  return { bad: errors.compare(allowed) > 0 ? ratio(whole) : ZERO, of: slices.exact };
}

/** "30m at 5 % errors": a plan as it was understood. */
export function planWords({ seconds, errors }: Plan): string {
  return errors.equals(ONE)
    ? `${formatDuration(seconds)} of total outage`
    : `${formatDuration(seconds)} at ${formatPercent(errors)} errors`;
}
