import { errorBudget } from "./budget";
import { type BurnOperator, thresholdErrorRatio } from "./burn";
import { type Counters, type Course, countersOf, countsWithin, sortedMoments, turnsWithin } from "./course";
import {
  anyOf,
  bothOf,
  type EvaluationRun,
  type EvaluationTimes,
  evaluationAt,
  type LinearPiece,
  rootOf,
  runAbove,
} from "./evaluations";
import { ceilToBigInt, divide, floorToBigInt, isPositive, ONE, type Rational, ratio, ZERO } from "./rational";

/** A burn rate over one window, mostly with a shorter one beside it; both must burn. */
export interface BurnPair {
  /** b, the burn threshold. */
  readonly burn: Rational;
  /** L, the long window in seconds, above 0. */
  readonly longSeconds: Rational;
  /** S, the short window in seconds, above 0. */
  readonly shortSeconds?: Rational | undefined;
  /** `gt` if left out. */
  readonly op?: BurnOperator | undefined;
}

/** An alert rule. */
export interface SimulatedAlert {
  /** It holds while any of them does: a page of Sloth's has a quick pair and a slow one. */
  readonly pairs: readonly BurnPair[];
  /** A, how long it must hold before it fires (`for`, alertAfter), in seconds; 0 if left out. */
  readonly alertAfterSeconds?: Rational | undefined;
}

/** The window over which the budget is counted. */
export interface BudgetWindow {
  /** P, its length in seconds, above 0. */
  readonly seconds: Rational;
  /** Calendar windows: when the one begins that holds the clock's 0. Absent for rolling ones. */
  readonly beginsAt?: Rational | undefined;
}

/** What is to be simulated. All moments are seconds on one clock. */
export interface SimulationInput {
  /** The target as a ratio, below 1. */
  readonly target: Rational;
  readonly window: BudgetWindow;
  readonly course: Course;
  readonly alerts: readonly SimulatedAlert[];
  /** How often the rules are evaluated, in seconds, above 0; the first time at `fromSeconds`. */
  readonly evaluationSeconds: Rational;
  readonly fromSeconds: Rational;
  readonly untilSeconds: Rational;
  /** About how many points the curves are to have; 120 if left out. */
  readonly points?: number | undefined;
}

/** One time that an alert fires, in seconds on the simulation's clock. */
export interface Firing {
  /** The first evaluation at which its condition held. */
  readonly pendingSeconds: Rational;
  /** The evaluation at which it fires. */
  readonly firesSeconds: Rational;
  /** The first evaluation at which it is over; absent if it still fires at the end. */
  readonly resetSeconds?: Rational;
  /** The share of the budget that is left when it fires. */
  readonly budgetLeft: Rational;
}

/** Where budget and burn rates stand at one moment. */
export interface SimulationPoint {
  readonly seconds: Rational;
  /** The share of the budget that is left: 1 is all of it, below 0 it is overspent. */
  readonly budgetLeft: Rational;
  /** The burn rate over each of the windows, in their order; absent where nothing was counted. */
  readonly burns: readonly (Rational | undefined)[];
}

/** A time in which no budget is left. */
export interface Exhaustion {
  readonly fromSeconds: Rational;
  /** When there is some again; absent if there is none until the end. */
  readonly untilSeconds?: Rational;
}

/** What an outage does to a budget and to the alerts on it. */
export interface Simulation {
  readonly points: readonly SimulationPoint[];
  /** The windows of all alerts in seconds, each once, the shortest first. */
  readonly burnWindows: readonly Rational[];
  /** For each alert, in the order given, every time that it fires. */
  readonly firings: readonly (readonly Firing[])[];
  /** The moment at which least of the budget is left. */
  readonly lowest: { readonly seconds: Rational; readonly budgetLeft: Rational };
  readonly exhausted: readonly Exhaustion[];
}

/** No more evaluations than this are simulated: their numbers stay exact, and nobody looks further. */
const MAX_EVALUATIONS = 100_000_000n;
/** Nor more calendar windows. */
const MAX_WINDOWS = 1_000n;

/**
 * Simulates burn alerts as Prometheus evaluates them: the ratio of two counters' rates over each window, compared
 * at every evaluation; an alert is pending from the first evaluation at which its condition holds, fires when it
 * has held for `alertAfterSeconds`, and is over at the first evaluation at which it does not hold. Where nothing
 * was counted there is no ratio, and no condition holds. Scrapes are taken to be continuous, so that a real alert
 * may differ by one scrape and one evaluation.
 *
 * Counters are linear between the turns of the course, so the evaluations at which a condition holds are solved
 * for exactly instead of being tried one by one.
 *
 * @returns undefined where there is nothing to simulate: a target of 100 % or more, a window or an evaluation
 *   interval of no length, an end before the beginning, more than 100 million evaluations or 1,000
 *   calendar windows
 */
export function simulate(input: SimulationInput): Simulation | undefined {
  const { target, window, course, alerts, evaluationSeconds, fromSeconds, untilSeconds } = input;
  const share = errorBudget(target);
  const length = untilSeconds.sub(fromSeconds);
  if (!isPositive(share) || !isPositive(window.seconds) || !isPositive(evaluationSeconds)) return undefined;
  if (!isPositive(length)) return undefined;
  const steps = floorToBigInt(length.div(evaluationSeconds));
  if (steps > MAX_EVALUATIONS) return undefined;
  if (window.beginsAt && floorToBigInt(length.div(window.seconds)) > MAX_WINDOWS) return undefined;
  const times: EvaluationTimes = { first: fromSeconds, interval: evaluationSeconds, last: Number(steps) };
  const counters = countersOf(course);
  const burnWindows = windowsOf(alerts);
  const range: Range = { from: fromSeconds, until: untilSeconds };
  const left = budgetPieces(counters, window, share, range);
  const points = momentsOf(counters, window, burnWindows, range, input.points ?? 120).map((seconds) => ({
    seconds,
    budgetLeft: budgetLeft(counters, window, share, seconds),
    burns: burnWindows.map((windowSeconds) => burnOver(counters, windowSeconds, share, seconds)),
  }));
  return {
    points,
    burnWindows,
    firings: alerts.map((alert) =>
      firingsOf(alert, target, counters, times).map((firing) => ({
        ...firing,
        budgetLeft: budgetLeft(counters, window, share, firing.firesSeconds),
      })),
    ),
    lowest: points.reduce((least, point) => (point.budgetLeft.compare(least.budgetLeft) < 0 ? point : least)),
    exhausted: exhaustions(left, untilSeconds),
  };
}

interface Range {
  readonly from: Rational;
  readonly until: Rational;
}

function windowsOf(alerts: readonly SimulatedAlert[]): readonly Rational[] {
  const all = alerts.flatMap(({ pairs }) =>
    pairs.flatMap(({ longSeconds, shortSeconds }) =>
      shortSeconds ? [shortSeconds, longSeconds] : [longSeconds],
    ),
  );
  return all
    .sort((a, b) => a.compare(b))
    .filter((seconds, index, sorted) => index === 0 || !seconds.equals(sorted[index - 1] ?? ZERO));
}

function burnOver(
  counters: Counters,
  windowSeconds: Rational,
  share: Rational,
  moment: Rational,
): Rational | undefined {
  const { total, bad } = countsWithin(counters, moment, windowSeconds);
  return divide(bad, total.mul(share));
}

function firingsOf(
  { pairs, alertAfterSeconds }: SimulatedAlert,
  target: Rational,
  counters: Counters,
  times: EvaluationTimes,
): readonly Omit<Firing, "budgetLeft">[] {
  const holding = anyOf(pairs.flatMap((pair) => holdingRuns(pair, target, counters, times)));
  const hold = Number(ceilToBigInt((alertAfterSeconds ?? ZERO).div(times.interval)));
  return holding.flatMap(({ from, to }) => {
    if (from + hold > to) return [];
    return {
      pendingSeconds: evaluationAt(times, from),
      firesSeconds: evaluationAt(times, from + hold),
      ...(to < times.last ? { resetSeconds: evaluationAt(times, to + 1) } : {}),
    };
  });
}

function holdingRuns(pair: BurnPair, target: Rational, counters: Counters, times: EvaluationTimes) {
  const limit = thresholdErrorRatio(pair.burn, target);
  const over = (seconds: Rational) => runsOver(seconds, limit, pair.op ?? "gt", counters, times);
  const long = over(pair.longSeconds);
  return pair.shortSeconds ? bothOf(long, over(pair.shortSeconds)) : long;
}

/** The evaluations at which the error ratio over a window compares to a limit. */
function runsOver(
  windowSeconds: Rational,
  limit: Rational,
  op: BurnOperator,
  counters: Counters,
  times: EvaluationTimes,
): EvaluationRun[] {
  const until = evaluationAt(times, times.last);
  const moments = turnsWithin(counters, windowSeconds, times.first, until);
  const counts = moments.map((seconds) => countsWithin(counters, seconds, windowSeconds));
  const above = (values: readonly Rational[], orEqual: boolean) =>
    anyOf(piecesOf(moments, values).flatMap((piece) => runAbove(times, piece, orEqual) ?? []));
  const burning = above(
    counts.map(({ total, bad }) => bad.sub(limit.mul(total))),
    op === "gte",
  );
  // Without traffic there is no ratio to compare.
  const counted = above(
    counts.map(({ total }) => total),
    false,
  );
  return bothOf(burning, counted);
}

/** The pieces between moments; a single moment is a piece of no length. */
function piecesOf(moments: readonly Rational[], values: readonly Rational[]): LinearPiece[] {
  const pieces: LinearPiece[] = [];
  for (const [index, from] of moments.entries()) {
    const next = Math.min(index + 1, moments.length - 1);
    const [to, atFrom, atTo] = [moments[next], values[index], values[next]];
    if (to && atFrom && atTo) pieces.push({ from, to, atFrom, atTo });
  }
  return pieces;
}

/** When the calendar window begins that holds a moment. */
function windowStart({ seconds, beginsAt = ZERO }: BudgetWindow, moment: Rational): Rational {
  return beginsAt.add(seconds.mul(ratio(floorToBigInt(moment.sub(beginsAt).div(seconds)))));
}

/**
 * Rolling: one minus the burn rate over the whole window. Calendar: what was spent since the window began, of the
 * budget that mean traffic gives for all of it.
 */
function budgetLeft(counters: Counters, window: BudgetWindow, share: Rational, moment: Rational): Rational {
  if (!window.beginsAt) return ONE.sub(burnOver(counters, window.seconds, share, moment) ?? ZERO);
  const spent = counters.at(moment).bad.sub(counters.at(windowStart(window, moment)).bad);
  return ONE.sub(spent.div(share.mul(window.seconds)));
}

/** Spent less allowed, piece by piece: at or above 0 there is no budget left. */
function budgetPieces(
  counters: Counters,
  window: BudgetWindow,
  share: Rational,
  { from, until }: Range,
): readonly LinearPiece[] {
  if (!window.beginsAt) {
    const moments = turnsWithin(counters, window.seconds, from, until);
    const overspent = moments.map((moment) => {
      const { total, bad } = countsWithin(counters, moment, window.seconds);
      return bad.sub(share.mul(total));
    });
    return piecesOf(moments, overspent).filter((piece) => piece.from.compare(piece.to) < 0);
  }
  const allowed = share.mul(window.seconds);
  return windowStarts(window, from, until).flatMap((start, index, starts) => {
    const end = starts[index + 1] ?? until;
    const moments = sortedMoments(
      [start, end, from, ...counters.turns].filter((moment) => moment.compare(start) >= 0),
      index === 0 ? from : start,
      end,
    );
    const before = counters.at(start).bad;
    const overspent = moments.map((moment) => counters.at(moment).bad.sub(before).sub(allowed));
    return piecesOf(moments, overspent).filter((piece) => piece.from.compare(piece.to) < 0);
  });
}

/** The beginnings of all calendar windows that hold a moment of the range. */
function windowStarts(window: BudgetWindow, from: Rational, until: Rational): readonly Rational[] {
  const starts = [windowStart(window, from)];
  for (
    let next = starts[0]?.add(window.seconds) ?? until;
    next.compare(until) < 0;
    next = next.add(window.seconds)
  ) {
    starts.push(next);
  }
  return starts;
}

function exhaustions(pieces: readonly LinearPiece[], until: Rational): readonly Exhaustion[] {
  const found: { from: Rational; to: Rational }[] = [];
  for (const piece of pieces) {
    const [starts, ends] = [piece.atFrom.compare(0) >= 0, piece.atTo.compare(0) >= 0];
    if (!starts && !ends) continue;
    const from = starts ? piece.from : rootOf(piece);
    const to = ends ? piece.to : rootOf(piece);
    const last = found.at(-1);
    if (last?.to.equals(from)) last.to = to;
    else found.push({ from, to });
  }
  return found.map(({ from, to }) => ({
    fromSeconds: from,
    ...(to.compare(until) < 0 ? { untilSeconds: to } : {}),
  }));
}

/** Moments for the curves: evenly spread, and all at which a curve may turn. */
function momentsOf(
  counters: Counters,
  window: BudgetWindow,
  burnWindows: readonly Rational[],
  { from, until }: Range,
  count: number,
): readonly Rational[] {
  const step = until.sub(from).div(Math.max(1, Math.trunc(count)), 1);
  const even = Array.from({ length: Math.max(1, Math.trunc(count)) + 1 }, (_, index) =>
    from.add(step.mul(index, 1)),
  );
  const turns = [...burnWindows, window.seconds].flatMap((seconds) =>
    turnsWithin(counters, seconds, from, until),
  );
  const starts = window.beginsAt ? windowStarts(window, from, until) : [];
  return sortedMoments([...even, ...turns, ...starts], from, until);
}
