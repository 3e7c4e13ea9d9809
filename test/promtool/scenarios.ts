import {
  type BurnPair,
  type Course,
  type CourseSegment,
  type Rational,
  ratio,
} from "../../server/src/core/math";
import { pyrraRules, type RuleFile, slothPairs, slothRules } from "./burn-rules";
import { Random } from "./random";

/** A stretch of a scenario in whole numbers, from which both sides make theirs. */
export interface Stretch {
  /** When it begins, in seconds after counting began. */
  readonly from: number;
  /** Good and bad events in each second. */
  readonly good: number;
  readonly bad: number;
}

/** Rules, a course of events that counting begins with, and how often it is scraped and evaluated. */
export interface Scenario {
  readonly title: string;
  readonly target: Rational;
  readonly file: RuleFile;
  readonly stretches: readonly Stretch[];
  readonly scrapeSeconds: number;
  readonly evaluationSeconds: number;
  readonly endSeconds: number;
}

/** Events in a second at mean traffic. */
const PACE = 1_000;
const TARGETS = ["0.9", "0.95", "0.99", "0.995", "0.999", "0.9995", "0.9999"] as const;
const SHARES = [1_000, 1_000, 701, 503, 297, 151, 101, 53, 31, 17, 11, 7, 3, 2] as const;
const TRAFFIC = [0, 0.1, 0.3, 0.7, 1, 1, 1, 1, 1, 2, 5] as const;

/** So many scenarios, always the same ones. */
export function scenarios(count: number): Scenario[] {
  const random = new Random(5);
  return Array.from({ length: count }, (_, index) => scenario(index, random));
}

function scenario(index: number, random: Random): Scenario {
  const target = ratio(random.pick(TARGETS));
  // One of each shape has time enough to fill windows of days, and is evaluated seldom.
  const long = index < 2;
  const file = index % 2 === 0 ? sloth(target, long, random) : pyrra(target, long, random);
  const scrapeSeconds = long ? 300 : random.pick([15, 30, 60, 60]);
  const evaluationSeconds = long ? 300 : Math.max(scrapeSeconds, random.pick([30, 60, 120]));
  const endSeconds = long ? 4 * 86_400 : evaluationSeconds * (100 + random.below(120));
  const stretches = stretchesUntil(endSeconds, long, random);
  return {
    title: `${index + 1}: ${file.shape}, ${target.toString()}, every ${evaluationSeconds}s, ${JSON.stringify(stretches)}`,
    target,
    file,
    stretches,
    scrapeSeconds,
    evaluationSeconds,
    endSeconds,
  };
}

/** The windows built in; a fifth as long; or made at random, as a file of AlertWindows can. */
function sloth(target: Rational, long: boolean, random: Random): RuleFile {
  const period = ratio(random.pick([28, 30]) * 86_400);
  const made = long ? 0 : random.below(3);
  if (made < 2) return slothRules(target, slothPairs(period, made === 1 ? 5 : 1));
  const pairs: BurnPair[] = [1, 2, 3, 4].map((step) => {
    const shortMinutes = 1 + random.below(10 * step);
    return {
      burn: ratio(1 + random.below(200), 10),
      shortSeconds: ratio(shortMinutes * 60),
      longSeconds: ratio(shortMinutes * 60 * (2 + random.below(12))),
    };
  });
  return slothRules(target, pairs);
}

function pyrra(target: Rational, long: boolean, random: Random): RuleFile {
  return pyrraRules(target, ratio((long ? 28 : random.pick([4, 7, 14, 28, 30, 90])) * 86_400));
}

/** A quiet time, then two to four outages of several steps, with recoveries between them. */
function stretchesUntil(end: number, long: boolean, random: Random): Stretch[] {
  const background = random.pick([0, 0, 0, 1]);
  const calm = (from: number): Stretch => ({ from, good: PACE - background, bad: background });
  const stretches = [calm(0)];
  let at = long ? 3 * 86_400 + random.below(7_200) : 60 + random.below(Math.floor(end / 3));
  for (let outage = 2 + random.below(3); outage > 0 && at < end; outage--) {
    for (let step = 1 + random.below(3); step > 0; step--) {
      stretches.push(burning(at, random));
      at += 30 + random.below(random.pick([120, 900, 1_800, long ? 40_000 : 3_600]));
    }
    stretches.push(calm(at));
    at += 30 + random.below(random.pick([300, 1_800, long ? 30_000 : 5_400]));
  }
  return stretches;
}

function burning(from: number, random: Random): Stretch {
  const events = PACE * random.pick(TRAFFIC);
  const bad = Math.round((events * random.pick(SHARES)) / 1_000);
  return { from, good: Math.round(events) - bad, bad };
}

/** A scenario as the simulation takes it. */
export function courseOf({ stretches }: Scenario): Course {
  const [first = { from: 0, good: 0, bad: 0 }, ...later] = stretches;
  return { segments: [segment(first), ...later.map(segment)], since: ratio(0) };
}

function segment({ from, good, bad }: Stretch): CourseSegment {
  const events = good + bad;
  return {
    from: ratio(from),
    traffic: ratio(events, PACE),
    errorShare: events === 0 ? ratio(0) : ratio(bad, events),
  };
}

/** What scrapes read from a counter: its events are added up second by second. */
export function scrapes({ stretches, scrapeSeconds, endSeconds }: Scenario, of: "good" | "bad"): number[] {
  const read: number[] = [];
  let count = 0;
  let next = 0;
  for (let second = 0; second <= endSeconds; second++) {
    if (second % scrapeSeconds === 0) read.push(count);
    while (stretches[next + 1] !== undefined && (stretches[next + 1]?.from ?? 0) <= second) next++;
    count += stretches[next]?.[of] ?? 0;
  }
  return read;
}
