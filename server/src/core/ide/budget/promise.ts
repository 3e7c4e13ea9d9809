import {
  budgetSeconds,
  burnOfOneFailure,
  type Duration,
  divide,
  durationSeconds,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  ONE,
  type Rational,
  ratio,
  shortDuration,
} from "../../math";
import { eventsIn } from "../../math/budget";
import { takesAnnotations } from "../measurability/evidence";
import { adjective, burnNumber, capital, counted, outOf } from "../words";
import type { ObjectiveFacts } from "./objective-facts";

const HOUR = ratio(3_600);

/**
 * The promise in one sentence: "5 of every 10,000 events may fail: 16,800 of 33.6M in 28d, equivalent to 20m
 * 9.6s of total outage." A budget of events is never called downtime.
 *
 * @param things what the events are, in the plural, where that is known
 */
export function promiseSentence(facts: ObjectiveFacts, things = "events"): string {
  const method = facts.slo.budgetingMethod?.value;
  if (method === "Timeslices") return slicePromise(facts);
  if (method === "RatioTimeslices") return ratioPromise(facts);
  const share = `${outOf(facts.share)}${method === "Occurrences" ? ` ${things}` : ""} may fail`;
  const { window, time, events } = facts;
  if (!window || !time) return `${share}. ${facts.windowReading.ok ? "" : facts.windowReading.why}`.trim();
  const outage = `equivalent to ${formatDuration(time, "down")} of total outage`;
  if (!events) return `${share} in ${window.label}, ${outage}.`;
  if (events.allowed === 0n)
    return `${share}, but ${window.label} holds only ${counted(events.total, "event")}: not one failure fits into the budget.`;
  return `${share}: ${formatCount(events.allowed)} of ${formatCount(events.total)} in ${window.label}, ${outage}.`;
}

function slicePromise(facts: ObjectiveFacts): string {
  const { window, slices, objective } = facts;
  const slice = objective.timeSliceWindow;
  if (!window || !slices || !slice) {
    const missing = facts.windowReading.ok ? "" : ` ${facts.windowReading.why}`;
    return `${outOf(facts.share)} time slices may be bad.${missing}`;
  }
  const kind = `${adjective(slice.value)} slices`;
  const good = objective.timeSliceTarget
    ? ` A slice is good when at least ${formatPercent(objective.timeSliceTarget.value, "up")} of its events are.`
    : "";
  if (slices.allowed === 0n)
    return `Not one of the ${formatCount(slices.total)} ${kind} in ${window.label} may be bad: ${formatPercent(facts.share)} of them is less than one.${good}`;
  return `${formatCount(slices.allowed)} of ${formatCount(slices.total)} ${kind} may be bad in ${window.label}.${good}`;
}

function ratioPromise(facts: ObjectiveFacts): string {
  const { window, time, slices, objective } = facts;
  const target = formatPercent(facts.target);
  const slice = objective.timeSliceWindow;
  if (!window || !time || !slices || !slice)
    return `The mean success ratio of all time slices must reach ${target}.`;
  const all = `${formatCount(slices.total)} ${adjective(slice.value)} slices`;
  return `The mean success ratio of the ${all} in ${window.label} must reach ${target}: the budget is equivalent to ${formatDuration(time, "down")} of total outage.`;
}

/** The budget in a second sentence: what it is a share of, and what that means by the day or by the failure. */
export function budgetSentence(facts: ObjectiveFacts): string | undefined {
  const method = facts.slo.budgetingMethod?.value;
  const share = formatPercent(facts.share);
  if (method === "Timeslices") {
    const { slices, sliceSeconds } = facts;
    if (!slices || !sliceSeconds || slices.allowed === 0n)
      return `The error budget is ${share} of all slices.`;
    const each = formatPercent(ONE.div(slices.exact));
    const together = formatDuration(sliceSeconds.mul(ratio(slices.allowed)), "down");
    return `The error budget is ${share} of all slices: ${together} of bad slices. Each costs ${each} of it.`;
  }
  if (method === "RatioTimeslices")
    return `The error budget is ${share} on average: a quiet slice weighs as much as a busy one.`;
  const low = lowTrafficSentence(facts);
  if (low) return low;
  if (facts.eventsPerDay) {
    const daily = facts.share.mul(facts.eventsPerDay);
    return `The error budget is ${share} of all events: ${counted(daily, "failure")} a day when spread evenly.`;
  }
  if (!facts.time) return `The error budget is ${share} of all events.`;
  return `The error budget is ${share}${method ? " of all events" : ""}: when half of them fail, it lasts ${formatDuration(facts.time.mul(2), "down")}.`;
}

/** Whether a single failure in an hour already burns faster than the budget allows: each one counts. */
export function isLowTraffic(facts: ObjectiveFacts): boolean {
  const burn = burnInHour(facts);
  return burn !== undefined && burn.compare(ONE) > 0;
}

function burnInHour(facts: ObjectiveFacts): Rational | undefined {
  return facts.eventsPerDay && burnOfOneFailure(facts.target, eventsIn(facts.eventsPerDay, HOUR));
}

function lowTrafficSentence(facts: ObjectiveFacts): string | undefined {
  const burn = burnInHour(facts);
  const { events, eventsPerDay } = facts;
  if (!burn || !events || !eventsPerDay || burn.compare(ONE) <= 0) return undefined;
  const cost = divide(ONE, events.exact);
  const each = cost ? `Each failure costs ${formatPercent(cost)} of the budget. ` : "";
  const hourly = formatCount(eventsIn(eventsPerDay, HOUR), "nearest");
  return `${each}At ${hourly} an hour one failure is burn ${burnNumber(burn)}.`;
}

/** What a burn rate is, in this window. */
export function speedSentence(facts: ObjectiveFacts): string {
  const when = facts.window
    ? `after exactly ${formatDuration(facts.window.seconds)}`
    : "exactly at the end of the window";
  return `Burn rate is the speed of spending: at 1 the budget is gone ${when}, at 2 in half the time.`;
}

/** What the figures take for granted. */
export function assumptions(facts: ObjectiveFacts): string[] {
  const { window, eventsPerDay } = facts;
  const method = facts.slo.budgetingMethod?.value;
  const said: string[] = [];
  if (eventsPerDay) said.push(`traffic is even, at ${formatCount(eventsPerDay)} a day`);
  else if (method === "Occurrences")
    said.push(
      takesAnnotations(facts.object)
        ? "traffic is even; `slosmith/events-per-day` would tell how much"
        : "traffic is even; `eventsPerDay` in `.slosmith.yaml` would tell how much",
    );
  said.push("no errors before an outage, no delay by scraping");
  if (window?.calendar && window.declared.kind === "calendar")
    said.push(`${window.label} is ${formatDuration(window.seconds)} long in ${window.declared.timeZone}`);
  else if (window && /[MQY]$/.test(window.written))
    said.push(`a rolling ${window.written} counts as ${formatDuration(window.seconds)}`);
  const { implied } = facts.slo;
  if (implied) said.push(...(implied.assumption ? [implied.assumption] : []), ...implied.remarks);
  return said;
}

/** The assumptions as one sentence. */
export function assumptionSentence(facts: ObjectiveFacts): string {
  return `Assumed: ${assumptions(facts).join("; ")}.`;
}

/**
 * An objective's budget in one short line, for hints and lenses inside the editor: "20m 9.6s in 28d", with stated
 * traffic "16,800 of 33.6M · 20m 9.6s in 28d", for time slices "5 of 10,080 slices in 7d".
 *
 * @returns undefined where the window or the target does not say enough
 */
export function budgetLine(facts: ObjectiveFacts): string | undefined {
  const { window, time, events, slices } = facts;
  if (!window || !time) return undefined;
  if (facts.slo.budgetingMethod?.value === "Timeslices") {
    return (
      slices && `${formatCount(slices.allowed)} of ${formatCount(slices.total)} slices in ${window.label}`
    );
  }
  const span = stepsLine(facts) ?? `${formatDuration(time, "down")} in ${window.label}`;
  return events ? `${formatCount(events.allowed)} of ${formatCount(events.total)} · ${span}` : span;
}

/**
 * Where a tool counts a budget for each of several windows, all of them with the burn rates at which it alerts: "1.8s
 * in 1h (9x), 20m 9.6s in 28d (1x)".
 */
function stepsLine({ slo, target }: ObjectiveFacts): string | undefined {
  const conditions = slo.alertPolicies.flatMap((use) => (use.kind === "inline" ? use.policy.conditions : []));
  const steps = conditions.flatMap((use) => {
    if (use.kind !== "inline" || !use.condition.ownBudget) return [];
    const { lookback, threshold } = use.condition;
    return lookback && threshold ? [{ lookback: lookback.value, burn: threshold.value }] : [];
  });
  if (steps.length === 0) return undefined;
  const budget = (of: Duration) => formatDuration(budgetSeconds(target, durationSeconds(of)), "down");
  return steps
    .map(({ lookback, burn }) => `${budget(lookback)} in ${shortDuration(lookback)} (${formatFactor(burn)})`)
    .join(", ");
}

/** "99.95 % over a rolling 28d", "99.9 % in each calendar month (January 2026)". */
export function objectiveSummary(facts: ObjectiveFacts): string {
  const target = formatPercent(facts.target);
  const { window } = facts;
  if (!window) return target;
  if (window.declared.kind === "rolling") return `${target} over a rolling ${window.written}`;
  return `${target} by calendar, ${window.written} at a time: now ${window.label}`;
}

/** A sentence from a phrase. */
export function sentence(phrase: string): string {
  return `${capital(phrase)}.`;
}
