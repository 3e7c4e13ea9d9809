import { Temporal } from "temporal-polyfill";
import type { Duration, DurationUnit } from "./duration";
import { type Rational, ratio } from "./rational";

/** A civil date and time without a zone, checked: OpenSLO's `timeWindow.calendar.startTime`. */
export interface StartTime {
  /** ISO 8601 without a zone: "2026-01-31T00:00:00". */
  readonly iso: string;
  /** ISO date: "2026-01-31". */
  readonly date: string;
}

/** One calendar window: [start, end) in instants, with its civil dates. */
export interface CalendarWindow {
  /** First instant, in milliseconds since the epoch. */
  readonly startMs: number;
  /** First instant after the window, in milliseconds since the epoch. */
  readonly endMs: number;
  /** The real length, clock changes included. */
  readonly seconds: Rational;
  /** Civil date of the start in the window's zone, "2026-01-01". */
  readonly startDate: string;
  /** Civil date of the (exclusive) end in the window's zone. */
  readonly endDate: string;
}

/** A named stretch of the calendar, such as "Q3 2026". */
export interface CalendarPeriod extends CalendarWindow {
  readonly label: string;
}

/** How to say a calendar window: where it began, how long each one is, whose clock counts. */
export interface CalendarWindowSpec {
  readonly startTime: StartTime;
  /** An IANA zone name, see {@link isTimeZone}. */
  readonly timeZone: string;
  readonly duration: Duration;
}

const START_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;
/** 0000-01-01 and 9999-12-31, midnight UTC: the years that the format can write. */
const EARLIEST_MS = -62_167_219_200_000;
const LATEST_MS = 253_402_214_400_000;
/** A step longer than this would leave the range that Temporal can count in. */
const LONGEST_STEP_YEARS = 10_000;
const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/**
 * The canonical spelling of an IANA time zone name that the runtime knows ("europe/berlin" is
 * "Europe/Berlin"; "US/Pacific" stays as it is), or `undefined` for anything else. Offsets ("+01:00"),
 * abbreviations that only ICU knows ("PST") and Go's "Local" are not IANA names.
 */
export function canonicalTimeZone(name: string): string | undefined {
  if (name.length > 64 || !ZONE_NAME.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (fault) {
    // The only way to ask the runtime; a RangeError is its "no".
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

/**
 * Whether the name is an IANA time zone in its canonical spelling. Tools on Linux look zones up as
 * files, so that "europe/berlin" fails there; {@link canonicalTimeZone} gives the spelling to suggest.
 */
export function isTimeZone(name: string): boolean {
  return canonicalTimeZone(name) === name;
}

/**
 * Reads OpenSLO's `startTime`, "YYYY-MM-DD HH:MM:SS" in 24 hours. A day that does not exist
 * (February 30th) is refused.
 */
export function parseStartTime(text: string): StartTime | undefined {
  const match = START_TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = text.slice(0, 10);
  return { iso: `${date}T${text.slice(11)}`, date };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

/** Whether a text is a date that there is, as YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  return parseIsoDate(text) !== undefined;
}

/**
 * The ISO date of a moment in a time zone.
 *
 * @param epochMs milliseconds since the epoch
 * @returns `undefined` for an unknown zone and outside years 0 to 9999
 */
export function civilDate(timeZone: string, epochMs: number): string | undefined {
  const zone = canonicalTimeZone(timeZone);
  if (zone === undefined || !inRange(epochMs)) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs))
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** Days from one ISO date to another; below 0 where that is the earlier one, undefined where one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [parseIsoDate(from), parseIsoDate(to)];
  return start && end && start.until(end, { largestUnit: "days" }).days;
}

/**
 * The ISO date that lies a duration after another: months, quarters and years step on the calendar, the 31st falls on
 * the last day of shorter months, and a part of a day counts as a whole one.
 *
 * @returns `undefined` for what is no date, and behind the year 9999
 */
export function dateAfter(date: string, duration: Duration): string | undefined {
  const start = parseIsoDate(date);
  if (!start) return undefined;
  const { count, unit } = duration;
  const hours = unit === "h" ? count : count / 60;
  const step =
    unit === "m" || unit === "h"
      ? { unit: "days" as const, size: Math.ceil(hours / 24) }
      : stepOf(count, unit);
  if (step.size > LONGEST_STEP_YEARS * (step.unit === "days" ? 366 : 12)) return undefined;
  const after = start.add({ [step.unit]: step.size });
  return after.year > 9_999 ? undefined : after.toString();
}

function parseIsoDate(text: string): Temporal.PlainDate | undefined {
  if (!ISO_DATE.test(text)) return undefined;
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return isDate(year, month, day) ? Temporal.PlainDate.from({ year, month, day }) : undefined;
}

/**
 * The calendar window that contains `nowEpochMs`. Windows follow one another without gap or overlap
 * from the start time on. Days, weeks, months, quarters and years step on the civil clock of the zone,
 * always counted from the original start: a start on the 31st falls on the last day of shorter months
 * and on the 31st again after them. A day with a clock change is as long as it really is. Minutes and
 * hours step in real time. Cost does not grow with the distance from the start.
 *
 * @returns `undefined` before the start time, for an unknown zone, and outside years 0 to 9999
 */
export function calendarWindowAt(spec: CalendarWindowSpec, nowEpochMs: number): CalendarWindow | undefined {
  const timeZone = canonicalTimeZone(spec.timeZone);
  if (timeZone === undefined || !inRange(nowEpochMs)) return undefined;
  const start = Temporal.PlainDateTime.from(spec.startTime.iso);
  const now = Math.floor(nowEpochMs);
  const { count, unit } = spec.duration;
  if (unit === "m" || unit === "h") {
    return realTimeWindow(start.toZonedDateTime(timeZone), count * (unit === "m" ? 60_000 : 3_600_000), now);
  }
  return civilWindow(start, timeZone, stepOf(count, unit), now);
}

/** The first window, from the start time on: what is to come where {@link calendarWindowAt} has none yet. */
export function firstCalendarWindow(spec: CalendarWindowSpec): CalendarWindow | undefined {
  const timeZone = canonicalTimeZone(spec.timeZone);
  if (timeZone === undefined) return undefined;
  const start = Temporal.PlainDateTime.from(spec.startTime.iso).toZonedDateTime(timeZone);
  return calendarWindowAt(spec, start.epochMilliseconds);
}

function inRange(epochMs: number): boolean {
  return epochMs >= EARLIEST_MS && epochMs <= LATEST_MS;
}

function realTimeWindow(
  start: Temporal.ZonedDateTime,
  stepMs: number,
  now: number,
): CalendarWindow | undefined {
  const origin = start.epochMilliseconds;
  if (now < origin || stepMs > LONGEST_STEP_YEARS * 366 * 86_400_000) return undefined;
  const startMs = now - ((now - origin) % stepMs);
  const at = (epochMs: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(start.timeZoneId);
  return between(at(startMs), at(startMs + stepMs));
}

interface CivilStep {
  readonly unit: "days" | "months";
  readonly size: number;
}

function stepOf(count: number, unit: Exclude<DurationUnit, "m" | "h">): CivilStep {
  const sizes = { d: 1, w: 7, M: 1, Q: 3, Y: 12 } as const;
  return { unit: unit === "d" || unit === "w" ? "days" : "months", size: count * sizes[unit] };
}

function civilWindow(
  start: Temporal.PlainDateTime,
  timeZone: string,
  step: CivilStep,
  now: number,
): CalendarWindow | undefined {
  const longest = LONGEST_STEP_YEARS * (step.unit === "days" ? 366 : 12);
  if (step.size > longest) return undefined;
  const boundary = (index: number): Temporal.ZonedDateTime =>
    start.add({ [step.unit]: index * step.size }).toZonedDateTime(timeZone);
  if (now < boundary(0).epochMilliseconds) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const passed = start.until(local, { largestUnit: step.unit })[step.unit];
  let index = Math.max(0, Math.floor(passed / step.size));
  // The estimate is on the civil clock: a clock change, a clamped 31st or a skipped civil day moves it by
  // one or two at most. The last boundary at or before now wins, so a window of no length is passed over.
  while (index > 0 && boundary(index).epochMilliseconds > now) index -= 1;
  while (boundary(index + 1).epochMilliseconds <= now) index += 1;
  return between(boundary(index), boundary(index + 1));
}

function between(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): CalendarWindow {
  return {
    startMs: start.epochMilliseconds,
    endMs: end.epochMilliseconds,
    seconds: ratio(end.epochMilliseconds - start.epochMilliseconds, 1_000),
    startDate: start.toPlainDate().toString(),
    endDate: end.toPlainDate().toString(),
  };
}

/**
 * The calendar month, quarter or year that contains `nowEpochMs` in the zone, from midnight to midnight,
 * labelled "January 2026", "Q3 2026", "2026".
 *
 * @returns `undefined` for an unknown zone and outside years 0 to 9999
 */
export function calendarPeriod(
  kind: "month" | "quarter" | "year",
  timeZone: string,
  nowEpochMs: number,
): CalendarPeriod | undefined {
  const zone = canonicalTimeZone(timeZone);
  if (zone === undefined || !inRange(nowEpochMs)) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(nowEpochMs))
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const months = { month: 1, quarter: 3, year: 12 }[kind];
  const month = today.month - ((today.month - 1) % months);
  const first = today.with({ month, day: 1 });
  const labels = {
    month: `${MONTH_NAMES[month - 1] ?? ""} ${first.year}`,
    quarter: `Q${(month + 2) / 3} ${first.year}`,
    year: `${first.year}`,
  };
  const window = between(first.toZonedDateTime(zone), first.add({ months }).toZonedDateTime(zone));
  return { ...window, label: labels[kind] };
}

/**
 * Seconds between the starts of two civil days in a zone, clock changes included: a March in New York
 * is an hour short.
 *
 * @param startDate ISO date, inclusive
 * @param endDate ISO date, exclusive
 * @returns `undefined` for an unknown zone, a date that does not exist, or an end not after the start
 */
export function civilWindowSeconds(
  timeZone: string,
  startDate: string,
  endDate: string,
): Rational | undefined {
  const zone = canonicalTimeZone(timeZone);
  const start = parseIsoDate(startDate);
  const end = parseIsoDate(endDate);
  if (zone === undefined || start === undefined || end === undefined) return undefined;
  const { seconds } = between(start.toZonedDateTime(zone), end.toZonedDateTime(zone));
  return seconds.n > 0n && seconds.s > 0n ? seconds : undefined;
}
