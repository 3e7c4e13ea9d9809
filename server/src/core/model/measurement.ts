import type { Duration, FineDuration } from "../math/duration";
import { isPositive, parseDecimal, type Rational } from "../math/rational";
import type { MetricType, SignalClass, SignalSource } from "../signals/signal";
import type { Span } from "../text/span";
import type { Located } from "./located";

/** What kind of client the users have. */
export const CLIENTS = ["browser", "mobile", "server", "internal"] as const;

export type Client = (typeof CLIENTS)[number];

export type StatedSignal = "user-facing" | Exclude<SignalClass, "unknown">;

/** Where an indicator is measured, as an author may state it. */
export const STATED_SIGNALS: readonly StatedSignal[] = [
  "user-facing",
  "rum",
  "edge",
  "server",
  "synthetic",
  "async",
  "platform",
  "dependency",
  "internal",
];

/** A hard dependency and what it promises, as a ratio from 0 up to but not including 1. */
export interface DependencyStatement {
  readonly name: string;
  readonly nameSpan: Span;
  readonly target: Located<Rational>;
}

/** A metric family that a workspace or a tier describes. */
export interface FamilyStatement {
  readonly span: Span;
  /** The metric's name, with `*` for any run of characters. */
  readonly match: Located<string>;
  readonly class: Located<StatedSignal>;
  readonly source?: Located<SignalSource>;
  /** What one unit of it is, in words that end a sentence. */
  readonly measures?: Located<string>;
  readonly type?: Located<MetricType>;
  /** Rising. */
  readonly buckets?: Located<readonly Rational[]>;
  readonly why?: Located<string>;
}

/**
 * Facts about how SLOs are measured that no SLO format has a field for, as a tier or a workspace states them.
 * What cannot be read is absent.
 */
export interface MeasurementStatements {
  /** Above 0. */
  readonly eventsPerDay?: Located<Rational>;
  readonly sampleInterval?: Located<FineDuration>;
  readonly retention?: Located<Duration>;
  /** In the metric's own unit, rising. */
  readonly buckets?: Located<readonly Rational[]>;
  readonly client?: Located<Client>;
  readonly dependencies: readonly DependencyStatement[];
}

/** The keys under which a tier's or a workspace's `measurement` states facts; `sampleInterval` … */
export type MeasurementKey = keyof MeasurementStatements;

/** A number above 0, in quotes or not; `_` may part its digits. */
export function parsePositive(text: string): Rational | undefined {
  const value = parseDecimal(text.trim().replaceAll("_", ""));
  return value && isPositive(value) ? value : undefined;
}

/**
 * Upper bounds of a histogram's buckets: numbers from 0 on, each above the one before, separated by commas. A last
 * `+Inf`, which every histogram has, is left out.
 */
export function parseBuckets(text: string): readonly Rational[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 1 && /^\+?inf$/i.test(parts.at(-1) ?? "")) parts.pop();
  const bounds: Rational[] = [];
  for (const part of parts) {
    const bound = parseDecimal(part);
    if (!bound) return undefined;
    bounds.push(bound);
  }
  return areBounds(bounds) ? bounds : undefined;
}

/** Whether numbers can be a histogram's bounds: at least one, none below 0, each above the one before. */
export function areBounds(bounds: readonly Rational[]): boolean {
  const rising = bounds.every((bound, at) => {
    const before = bounds[at - 1];
    return before === undefined ? bound.compare(0) >= 0 : bound.compare(before) > 0;
  });
  return bounds.length > 0 && rising;
}

/** A part of an annotation's text, with its offset in that text. */
export interface TextPart {
  readonly text: string;
  readonly at: number;
}

/** The entries of a list separated by commas, without the white space around them; empty ones are left out. */
export function commaParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const raw of text.split(",")) {
    const trimmed = raw.trim();
    if (trimmed !== "") parts.push({ text: trimmed, at: from + raw.indexOf(trimmed) });
    from += raw.length + 1;
  }
  return parts;
}

/** One `name=percent` of a list of dependencies; the target as a ratio. */
export interface DependencyPart extends TextPart {
  readonly name: string;
  readonly target: Rational;
}

/** `card-network=99.95, sms-gateway=99.9`: at least one, each with a percent from 0 up to but not including 100. */
export function parseDependencies(text: string): readonly DependencyPart[] | undefined {
  const found: DependencyPart[] = [];
  for (const part of commaParts(text)) {
    const match = /^([^=]*[^=\s])\s*=\s*([^=%\s]+)\s*%?$/.exec(part.text);
    const target = match && asTarget(parseDecimal(match[2] ?? ""));
    if (!match || !target) return undefined;
    found.push({ ...part, name: match[1] ?? "", target });
  }
  return found.length > 0 ? found : undefined;
}

/** A percentage as a ratio, where it is one that a promise can be made of: from 0 up to but not including 100. */
export function asTarget(percent: Rational | undefined): Rational | undefined {
  return percent && percent.compare(0) >= 0 && percent.compare(100) < 0 ? percent.div(100) : undefined;
}

/** The word of a list that a text is, written as people write words: `user facing` is `user-facing`. */
export function readWord<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, "");
  return words.find((word) => plain(word) === plain(text));
}
