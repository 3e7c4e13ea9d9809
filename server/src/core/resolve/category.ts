import { readText } from "../model/located";
import { metricOf, type Sli } from "../model/sli";
import type { IndicatorUse, Objective, Slo } from "../model/slo";
import { annotation, label, type SpecObject } from "../model/spec-object";
import { nodeAt } from "../yaml/node";
import { sliOf } from "./indicator";
import type { WorkspaceView } from "./workspace-view";

/** What kinds of good service there are; the tier schema says what each means. */
export const CATEGORIES = [
  "availability",
  "latency",
  "errorRate",
  "quality",
  "freshness",
  "correctness",
  "coverage",
  "throughput",
  "durability",
] as const;

export type Category = (typeof CATEGORIES)[number];

/** The category of an SLO's objective, and whether somebody wrote it down or it was read from the indicator. */
export interface CategoryReading {
  readonly category: Category;
  readonly stated: boolean;
}

/**
 * The category of an SLO, or of one of its objectives: the annotation `slosmith/category` or the label
 * `category` of the SLO, else of its SLI, else what the indicator's queries and names plainly say.
 *
 * @returns `undefined` where it is unknown, and where an annotation names no known category
 */
export function categoryOf(
  object: SpecObject,
  view: WorkspaceView,
  objective?: Objective,
): CategoryReading | undefined {
  if (object.body.type !== "slo") return undefined;
  const use = objective?.indicator ?? object.body.indicator;
  const found = sliOf(use, view);
  const holders = [object, ...(found?.definedIn ? [found.definedIn.object] : [])];
  for (const holder of holders) {
    if (isTagged(holder.annotations, "slosmith/category")) {
      const written = annotation(holder, "slosmith/category");
      return stated(written && readCategory(written.value));
    }
    const labelled = label(holder, "category");
    const category = labelled && readCategory(labelled.value);
    if (category) return stated(category);
  }
  const names = holders.map(nameWords).join(" ");
  const category = inferCategory(`${names} ${inlineName(object, object.body, use)}`, found?.sli);
  return category && { category, stated: false };
}

/** The categories of all objectives of an SLO; `undefined` among them for an unknown one. */
export function categoriesOf(object: SpecObject, view: WorkspaceView): (CategoryReading | undefined)[] {
  if (object.body.type !== "slo") return [];
  const own = object.body.objectives.filter((objective) => objective.indicator !== undefined);
  if (own.length === 0) return [categoryOf(object, view)];
  return own.map((objective) => categoryOf(object, view, objective));
}

/** The tier's path that an SLO is about (`slosmith/path`): its own, else its SLI's. */
export function pathOf(object: SpecObject, view: WorkspaceView, objective?: Objective): string | undefined {
  const own = annotation(object, "slosmith/path");
  if (own) return own.value;
  if (object.body.type !== "slo") return undefined;
  const found = sliOf(objective?.indicator ?? object.body.indicator, view);
  return found?.definedIn && annotation(found.definedIn.object, "slosmith/path")?.value;
}

/** Whether a tag is there at all: one that is left to a template has no value to read. */
function isTagged(tags: SpecObject["annotations"], key: string): boolean {
  return tags.some((tag) => tag.key === key);
}

function stated(category: Category | undefined): CategoryReading | undefined {
  return category && { category, stated: true };
}

/** A category as people write it: `errorRate`, `error-rate`, `Error rate`. */
export function readCategory(text: string): Category | undefined {
  const plain = text.toLowerCase().replaceAll(/[-_ ]/g, "");
  return CATEGORIES.find((category) => category.toLowerCase() === plain);
}

function nameWords(object: SpecObject): string {
  const display = readText(nodeAt(object.root, ["metadata", "displayName"]));
  return `${object.name?.value ?? ""} ${display?.value ?? ""}`;
}

/** The name of an indicator that is written in place. */
function inlineName(object: SpecObject, slo: Slo, use: IndicatorUse | undefined): string {
  if (use?.kind !== "inline") return "";
  const at = slo.objectives.findIndex((objective) => objective.indicator === use);
  const holder = at < 0 ? ["spec"] : ["spec", "objectives", at];
  return readText(nodeAt(object.root, [...holder, "indicator", "metadata", "name"]))?.value ?? "";
}

/** Names that say one category and hardly ever mean another. Error rates are left out: they may be either kind. */
const NAME_SIGNS: readonly (readonly [Category, RegExp])[] = [
  ["latency", /latenc|duration|response[-_ ]?time|(?:^|[^a-z])p(?:50|75|9\d+)(?:$|[^a-z0-9])/],
  ["availability", /availab|uptime/],
  ["freshness", /freshness|staleness/],
  ["throughput", /throughput/],
  ["durability", /durab/],
  ["correctness", /correctness/],
  ["coverage", /coverage/],
];

/** What an indicator measures, from its names and queries; undefined where they say nothing or disagree. */
export function inferCategory(names: string, sli: Sli | undefined): Category | undefined {
  const fromQuery = sli && queryCategory(sli);
  const plain = names.toLowerCase();
  const fromNames = NAME_SIGNS.filter(([, sign]) => sign.test(plain)).map(([category]) => category);
  if (fromQuery) return fromNames.every((category) => category === fromQuery) ? fromQuery : undefined;
  return fromNames.length === 1 ? fromNames[0] : undefined;
}

const TIMED = /(?:duration|latency|response_time|request_time|seconds|milliseconds|_ms)[a-z_]*/i;
const BUCKET_BOUND = /_bucket\s*\{[^}]*\ble\s*=/;
/** A matcher that tells server errors apart: an HTTP status (`5..`, `500`, `2xx`) or a gRPC code. */
const STATUS_MATCHER =
  /\b(?:(?:status|status_?code|code|response_code|http_(?:response_)?status_code)\s*(?:=~|!~|!=|=)\s*["'][^"']*[1-5](?:\d\d|\.\.|xx|\.[*+])[^"']*["']|grpc_(?:code|status)\s*(?:=~|!~|!=|=)\s*["'][^"']*["'])/gi;

function queryCategory(sli: Sli): Category | undefined {
  const queries = sli.metrics.flatMap((metric) => textOf(metric) ?? []);
  const [anyQuery] = queries;
  if (anyQuery === undefined) return undefined;
  const counted = textOf(metricOf(sli, "good")) ?? textOf(metricOf(sli, "bad"));
  if (counted !== undefined && BUCKET_BOUND.test(counted)) return TIMED.test(counted) ? "latency" : undefined;
  if (queries.some((query) => /histogram_quantile\s*\(/.test(query) && TIMED.test(query))) return "latency";
  if (queries.some((query) => /\btime\(\)\s*-/.test(query))) return "freshness";
  if (queries.every((query) => /\bprobe_success\b/.test(query))) return "availability";
  if (counted === undefined) return undefined;
  const total = textOf(metricOf(sli, "total")) ?? "";
  const matchers = [...counted.matchAll(STATUS_MATCHER)].map((match) => match[0]);
  return matchers.some((matcher) => !total.includes(matcher)) ? "availability" : undefined;
}

function textOf(metric: Sli["metrics"][number] | undefined): string | undefined {
  const query = metric?.query;
  return query && !query.missing ? String(query.value ?? "") : undefined;
}
