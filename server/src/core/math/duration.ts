import { suggestDuration } from "./duration-hint";
import { parseDecimal, type Rational, ratio } from "./rational";

/**
 * OpenSLO's duration shorthand units, case-sensitive: minute, hour, day, week, month, quarter, year.
 * `m` is a minute and `M` a month. Source: OpenSLO v1, duration-shorthand.
 */
export type DurationUnit = "m" | "h" | "d" | "w" | "M" | "Q" | "Y";

/** The shorthand's units, and milliseconds and seconds beside them (tier thresholds, sample intervals). */
export type FineDurationUnit = DurationUnit | "ms" | "s";

/** A duration as written: a whole count above 0 of one unit. */
export interface Duration {
  /** Whole, above 0, at most `Number.MAX_SAFE_INTEGER`. */
  readonly count: number;
  readonly unit: DurationUnit;
  /** The text that it was read from. */
  readonly text: string;
}

/** A duration that may also be in milliseconds or seconds. */
export interface FineDuration {
  /** Whole, above 0, at most `Number.MAX_SAFE_INTEGER`. */
  readonly count: number;
  readonly unit: FineDurationUnit;
  /** The text that it was read from. */
  readonly text: string;
}

/** Why a text is no duration. */
export type DurationFault =
  | "empty"
  | "no-unit"
  | "unknown-unit"
  | "seconds"
  | "not-positive"
  | "not-integer"
  | "compound"
  | "too-large"
  | "malformed";

/** A refusal, with the duration that was probably meant, where that can be told. */
export interface DurationRefusal {
  readonly ok: false;
  readonly reason: DurationFault;
  /** A valid duration in the accepted units; absent where it would be a guess. */
  readonly hint?: string;
}

/** What {@link parseDuration} answers. */
export type DurationResult = { readonly ok: true; readonly duration: Duration } | DurationRefusal;

/** What {@link parseFineDuration} answers. */
export type FineDurationResult = { readonly ok: true; readonly duration: FineDuration } | DurationRefusal;

/**
 * Seconds of one unit as OpenSLO's go-sdk counts them: a month is 30 days, a quarter 90, a year 365.
 * Right for rolling windows only; calendar windows have real lengths, see `calendarWindowAt`.
 */
const UNIT_SECONDS: Readonly<Record<Exclude<FineDurationUnit, "ms">, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  Q: 7_776_000,
  Y: 31_536_000,
};

const WELL_FORMED = /^(\d{1,16})(ms|[smhdwMQY])$/;
const NUMBER_THEN_REST = /^([-+]?)(\d*\.?\d*(?:[eE][-+]?\d+)?)(.*)$/s;
const COMPOUND = /^\s*\d+\s*[a-zA-Z]+(?:[\s,]*\d+\s*[a-zA-Z]+)+\s*$/;
const SECONDS = /^(?:ms|msecs?|millis|milliseconds?|s|secs?|seconds?)$/i;
const WORD = /^[a-zA-Z]+$/;
/** Longer texts are refused unread: no duration is longer, and the patterns stay cheap. */
const MAX_TEXT_LENGTH = 64;

/**
 * Reads OpenSLO's shorthand: a positive integer and one of m h d w M Q Y, case-sensitive, no seconds.
 *
 * @returns the duration, or why it is none with a hint in the shorthand. Never throws.
 */
export function parseDuration(text: string): DurationResult {
  const parsed = read(text, false);
  if (!parsed.ok) return parsed;
  const { count, unit } = parsed.duration;
  if (unit === "ms" || unit === "s") return refuse("seconds", text, false);
  return { ok: true, duration: { count, unit, text } };
}

/** Like {@link parseDuration}, with `ms` and `s` too: thresholds and sample intervals of tiers. */
export function parseFineDuration(text: string): FineDurationResult {
  return read(text, true);
}

function read(text: string, fine: boolean): FineDurationResult {
  if (text.trim() === "") return { ok: false, reason: "empty" };
  if (text.length > MAX_TEXT_LENGTH) return { ok: false, reason: "malformed" };
  const match = WELL_FORMED.exec(text);
  if (match === null) return refuse(reasonOf(text, fine), text, fine);
  const count = Number(match[1]);
  if (count === 0) return refuse("not-positive", text, fine);
  if (!Number.isSafeInteger(count)) return refuse("too-large", text, fine);
  return { ok: true, duration: { count, unit: match[2] as FineDurationUnit, text } };
}

function refuse(reason: DurationFault, text: string, fine: boolean): DurationRefusal {
  const hint = suggestDuration(text, fine);
  return hint === undefined ? { ok: false, reason } : { ok: false, reason, hint };
}

/** Names the fault of a text that is not a well-formed duration. */
function reasonOf(text: string, fine: boolean): DurationFault {
  const trimmed = text.trim();
  if (COMPOUND.test(trimmed)) return "compound";
  const match = NUMBER_THEN_REST.exec(trimmed);
  const sign = match?.[1] ?? "";
  const number = match?.[2] ?? "";
  const rest = (match?.[3] ?? "").trim();
  if (number === "" || number === ".") return WORD.test(rest) && sign === "" ? "unknown-unit" : "malformed";
  const value = parseDecimal(number);
  if (value === undefined) return /^\d+$/.test(number) ? "too-large" : "malformed";
  if (rest === "") return "no-unit";
  if (!WORD.test(rest)) return "malformed";
  if (sign === "-" || value.n === 0n) return "not-positive";
  if (SECONDS.test(rest) && !fine) return "seconds";
  if (value.d !== 1n) return "not-integer";
  if (!/^(?:ms|[smhdwMQY])$/.test(rest)) return "unknown-unit";
  return /^\d{17,}$/.test(number) ? "too-large" : "malformed";
}

/**
 * The duration in seconds, exactly, with go-sdk's fixed lengths for M (30d), Q (90d) and Y (365d).
 * For a calendar window use `calendarWindowAt` instead.
 */
export function durationSeconds(duration: FineDuration): Rational {
  return duration.unit === "ms"
    ? ratio(duration.count, 1_000)
    : ratio(duration.count).mul(UNIT_SECONDS[duration.unit], 1);
}

/** Whether the unit's real length depends on the calendar: month, quarter, year. */
export function isCalendarUnit(unit: FineDurationUnit): boolean {
  return unit === "M" || unit === "Q" || unit === "Y";
}

/**
 * Whether the duration is a whole number of weeks, so that each window holds as many weekends as the
 * next. Never true for months, quarters and years. Source: SRE Workbook, chapter 2 (time windows).
 */
export function wholeWeeks(duration: FineDuration): boolean {
  if (isCalendarUnit(duration.unit)) return false;
  return durationSeconds(duration).div(UNIT_SECONDS.w, 1).d === 1n;
}
