import {
  type CalendarWindow,
  calendarPeriod,
  calendarWindowAt,
  canonicalTimeZone,
  type DeclaredWindow,
  type Duration,
  durationSeconds,
  formatDuration,
  isCalendarUnit,
  parseStartTime,
  type Rational,
  shortDuration,
} from "../../math";
import type { SloWindow } from "../../model/slo";

/** The window that an SLO's budget is counted in now. */
export interface WindowFacts {
  readonly declared: DeclaredWindow;
  /** "28d", as written. */
  readonly written: string;
  /** "28d", "1M (30d)", or for a calendar window "January 2026", "2w from 2026-01-05". */
  readonly label: string;
  readonly seconds: Rational;
  /** The calendar window that contains now. */
  readonly calendar?: CalendarWindow;
}

/** The facts of a window, or in a whole sentence why there are none. */
export type WindowReading =
  | { readonly ok: true; readonly window: WindowFacts }
  | { readonly ok: false; readonly declared?: DeclaredWindow; readonly why: string };

/** Reads an SLO's window at a moment. A calendar window has the real length of the one that contains it. */
export function windowFacts(window: SloWindow | undefined, nowEpochMs: number): WindowReading {
  if (!window) return { ok: false, why: "The time window is not stated in a way that can be read." };
  const duration = window.duration.value;
  const written = shortDuration(duration);
  if (window.kind === "rolling") {
    const declared = { kind: "rolling", duration } as const;
    const seconds = durationSeconds(duration);
    const label = isCalendarUnit(duration.unit) ? `${written} (${formatDuration(seconds)})` : written;
    return { ok: true, window: { declared, written, label, seconds } };
  }
  const startTime = window.startTime && parseStartTime(window.startTime.value);
  const timeZone = window.timeZone && canonicalTimeZone(window.timeZone.value);
  if (!startTime || !timeZone)
    return {
      ok: false,
      why: "The calendar window's start or time zone cannot be read, so its length is not known.",
    };
  const declared = { kind: "calendar", duration, startTime, timeZone } as const;
  const calendar = calendarWindowAt(declared, nowEpochMs);
  if (!calendar)
    return { ok: false, declared, why: `The first window begins on ${startTime.date}: none is running now.` };
  const label = calendarLabel(duration, timeZone, calendar, nowEpochMs);
  return { ok: true, window: { declared, written, label, seconds: calendar.seconds, calendar } };
}

const CALENDAR_NAMES = ["month", "quarter", "year"] as const;

function calendarLabel(
  duration: Duration,
  timeZone: string,
  window: CalendarWindow,
  nowEpochMs: number,
): string {
  if (isCalendarUnit(duration.unit)) {
    for (const name of CALENDAR_NAMES) {
      const period = calendarPeriod(name, timeZone, nowEpochMs);
      if (period && period.startMs === window.startMs && period.endMs === window.endMs) return period.label;
    }
  }
  return `${shortDuration(duration)} from ${window.startDate}`;
}

/** The last civil day that lies in a window whose end is not part of it. */
export function lastDay(window: CalendarWindow): string {
  const end = Date.parse(window.endDate);
  const last = new Date(end - 86_400_000).toISOString().slice(0, 10);
  return last < window.startDate ? window.startDate : last;
}

/** Civil days from start to end: where the real length differs, clocks change in between. */
export function civilDays(window: CalendarWindow): number {
  return Math.round((Date.parse(window.endDate) - Date.parse(window.startDate)) / 86_400_000);
}
