import {
  type Duration,
  divide,
  failuresToFire,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  ONE,
  ratio,
  shortDuration,
  thresholdErrorRatio,
} from "../../math";
import { plain } from "../markdown";
import { counted, within } from "../words";
import type { AlertFacts } from "./alert-facts";

/** So few failures fire it that a share of events says nothing: they are told by number. */
const FEW_FAILURES = 3n;
const DAY_SECONDS = ratio(86_400);
const DAILY_BURN = ratio(3);

/**
 * "13.44x over 1h (page)"; where a short window must burn too, "13.44x over 1h and 5m (page)"; where the look back has
 * a budget of its own, "9x over 1h (page; budget 1.8s)".
 */
export function alertName(alert: AlertFacts): string {
  const { severity } = alert.condition;
  const name = `${formatFactor(alert.burn)} over ${lookbacks(alert)}`;
  const own = alert.ownBudget && `budget ${formatDuration(alert.ownBudget, "down")}`;
  const said = [severity && plain(severity.value), own].filter((word) => word !== undefined);
  return said.length > 0 ? `${name} (${said.join("; ")})` : name;
}

/** "1h", or "1h and 5m" where both must burn. */
export function lookbacks({ lookback, condition }: AlertFacts): string {
  const { shortLookback } = condition;
  return shortLookback
    ? `${shortDuration(lookback)} and ${shortDuration(shortLookback.value)}`
    : shortDuration(lookback);
}

/** "over 0.672 % failing (337 of 50,000)", "3 bad slices of 60", "144 % errors: impossible". */
export function needsWords(alert: AlertFacts): string {
  if (alert.badSlices) return sliceNeeds(alert.badSlices);
  const share = formatPercent(alert.needs, "up");
  if (!alert.possible) return `${share} errors: impossible`;
  const method = alert.objective.slo.budgetingMethod?.value;
  const failing = method === "RatioTimeslices" ? "failing on average" : "failing";
  const { failures } = alert;
  const count =
    failures && failures.of.compare(ONE) >= 0
      ? ` (${formatCount(failures.needed)} of ${formatCount(failures.of)})`
      : "";
  return `${alert.op === "gt" ? "over" : "at least"} ${share} ${failing}${count}`;
}

function sliceNeeds({ needed, of }: NonNullable<AlertFacts["badSlices"]>): string {
  if (of.compare(ratio(needed)) < 0)
    return `${formatCount(needed)} bad slices of ${formatCount(of)}: impossible`;
  return `${counted(needed, "bad slice")} of ${formatCount(of)}`;
}

/**
 * An alert in two or three sentences: what it takes, when it fires, what is spent by then, how long the budget
 * lasts at its burn.
 *
 * @param named whether to begin with the alert's burn and look back, where the reader does not see them anyway
 */
export function alertSentences(alert: AlertFacts, named = true): string {
  const factor = formatFactor(alert.burn);
  if (!canFire(alert)) return impossible(alert, factor);
  const lasts = alert.lasts ? ` At ${factor} the budget lasts ${formatDuration(alert.lasts, "down")}.` : "";
  if (takesFewFailures(alert)) return `${fewFailures(alert, factor)}${lasts}`;
  const name = named ? `${alertName(alert)}: ` : "";
  return `${name}needs ${needsWords(alert)}. ${firing(alert)}${lasts}`;
}

/** Whether any outage fires the alert. */
export function canFire(alert: AlertFacts): boolean {
  return alert.possible && alert.detectTotal !== undefined;
}

function impossible(alert: AlertFacts, factor: string): string {
  if (alert.badSlices) return `${alertName(alert)}: needs ${needsWords(alert)}. It never fires.`;
  const limit = alert.fastest ? ` The fastest burn here is ${formatFactor(alert.fastest, "down")}.` : "";
  return `${factor} would take ${needsWords(alert)}.${limit} ${nameWithoutBurn(alert)} never fires.`;
}

function nameWithoutBurn(alert: AlertFacts): string {
  const { severity } = alert.condition;
  return `The ${severity ? `${plain(severity.value)} ` : ""}alert over ${lookbacks(alert)}`;
}

function firing(alert: AlertFacts): string {
  const { detectTotal, detectFive, spent } = alert;
  if (!detectTotal) return "";
  const total = `A total outage fires it after ${formatDuration(detectTotal, "up")}`;
  const five = detectFive
    ? `, 5 % errors after ${formatDuration(detectFive, "up")}`
    : alert.badSlices
      ? ""
      : ", 5 % errors never do";
  return `${total}${five}${spent ? `; ${formatPercent(spent)} of the budget is spent by then` : ""}.`;
}

/** Whether one failure more or less decides: then shares and seconds would only seem exact. */
export function takesFewFailures(alert: AlertFacts): boolean {
  return canFire(alert) && alert.failures !== undefined && alert.failures.needed <= FEW_FAILURES;
}

function fewFailures(alert: AlertFacts, factor: string): string {
  const { failures } = alert;
  if (!failures) return "";
  const budget = alert.objective.events?.exact;
  const share = budget && divide(ratio(failures.needed), budget);
  const cost = share ? `, ${formatPercent(share)} of the budget` : "";
  const takes = `${factor} ${within(alert.lookback)} takes ${counted(failures.needed, "failure")}${cost}.`;
  return `${takes}${dailyAdvice(alert)}`;
}

/** Where single failures would wake people, an alert by the day sees a pattern. */
function dailyAdvice(alert: AlertFacts): string {
  const { target, eventsPerDay } = alert.objective;
  if (!eventsPerDay || alert.longSeconds.compare(DAY_SECONDS) >= 0) return "";
  if (thresholdErrorRatio(DAILY_BURN, target).compare(ONE) >= 0) return "";
  const needed = failuresToFire(DAILY_BURN, target, eventsPerDay);
  if (needed <= FEW_FAILURES) return "";
  return ` Prefer a daily ticket: ${formatFactor(DAILY_BURN)} takes ${formatCount(needed)} of ${formatCount(eventsPerDay)}.`;
}

/** The look back's own trap: `m` is a minute and `M` a month. */
export function unitNote(duration: Duration, role: "window" | "lookback"): string | undefined {
  const plural = duration.count === 1 ? "" : "s";
  if (role === "window" && duration.unit === "m")
    return `\`${duration.count}m\` is ${duration.count} minute${plural}. A month is \`M\`.`;
  if (role === "lookback" && duration.unit === "M")
    return `\`${duration.count}M\` is ${duration.count} month${plural}. A minute is \`m\`.`;
  return undefined;
}
