import {
  durationSeconds,
  errorBudget,
  type FineDuration,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatPercent,
  formatRatio,
  guaranteedWorstCase,
  type Rational,
  ratio,
  seriesTarget,
  shortDuration,
} from "../../math";
import { eventsIn } from "../../math/budget";
import type { Client } from "../../model/measurement";
import type { Lookup } from "../lookup";
import { plain } from "../markdown";
import type { IdeOptions } from "../options";
import { counted } from "../words";
import { type FactPromise, longest, promisesOf, tightest } from "./fact-promises";

const HOUR = ratio(3_600);
const DAY = ratio(86_400);
const FOUR_WEEKS = { label: "28d", seconds: ratio(2_419_200) };

/** "1,200,000 a day: 33.6M in 28d, 50,000 an hour when spread evenly. At 99.95 % 16,800 of them may fail." */
export function trafficMeaning(perDay: Rational, lookup: Lookup, options: IdeOptions): string[] {
  const promise = tightest(promisesOf(lookup, options));
  const window = promise?.window ?? FOUR_WEEKS;
  const events = eventsIn(perDay, window.seconds);
  const hourly = formatCount(eventsIn(perDay, HOUR), "nearest");
  const rate = `${exactCount(perDay)} a day: ${formatCount(events)} in ${window.label}, ${hourly} an hour when spread evenly.`;
  if (!promise) return [rate];
  const allowed = floorToBigInt(errorBudget(promise.target).mul(events));
  const may =
    allowed === 0n
      ? "less than one of them may fail: the first failure breaks it"
      : `${formatCount(allowed)} of them may fail`;
  return [rate, `At ${formatPercent(promise.target)}${ofWhom(promise)} ${may}.`];
}

/** The number as it was written, with its thousands told apart, where it is a whole one. */
function exactCount(value: Rational): string {
  return value.d === 1n
    ? value.n.toString().replace(/\B(?=(?:\d{3})+$)/g, ",")
    : formatCount(value, "nearest");
}

/** "One sample stands for 60s: at 99.9 % over 28d the budget is 40m 19.2s, 40 samples." */
export function sampleMeaning(interval: FineDuration, lookup: Lookup, options: IdeOptions): string[] {
  const seconds = durationSeconds(interval);
  const stands = `One sample stands for ${shortDuration(interval)}`;
  const blind = "What happens between two samples goes unseen by gauges and probes; counters lose nothing.";
  const promise = tightest(promisesOf(lookup, options));
  if (!promise) return [`${stands}: ${counted(DAY.div(seconds), "sample")} a day.`, blind];
  const samples = floorToBigInt(promise.budget.div(seconds));
  const size = samples === 0n ? "less than one sample" : counted(samples, "sample");
  return [`${stands}; ${budgetWords(promise)}: ${size}.`, blind];
}

function budgetWords(promise: FactPromise): string {
  const budget = formatDuration(promise.budget, "down");
  return `at ${formatPercent(promise.target)}${ofWhom(promise)} over ${promise.window.label} the budget is ${budget}`;
}

function ofWhom({ name }: FactPromise): string {
  return name === undefined ? "" : ` (${plain(name)}, the tightest here)`;
}

/** "Metrics are kept for 15d. The window of 28d is longer: it cannot be calculated." */
export function retentionMeaning(retention: FineDuration, lookup: Lookup, options: IdeOptions): string[] {
  const seconds = durationSeconds(retention);
  const written = shortDuration(retention);
  const exact = formatDuration(seconds);
  const kept = `No window longer than ${exact === written ? exact : `${written} (${exact})`} can be calculated.`;
  const promise = longest(promisesOf(lookup, options));
  if (!promise) return [kept];
  const { label, seconds: window } = promise.window;
  const whose =
    promise.name === undefined ? "The window" : `The longest window here (${plain(promise.name)})`;
  if (window.compare(seconds) <= 0) return [kept, `${whose}, ${label}, fits.`];
  return [
    kept,
    `${whose}, ${label}, is ${formatDuration(window.sub(seconds))} longer: its beginning is lost before it ends.`,
  ];
}

/** What a histogram with these bounds can tell. */
export function bucketsMeaning(bounds: readonly Rational[]): string | undefined {
  const [first, last] = [bounds[0], bounds.at(-1)];
  if (!first || !last) return undefined;
  const reach =
    bounds.length === 1
      ? `1 bound, ${formatRatio(first)}`
      : `${bounds.length} bounds, ${formatRatio(first)} to ${formatRatio(last)}`;
  return `${reach}: a threshold that is one of them is counted exactly, any other is estimated from its neighbours. Above ${formatRatio(last)} nothing is told apart.`;
}

/** One bound beside its neighbours. */
export function boundMeaning(bound: Rational, bounds: readonly Rational[]): string {
  const below = bounds.filter((one) => one.compare(bound) < 0).at(-1);
  const above = bounds.find((one) => one.compare(bound) > 0);
  const from = below ? `above ${formatRatio(below)} and ` : "";
  const next = above ? ` The next bound is ${formatRatio(above)}.` : " What is above it is not told apart.";
  return `The bucket counts what is ${from}at most ${formatRatio(bound)}: a threshold of ${formatRatio(bound)} is counted exactly.${next}`;
}

/** How much users' own networks lose, by the kind of client. Source: SRE Book, chapter 3: 0.01 % to 1 %. */
export function clientMeaning(client: Client): string | undefined {
  const highest = { browser: "99.99 %", mobile: "99.9 %", server: undefined, internal: undefined }[client];
  if (highest === undefined) return undefined;
  return `Users' own networks lose 0.01 % to 1 % of requests: measured at their side, a target above ${highest} drowns in that.`;
}

/** What can be promised on top of hard dependencies with these targets. */
export function dependenciesMeaning(targets: readonly Rational[]): string | undefined {
  if (targets.length === 0) return undefined;
  const worst = formatPercent(guaranteedWorstCase(targets), "down");
  if (targets.length === 1) return `No more than ${worst} can be promised on top of it.`;
  const series = formatPercent(seriesTarget(targets), "down");
  return `Together they leave ${series} if they fail independently, and ${worst} at worst.`;
}
