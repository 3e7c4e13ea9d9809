import { ceilToBigInt, floorToBigInt, type Rational } from "./rational";

/** The moments at which rules are evaluated: number 0 at `first`, then one every `interval` seconds. */
export interface EvaluationTimes {
  readonly first: Rational;
  /** Above 0. */
  readonly interval: Rational;
  /** The number of the last one. */
  readonly last: number;
}

/** Evaluations that follow each other, from one number to another, both included. */
export interface EvaluationRun {
  readonly from: number;
  readonly to: number;
}

/** When an evaluation happens, in seconds. */
export function evaluationAt({ first, interval }: EvaluationTimes, index: number): Rational {
  return first.add(interval.mul(index, 1));
}

/** A quantity that changes evenly between two moments. */
export interface LinearPiece {
  readonly from: Rational;
  readonly to: Rational;
  readonly atFrom: Rational;
  readonly atTo: Rational;
}

/** The evaluations in a piece at which its quantity is above 0; at or above it where `orEqual` is set. */
export function runAbove(
  times: EvaluationTimes,
  piece: LinearPiece,
  orEqual: boolean,
): EvaluationRun | undefined {
  const { from, to, atFrom, atTo } = piece;
  const holds = (value: Rational) => value.compare(0) > (orEqual ? -1 : 0);
  const [start, end] = [atOrAfter(times, from), atOrBefore(times, to)];
  if (holds(atFrom) && holds(atTo)) return run(times, start, end);
  if (!holds(atFrom) && !holds(atTo)) return undefined;
  const root = rootOf(piece);
  if (holds(atTo)) return run(times, orEqual ? atOrAfter(times, root) : atOrBefore(times, root) + 1, end);
  return run(times, start, orEqual ? atOrBefore(times, root) : atOrAfter(times, root) - 1);
}

/** Where a piece with ends on both sides of 0 passes it. */
export function rootOf({ from, to, atFrom, atTo }: LinearPiece): Rational {
  return from.add(to.sub(from).mul(atFrom).div(atFrom.sub(atTo)));
}

function run(times: EvaluationTimes, from: number, to: number): EvaluationRun | undefined {
  const [first, last] = [Math.max(from, 0), Math.min(to, times.last)];
  return first <= last ? { from: first, to: last } : undefined;
}

function atOrAfter({ first, interval }: EvaluationTimes, moment: Rational): number {
  return Number(ceilToBigInt(moment.sub(first).div(interval)));
}

function atOrBefore({ first, interval }: EvaluationTimes, moment: Rational): number {
  return Number(floorToBigInt(moment.sub(first).div(interval)));
}

/** The evaluations that are in any of the runs; runs that touch become one. */
export function anyOf(runs: readonly EvaluationRun[]): EvaluationRun[] {
  const joined: EvaluationRun[] = [];
  for (const next of [...runs].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && next.from <= last.to + 1) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else joined.push(next);
  }
  return joined;
}

/** The evaluations that are in both lists. */
export function bothOf(one: readonly EvaluationRun[], other: readonly EvaluationRun[]): EvaluationRun[] {
  const shared = one.flatMap((a) =>
    other.flatMap((b) => {
      const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
      return from <= to ? [{ from, to }] : [];
    }),
  );
  return anyOf(shared);
}
