import { describe, expect, it } from "vitest";
import { type Firing, ratio, simulate } from "../../server/src/core/math";
import { promtoolFirings } from "./firings";
import { promtoolFor } from "./promtool";
import { courseOf, type Scenario, scenarios } from "./scenarios";

const version = promtoolFor("the simulation's alert times");
const COUNT = 64;

/** One time that an alert fires: the first and the last evaluation at which it does, in seconds. */
interface Episode {
  readonly first: number;
  readonly last: number;
}

function simulated(scenario: Scenario): ReadonlyMap<string, readonly Episode[]> {
  const { target, file, evaluationSeconds, endSeconds } = scenario;
  const simulation = simulate({
    target,
    window: { seconds: ratio(28 * 86_400) },
    course: courseOf(scenario),
    alerts: file.rules.map(({ alert }) => alert),
    evaluationSeconds: ratio(evaluationSeconds),
    fromSeconds: ratio(0),
    untilSeconds: ratio(endSeconds),
    points: 1,
  });
  const lastEvaluation = Math.floor(endSeconds / evaluationSeconds) * evaluationSeconds;
  const episode = ({ firesSeconds, resetSeconds }: Firing): Episode => ({
    first: firesSeconds.valueOf(),
    last: resetSeconds ? resetSeconds.valueOf() - evaluationSeconds : lastEvaluation,
  });
  return new Map(
    file.rules.map(({ name }, index) => [name, (simulation?.firings[index] ?? []).map(episode)]),
  );
}

/** Evaluations that follow each other are one episode. */
function episodes(moments: readonly number[], interval: number): Episode[] {
  const found: Episode[] = [];
  for (const moment of moments) {
    const last = found.at(-1);
    if (last && moment - last.last <= interval) found[found.length - 1] = { first: last.first, last: moment };
    else found.push({ first: moment, last: moment });
  }
  return found;
}

/** How far two lists of episodes lie apart at most, in seconds; an episode that only one has is for ever away. */
function distance(ours: readonly Episode[], theirs: readonly Episode[]): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...ours.map(({ first, last }, index) => {
      const other = theirs[index];
      return other ? Math.max(Math.abs(first - other.first), Math.abs(last - other.last)) : 0;
    }),
  );
}

describe.runIf(version !== undefined)("the simulation's alert times, beside promtool test rules", () => {
  const all = version === undefined ? [] : scenarios(COUNT);
  const begun = performance.now();
  const theirs = version === undefined ? [] : promtoolFirings(all);
  const compared = all.flatMap((scenario, index) => {
    const ours = simulated(scenario);
    return scenario.file.rules.map(({ name }) => {
      const [one, other] = [
        ours.get(name) ?? [],
        episodes(theirs[index]?.get(name) ?? [], scenario.evaluationSeconds),
      ];
      return { scenario, name, ours: one, theirs: other, apart: distance(one, other) };
    });
  });
  const fired = compared.filter((alert) => alert.theirs.length > 0);

  it("agrees within one evaluation on every alert of every scenario", () => {
    const exact = compared.filter(({ apart }) => apart === 0).length;
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    console.log(
      `promtool ${version}: ${all.length} scenarios, ${compared.length} alerts, ${fired.length} of them fired, ${exact} agree to the evaluation; ${seconds} s.`,
    );
    const wrong = compared.filter(({ apart, scenario }) => apart > scenario.evaluationSeconds);
    expect(
      wrong.map(({ scenario, name, ours, theirs }) =>
        JSON.stringify({ name, ours, theirs, in: scenario.title }),
      ),
    ).toEqual([]);
  }, 60_000);

  it.each(["sloth", "pyrra"] as const)("has enough to say of %s's shape", (shape) => {
    const of = compared.filter(({ scenario }) => scenario.file.shape === shape);
    expect(new Set(of.map(({ scenario }) => scenario)).size).toBeGreaterThanOrEqual(25);
    // Some never fire, some fire and reset, some fire more than once, some still fire at the end.
    const end = ({ scenario }: (typeof of)[number]) => scenario.endSeconds - scenario.evaluationSeconds;
    expect(of.filter((alert) => alert.theirs.length === 0).length).toBeGreaterThan(5);
    expect(of.filter((alert) => alert.theirs.some(({ last }) => last < end(alert))).length).toBeGreaterThan(
      20,
    );
    expect(of.filter((alert) => alert.theirs.length > 1).length).toBeGreaterThan(5);
    expect(of.filter((alert) => alert.theirs.some(({ last }) => last >= end(alert))).length).toBeGreaterThan(
      3,
    );
  });
});
