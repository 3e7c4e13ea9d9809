import { Temporal } from "temporal-polyfill";
import {
  type CalendarWindow,
  type CalendarWindowSpec,
  calendarWindowAt,
  firstCalendarWindow,
} from "./calendar";
import { durationSeconds } from "./duration";
import type { DeclaredWindow } from "./periods";
import { maxOf, minOf, type Rational, ratio } from "./rational";

/** How long the windows of an SLO are: a February is shorter than a March. */
export interface WindowLengths {
  /** In seconds: the one with the smallest budget and the fewest events. */
  readonly shortest: Rational;
  /** In seconds: the one that data must be kept for. */
  readonly longest: Rational;
}

/** Two clock changes a year, for two years: of two years one is no leap year. */
const CLOCK_CHANGES = 4;
const MOST_YEARS_AHEAD = 5;
const DAY_MS = 86_400_000;
/** A leap day comes every four years. */
const LEAP_CYCLE_MONTHS = 48;

/**
 * The shortest and the longest window that an SLO will have: alike for rolling ones (months of 30 days, as
 * OpenSLO's go-sdk counts), the real lengths from the start time on for calendar ones, clock changes included.
 *
 * @returns `undefined` for an unknown zone and for windows outside years 0 to 9999
 */
export function windowLengths(window: DeclaredWindow): WindowLengths | undefined {
  if (window.kind === "rolling") {
    const seconds = durationSeconds(window.duration);
    return { shortest: seconds, longest: seconds };
  }
  const first = firstCalendarWindow(window);
  if (!first) return undefined;
  const lengths = [first.seconds, ...realLengths(window, first)];
  return { shortest: lengths.reduce(minOf), longest: lengths.reduce(maxOf) };
}

/** Windows without a clock change are as long as their days; only the others are looked up in the zone. */
function realLengths(spec: CalendarWindowSpec, first: CalendarWindow): Rational[] {
  const { count, unit } = spec.duration;
  if (unit === "m" || unit === "h") return [];
  const changed = aroundClockChanges(spec, first);
  const lengths = changed.map(({ seconds }) => seconds);
  if (unit === "d" || unit === "w") return lengths;
  const months = count * { M: 1, Q: 3, Y: 12 }[unit];
  // The months of a year in which windows with a clock change begin: a later one there is changed like the first.
  const busy = new Set(changed.map(({ startDate }) => startDate.slice(5, 7)));
  for (const { start, days } of civilMonths(spec.startTime.date, months)) {
    const wholeYears = months % 12 === 0;
    // Over whole years the changes of summer and winter time cancel out.
    if (wholeYears || !busy.has(start)) lengths.push(ratio(days).mul(86_400));
  }
  return lengths;
}

/** The windows that hold the next changes of the clocks. */
function aroundClockChanges(spec: CalendarWindowSpec, first: CalendarWindow): CalendarWindow[] {
  const found: CalendarWindow[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(first.startMs).toZonedDateTimeISO(spec.timeZone);
  for (let change = 0; change < CLOCK_CHANGES; change++) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds - first.startMs > MOST_YEARS_AHEAD * 366 * DAY_MS) break;
    // The moment before the change: at the change itself a new window may begin.
    const window = calendarWindowAt(spec, next.epochMilliseconds - 1);
    if (window) found.push(window);
    at = next;
  }
  return found;
}

/** The windows of four years in civil days, each with the month ("01" to "12") in which it begins. */
function civilMonths(startDate: string, months: number): { start: string; days: number }[] {
  const [year = 0, month = 1, day = 1] = startDate.split("-").map(Number);
  const boundary = (index: number): { month: string; dayNumber: number } => {
    const at = month - 1 + index * months;
    const inYear = year + Math.floor(at / 12);
    const last = daysInMonth(inYear, at % 12);
    return {
      month: String((at % 12) + 1).padStart(2, "0"),
      dayNumber: dayNumber(inYear, at % 12) + Math.min(day, last),
    };
  };
  const windows = Math.max(1, Math.ceil(LEAP_CYCLE_MONTHS / months));
  return Array.from({ length: windows }, (_, index) => {
    const from = boundary(index);
    return { start: from.month, days: boundary(index + 1).dayNumber - from.dayNumber };
  });
}

/** Days from a fixed day to the day before a month (0 to 11) begins, in the Gregorian calendar. */
function dayNumber(year: number, month: number): number {
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let each = 0; each < month; each++) days += daysInMonth(year, each);
  return days;
}

function daysInMonth(year: number, month: number): number {
  if (month === 1) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
}
