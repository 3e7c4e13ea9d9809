import { dateAfter, daysBetween, isIsoDate } from "../math/calendar";
import type { Duration } from "../math/duration";
import type { Located } from "../model/located";
import type { SpecObject } from "../model/spec-object";
import { timeZoneOf } from "./facts";
import { inScope, serviceOf } from "./scope";
import { type ResolvedTier, tierOf } from "./tier";
import type { Definition, WorkspaceView } from "./workspace-view";

/** The annotation with the date of an SLO's last review. */
export const LAST_REVIEWED = "slosmith/last-reviewed";

/** A day on every calendar of the earth is past once it is past here. */
const EARLIEST_ZONE = "Pacific/Kiritimati";

/** A review is due soon in its last week; where reviews are close together, in the last quarter between two. */
const SOON_DAYS = 7;

/** A review that was held. */
export interface LastReview {
  /** ISO date. */
  readonly date: string;
  readonly text: Located<string>;
  /** The Service that states it, where it is not the SLO itself. */
  readonly statedBy?: Definition;
}

interface Cadence {
  readonly tier: ResolvedTier;
  /** The tier's: how far apart reviews may be. */
  readonly cadence: Located<Duration>;
}

/** An SLO between two reviews. */
export interface DatedReview extends Cadence {
  readonly state: "overdue" | "dueSoon" | "current";
  readonly last: LastReview;
  /** ISO date of the last day on which the next one is in time. */
  readonly due: string;
  /** Days from today to that day: below 0 it is past. */
  readonly daysLeft: number;
  readonly today: string;
}

/**
 * - `never`: no date is written down;
 * - `unknown`: a date cannot be read, is left to a template or lies ahead, or nobody has said what day it is.
 */
interface UndatedReview extends Cadence {
  readonly state: "never" | "unknown";
}

/** Where an SLO stands, by its tier's cadence. */
export type Review = DatedReview | UndatedReview;

/** When an SLO is to be reviewed; undefined for other objects, and where no tier says how often. */
export function reviewOf(object: SpecObject, view: WorkspaceView): Review | undefined {
  return view.once(object, "review", () => readReview(object, view));
}

function readReview(object: SpecObject, view: WorkspaceView): Review | undefined {
  const tier = object.body.type === "slo" ? tierOf(object, view) : undefined;
  const cadence = tier?.tier.review?.cadence;
  if (!tier || !cadence) return undefined;
  const frame = { tier, cadence };
  const dates = statedDates(object, view);
  if (dates.length === 0) return { ...frame, state: object.partial ? "unknown" : "never" };
  const today = view.today(timeZoneOf(object, view));
  const last = latest(dates);
  const due = last && dateAfter(last.date, cadence.value);
  if (!last || today === undefined || due === undefined) return { ...frame, state: "unknown" };
  const daysLeft = daysBetween(today, due) ?? 0;
  const apart = daysBetween(last.date, due) ?? 0;
  if (isAhead(last.date, view)) return { ...frame, state: "unknown" };
  const soon = Math.min(SOON_DAYS, Math.floor(apart / 4));
  const state = daysLeft < 0 ? "overdue" : daysLeft <= soon ? "dueSoon" : "current";
  return { ...frame, state, last, due, daysLeft, today };
}

/** Whether a day has not begun in any time zone: whoever writes today's date must not be told of another clock. */
export function isAhead(date: string, view: WorkspaceView): boolean {
  const today = view.today(EARLIEST_ZONE);
  return today !== undefined && date > today;
}

/** The SLOs whose last review is the one that this Service states, with what follows for each. */
export function reviewsStatedBy(service: SpecObject, view: WorkspaceView): readonly DatedReview[] {
  const name = service.kind === "Service" ? service.name?.value : undefined;
  if (name === undefined || !service.annotations.some(({ key }) => key === LAST_REVIEWED)) return [];
  return inScope(view.slosOfService(name), service.scope).flatMap((slo) => {
    const review = reviewOf(slo.object, view);
    return review && "last" in review && review.last.statedBy?.object === service ? [review] : [];
  });
}

interface StatedDate extends Omit<LastReview, "text"> {
  /** Absent where a template fills it in. */
  readonly text?: Located<string>;
}

function statedDates(object: SpecObject, view: WorkspaceView): StatedDate[] {
  const service = serviceOf(object, view);
  return [{ object }, ...(service ? [{ object: service.object, statedBy: service }] : [])].flatMap(
    (holder) => {
      const tag = holder.object.annotations.find(({ key }) => key === LAST_REVIEWED);
      if (!tag) return [];
      const [text] = tag.values;
      const statedBy = "statedBy" in holder ? { statedBy: holder.statedBy } : {};
      return [{ date: text?.value ?? "", ...(text ? { text } : {}), ...statedBy }];
    },
  );
}

/** The last of some dates; undefined where one of them is unknown, for it may be later. */
function latest(dates: readonly StatedDate[]): LastReview | undefined {
  let last: LastReview | undefined;
  for (const { text, ...rest } of dates) {
    if (!text || !isIsoDate(rest.date)) return undefined;
    if (!last || rest.date > last.date) last = { ...rest, text };
  }
  return last;
}
