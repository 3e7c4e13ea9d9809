import { budgetEvents, budgetSeconds, budgetSlices, type CountBudget } from "./budget";
import { calendarPeriod, calendarWindowAt, firstCalendarWindow, type StartTime } from "./calendar";
import { type Duration, durationSeconds } from "./duration";
import { shortDuration } from "./format";
import { type Rational, ratio } from "./rational";

/** The window that an SLO declares. */
export type DeclaredWindow =
  | { readonly kind: "rolling"; readonly duration: Duration }
  | {
      readonly kind: "calendar";
      readonly duration: Duration;
      readonly startTime: StartTime;
      readonly timeZone: string;
    };

/** What the preview's rows are made from. */
export interface BudgetRowsRequest {
  /** The target as a ratio. */
  readonly target: Rational;
  /** Absent where the SLO's own window is missing or broken: then no row stands out. */
  readonly declaredWindow?: DeclaredWindow | undefined;
  /** IANA zone of this month, quarter and year. An unknown zone leaves these rows out. */
  readonly timeZone: string;
  /** Now, in milliseconds since the epoch; the core has no clock. */
  readonly nowEpochMs: number;
  /** Mean events a day, where traffic is stated. */
  readonly eventsPerDay?: Rational | undefined;
  /** The length of a time slice in seconds, for time slice budgets. */
  readonly sliceSeconds?: Rational | undefined;
  /** Seconds between two samples, for gauges and probes. */
  readonly sampleSeconds?: Rational | undefined;
}

/** The budget of one period. All but the declared row are scaled equivalents, not promises. */
export interface BudgetRow {
  /** "1h" "1d" "7d" "28d" "30d" "90d" "month" "quarter" "year", or "window" for a declared one beside them. */
  readonly id: string;
  /** "28d", "30d (1M)", "January 2026", "Q3 2026", "2026". */
  readonly label: string;
  readonly seconds: Rational;
  readonly timeBudgetSeconds: Rational;
  readonly events?: CountBudget;
  readonly slices?: CountBudget;
  readonly samples?: CountBudget;
  /** Whether this is the SLO's own window. */
  readonly declared: boolean;
  /** False where less than one event, slice or sample is allowed: one failure is more than the budget. */
  readonly measurable: boolean;
}

interface Period {
  readonly id: string;
  readonly label: string;
  readonly seconds: Rational;
  readonly startMs?: number;
  readonly endMs?: number;
  readonly declared: boolean;
}

const SECONDS_PER_DAY = ratio(86_400);
const FIXED_PERIODS = [
  ["1h", 3_600],
  ["1d", 86_400],
  ["7d", 604_800],
  ["28d", 2_419_200],
  ["30d", 2_592_000],
  ["90d", 7_776_000],
] as const;
const CALENDAR_PERIODS = ["month", "quarter", "year"] as const;

/**
 * The rows of the preview: 1h, 1d, 7d, 28d, 30d, 90d, this calendar month, quarter and year, and the
 * declared window, marked in its row or, where it is none of these, in one of its own (a rolling one among
 * the fixed lengths, a calendar one last).
 */
export function budgetRows(request: BudgetRowsRequest): readonly BudgetRow[] {
  return withDeclared(commonPeriods(request), request).map((period) => budgetRow(period, request));
}

function commonPeriods(request: BudgetRowsRequest): Period[] {
  const fixed = FIXED_PERIODS.map(([id, seconds]) => ({
    id,
    label: id,
    seconds: ratio(seconds),
    declared: false,
  }));
  const calendar = CALENDAR_PERIODS.flatMap((id) => {
    const period = calendarPeriod(id, request.timeZone, request.nowEpochMs);
    return period === undefined ? [] : [{ ...period, id, declared: false }];
  });
  return [...fixed, ...calendar];
}

function withDeclared(periods: Period[], request: BudgetRowsRequest): Period[] {
  const window = request.declaredWindow;
  if (window === undefined) return periods;
  const own = declaredPeriod(window, request.nowEpochMs);
  if (own === undefined) return periods;
  const same = periods.findIndex((period) => isSame(period, own));
  if (same >= 0)
    return periods.map((period, at) => (at === same ? { ...period, ...named(period, own) } : period));
  if (window.kind === "calendar") return [...periods, own];
  const longer = periods.findIndex(
    (period) => period.endMs !== undefined || period.seconds.compare(own.seconds) > 0,
  );
  return longer < 0 ? [...periods, own] : [...periods.slice(0, longer), own, ...periods.slice(longer)];
}

function declaredPeriod(window: DeclaredWindow, nowEpochMs: number): Period | undefined {
  const written = shortDuration(window.duration);
  if (window.kind === "rolling") {
    return { id: "window", label: written, seconds: durationSeconds(window.duration), declared: true };
  }
  const current = calendarWindowAt(window, nowEpochMs) ?? firstCalendarWindow(window);
  return (
    current && { ...current, id: "window", label: `${written} from ${current.startDate}`, declared: true }
  );
}

/** A rolling window is the fixed row of its length; a calendar one the row of the very same instants. */
function isSame(period: Period, own: Period): boolean {
  if (own.startMs === undefined) return period.startMs === undefined && period.seconds.equals(own.seconds);
  return period.startMs === own.startMs && period.endMs === own.endMs;
}

function named(period: Period, own: Period): { label: string; declared: boolean } {
  const rolling = own.startMs === undefined;
  return {
    declared: true,
    label: rolling && own.label !== period.label ? `${period.label} (${own.label})` : period.label,
  };
}

function budgetRow(period: Period, request: BudgetRowsRequest): BudgetRow {
  const { target, eventsPerDay, sliceSeconds, sampleSeconds } = request;
  const { id, label, seconds, declared } = period;
  const events = eventsPerDay && budgetEvents(target, eventsPerDay.mul(seconds).div(SECONDS_PER_DAY));
  const slices = sliceSeconds && budgetSlices(target, seconds, sliceSeconds);
  const samples = sampleSeconds && budgetSlices(target, seconds, sampleSeconds);
  return {
    id,
    label,
    seconds,
    timeBudgetSeconds: budgetSeconds(target, seconds),
    ...(events && { events }),
    ...(slices && { slices }),
    ...(samples && { samples }),
    declared,
    measurable: [events, slices, samples].every((budget) => budget === undefined || budget.allowed >= 1n),
  };
}
