import { type Duration, durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor } from "../../math/format";
import { type Rational, ratio } from "../../math/rational";
import type { PortableAlert, PortableCondition, PortableSlo } from "../../model/portable-slo";
import type { NoteBook } from "./notes";
import { lengthText } from "./numbers";

/** How urgent an alert is, for tools that know two degrees. */
export type Urgency = "page" | "ticket";

/** A burn rate over a long window, as a tool takes it. */
export interface BurnRate {
  readonly burn: Rational;
  readonly long: Duration;
}

const PAGE = /^(?:page|pager|pageteam|critical|crit|fatal|urgent|emergency|high|sev-?[01]|p[01])$/i;
const TICKET = /^(?:ticket|warning|warn|info|low|medium|minor|notice|sev-?[2-9]|p[2-9])$/i;
/** An unknown severity pages from here on: six times too fast leaves five days of a month's budget. */
const PAGES_FROM = ratio(6);

/** The conditions of an SLO's alerts by urgency. */
export function byUrgency(slo: PortableSlo): Record<Urgency, PortableCondition[]> {
  const result: Record<Urgency, PortableCondition[]> = { page: [], ticket: [] };
  for (const { alert, condition } of conditionsOf(slo)) result[urgencyOf(alert, condition)].push(condition);
  return result;
}

function conditionsOf(slo: PortableSlo) {
  return slo.alerts.flatMap((alert) => alert.conditions.map((condition) => ({ alert, condition })));
}

/** How urgent a condition is: by its severity's word, else by its burn rate. */
export function urgencyOf(alert: PortableAlert, condition: PortableCondition): Urgency {
  const severity = condition.severity ?? alert.severity ?? "";
  if (PAGE.test(severity)) return "page";
  if (TICKET.test(severity)) return "ticket";
  return condition.burn.compare(PAGES_FROM) >= 0 ? "page" : "ticket";
}

/** Severities of unknown words are sorted by their burn rate: says so. */
export function noteSeverities(slo: PortableSlo, book: NoteBook): void {
  const told = new Set<string>();
  for (const { alert, condition } of conditionsOf(slo)) {
    const severity = condition.severity ?? alert.severity;
    if (severity === undefined || PAGE.test(severity) || TICKET.test(severity) || told.has(severity))
      continue;
    told.add(severity);
    book.assumed(
      slo,
      `The severity \`${severity}\` counts as a ${urgencyOf(alert, condition)}, by its burn rate of ${formatFactor(condition.burn)}.`,
      "The result knows pages and tickets alone.",
    );
  }
}

/** Says where a tool's own burn rates are not those of the source. */
export function noteBurnRates(
  slo: PortableSlo,
  tool: string,
  urgency: Urgency,
  wanted: readonly PortableCondition[],
  own: readonly BurnRate[],
  book: NoteBook,
): void {
  const asked = wanted.map(({ burn, lookback }) => ({ burn, long: lookback }));
  const same = asked.length === own.length && asked.every((one) => own.some((other) => isNear(one, other)));
  const late = wanted.flatMap(({ alertAfter }) => alertAfter ?? []);
  if (!same) {
    book.lost(
      slo,
      `${tool}'s ${urgency} alert burns at rates of its own: ${rates(own)}. The source asks for ${rates(asked)}.`,
      "The alert comes earlier or later than it did.",
    );
  } else if (late.length > 0) {
    const waits = [...new Set(late.map(lengthText))].join(", ");
    book.lost(
      slo,
      `The ${urgency} alert no longer waits (${waits}) before it fires.`,
      `${tool} has no such delay.`,
    );
  }
}

/** Conditions in words: "14.4x over 1h, 6x over 6h". */
export function burnRates(conditions: readonly PortableCondition[]): string {
  return rates(conditions.map(({ burn, lookback }) => ({ burn, long: lookback })));
}

function rates(list: readonly BurnRate[]): string {
  return list.map(({ burn, long }) => `${formatFactor(burn)} over ${inHours(long)}`).join(", ");
}

/** `6h 26m` rather than 386m. */
function inHours(length: Duration): string {
  return length.unit === "m" ? formatDuration(durationSeconds(length)) : lengthText(length);
}

/** A rate that was rounded when it was written counts as the same. */
function isNear(one: BurnRate, other: BurnRate): boolean {
  if (!durationSeconds(one.long).equals(durationSeconds(other.long))) return false;
  const off = one.burn.sub(other.burn).abs();
  return off.mul(1000, 1).compare(other.burn) <= 0;
}
