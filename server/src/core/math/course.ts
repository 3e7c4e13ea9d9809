import { maxOf, ONE, type Rational, ZERO } from "./rational";

/** A stretch of time in which traffic and errors are even. It lasts until the next one begins. */
export interface CourseSegment {
  /** When it begins, in seconds on the simulation's clock. */
  readonly from: Rational;
  /** Traffic as a multiple of its mean, 0 or more. */
  readonly traffic: Rational;
  /** e, the share of bad events, 0 to 1. */
  readonly errorShare: Rational;
}

/** How traffic and errors go over time. */
export interface Course {
  /** In the order of time. The first has gone on for ever, or since `since`. */
  readonly segments: readonly [CourseSegment, ...CourseSegment[]];
  /** When counting began, in seconds; windows that reach further back hold what was counted since then. */
  readonly since?: Rational;
}

/** One outage in an even course. */
export interface Outage {
  /** When it begins, in seconds on the simulation's clock. */
  readonly startSeconds: Rational;
  /** How long it lasts, in seconds; a time that is not above 0 is no outage. */
  readonly lengthSeconds: Rational;
  /** e, the share of bad events meanwhile, 0 to 1. */
  readonly errorShare: Rational;
  /** Traffic meanwhile as a multiple of its mean; 1 if left out. */
  readonly traffic?: Rational | undefined;
  /** The share of bad events before and after; 0 if left out. */
  readonly background?: Rational | undefined;
}

/** The course of mean traffic in which one outage happens. */
export function outageCourse(outage: Outage): Course {
  const { startSeconds, lengthSeconds, errorShare, traffic = ONE, background = ZERO } = outage;
  const even = { traffic: ONE, errorShare: background };
  const before: CourseSegment = { from: startSeconds.sub(ONE), ...even };
  if (lengthSeconds.compare(ZERO) <= 0) return { segments: [before] };
  return {
    segments: [
      before,
      { from: startSeconds, traffic, errorShare },
      { from: startSeconds.add(lengthSeconds), ...even },
    ],
  };
}

/** Events counted up to a moment, in seconds of mean traffic. Only differences mean something. */
export interface Counts {
  readonly total: Rational;
  readonly bad: Rational;
}

/** The counters of a course: what a scrape at a moment would read. */
export interface Counters {
  /** The moments at which a counter's pace changes. */
  readonly turns: readonly Rational[];
  at(seconds: Rational): Counts;
}

/** Sums a course up once, so that any moment can be read. */
export function countersOf({ segments, since }: Course): Counters {
  const [first, ...later] = segments;
  const begin: CourseSegment & Counts = { ...first, total: ZERO, bad: ZERO };
  const sums = [begin];
  let last = begin;
  for (const segment of later) {
    last = { ...segment, ...countsIn(last, segment.from) };
    sums.push(last);
  }
  return {
    turns: [...later.map(({ from }) => from), ...(since ? [since] : [])],
    at: (seconds) => {
      const moment = since ? maxOf(since, seconds) : seconds;
      return countsIn(sums.findLast(({ from }) => from.compare(moment) <= 0) ?? begin, moment);
    },
  };
}

function countsIn(segment: CourseSegment & Counts, moment: Rational): Counts {
  const events = segment.traffic.mul(moment.sub(segment.from));
  return { total: segment.total.add(events), bad: segment.bad.add(events.mul(segment.errorShare)) };
}

/** What was counted in the `lengthSeconds` up to a moment. */
export function countsWithin(counters: Counters, moment: Rational, lengthSeconds: Rational): Counts {
  const now = counters.at(moment);
  const then = counters.at(moment.sub(lengthSeconds));
  return { total: now.total.sub(then.total), bad: now.bad.sub(then.bad) };
}

/** The moments between two at which counts within a window of this length may change their pace, with both ends. */
export function turnsWithin(
  counters: Counters,
  lengthSeconds: Rational,
  from: Rational,
  until: Rational,
): readonly Rational[] {
  const turns = counters.turns.flatMap((turn) => [turn, turn.add(lengthSeconds)]);
  return sortedMoments([from, until, ...turns], from, until);
}

/** Moments in the order of time, each once, those outside of both ends left out. */
export function sortedMoments(
  moments: readonly Rational[],
  from: Rational,
  until: Rational,
): readonly Rational[] {
  return moments
    .filter((moment) => moment.compare(from) >= 0 && moment.compare(until) <= 0)
    .sort((a, b) => a.compare(b))
    .filter((moment, index, all) => index === 0 || !moment.equals(all[index - 1] ?? ZERO));
}
