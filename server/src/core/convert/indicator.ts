import type { Measure, PortableIndicator, PortableNote, WrittenIndicator } from "../model/portable-slo";
import { type Metric, metricName, metricOf, type Sli } from "../model/sli";
import type { SpecObject } from "../model/spec-object";
import type { PromqlQuery } from "../promql/expr";
import { sameQuery, takenFromTotal } from "../promql/window-forms";
import { sampled, WINDOW, type Windowing, windowed } from "../promql/window-query";
import { metricQuery } from "../resolve/query";
import type { WorkspaceView } from "../resolve/workspace-view";
import { toData } from "../yaml/data";
import { tagsOf } from "./tags";

/** Something to say of how an indicator was read. */
export type IndicatorNote = Pick<PortableNote, "kind" | "what" | "why">;

export interface ReadIndicator {
  readonly indicator: PortableIndicator;
  readonly notes: readonly IndicatorNote[];
}

/** What is known of an indicator beside the model. */
export interface IndicatorContext {
  /** What the dialect itself says is measured, where the model does not say all. */
  readonly measure?: Measure;
  readonly frame: Pick<PortableIndicator, "name" | "displayName" | "description" | "labels" | "annotations">;
  /** Keys of a metric's source that only repeat its type. */
  readonly describedBy: readonly string[];
}

/** Reads an SLI for another format. */
export function portableIndicator(sli: Sli, view: WorkspaceView, context: IndicatorContext): ReadIndicator {
  const notes: IndicatorNote[] = [];
  const measure = context.measure ?? measureOf(sli, view, notes);
  return { indicator: { ...context.frame, measure, written: writtenOf(sli, context.describedBy) }, notes };
}

/** The texts that stand beside an indicator that is an object of its own. */
export function frameOf(object: SpecObject | undefined, name?: string) {
  const named = object?.name?.value ?? name;
  return {
    ...(named === undefined ? {} : { name: named }),
    ...(object?.displayName ? { displayName: object.displayName.value } : {}),
    ...(object?.description ? { description: object.description.value } : {}),
    labels: tagsOf(object?.labels),
    annotations: tagsOf(object?.annotations),
  };
}

function writtenOf(sli: Sli, describedBy: readonly string[]): WrittenIndicator {
  const { rawType } = sli;
  const raw = rawType?.value === "success" || rawType?.value === "failure" ? rawType.value : undefined;
  return {
    metrics: sli.metrics.map((metric) => writtenMetric(metric, describedBy)),
    ...(sli.counter ? { counter: sli.counter.value } : {}),
    ...(raw ? { rawType: raw } : {}),
    asIs:
      sli.metrics.length > 0 && sli.metrics.every((metric) => !metric.needs && !metric.bare && !metric.sent),
  };
}

function writtenMetric(metric: Metric, describedBy: readonly string[]) {
  const { role, queryText, query, sourceType, sourceRef, sourceSpec } = metric;
  const fields: Record<string, unknown> = {};
  for (const { key, value } of sourceSpec?.pairs ?? []) {
    if (value !== query && !describedBy.includes(key.source)) fields[key.source] = toData(value);
  }
  return {
    role,
    ...(queryText ? { query: queryText.text } : {}),
    source: {
      ...(sourceType ? { type: sourceType.value } : {}),
      ...(sourceRef ? { ref: sourceRef.value } : {}),
      fields,
    },
  };
}

function other(what: string, todo: string): Measure {
  return { kind: "other", what, todo };
}

function measureOf(sli: Sli, view: WorkspaceView, notes: IndicatorNote[]): Measure {
  const queries = new Map<Metric, PromqlQuery>();
  for (const metric of sli.metrics) {
    const found = metricQuery(metric, view);
    if (!found) return withoutPromql(metric);
    queries.set(metric, found.promql);
  }
  const asked = (role: Metric["role"]) => {
    const metric = metricOf(sli, role);
    const query = metric && queries.get(metric);
    return metric && query ? { metric, query } : undefined;
  };
  const [good, bad, total, raw, threshold] = (["good", "bad", "total", "raw", "threshold"] as const).map(
    asked,
  );
  if (threshold) return { kind: "threshold", query: threshold.query.text.trim() };
  if (raw) return ratioOf(raw.metric, raw.query, sli, notes);
  const counted = bad ?? good;
  if (!total || !counted) {
    return other(
      "Its indicator has no query.",
      "Convert needs a query for the total and one for good or bad events.",
    );
  }
  return eventsOf(counted, total, bad ? "bad" : "good", sli, notes);
}

function withoutPromql({ sourceType, sourceRef, ...metric }: Metric): Measure {
  const source = sourceType?.value ?? sourceRef?.value;
  return other(
    source === undefined || !metric.queryText
      ? `The metric \`${metricName(metric)}\` has no PromQL query.`
      : `The metric \`${metricName(metric)}\` is asked from ${source}, and no PromQL was found in it.`,
    "Only queries in PromQL can be put into another tool's form.",
  );
}

function ratioOf(
  metric: Metric,
  query: PromqlQuery,
  { rawType, counter }: Sli,
  notes: IndicatorNote[],
): Measure {
  const result = windowed(query, "ratio", counter?.value);
  if (!result.ok) return other(result.what, result.todo);
  notes.push(...windowingNotes(result.windowing, metricName(metric)));
  return {
    kind: "ratio",
    of: rawType?.value === "success" ? "success" : "failure",
    query: result.text.trim(),
  };
}

interface Asked {
  readonly metric: Metric;
  readonly query: PromqlQuery;
}

function eventsOf(
  counted: Asked,
  total: Asked,
  part: "good" | "bad",
  sli: Sli,
  notes: IndicatorNote[],
): Measure {
  let one = windowed(counted.query, "count", sli.counter?.value);
  let all = windowed(total.query, "count", sli.counter?.value);
  if (one.ok && all.ok && !alike(one.windowing, all.windowing) && sli.counter?.value !== true) {
    // Where one side can only be looked at from time to time, so must the other be.
    one = sampled(counted.query);
    all = sampled(total.query);
  }
  if (!one.ok) return other(one.what, one.todo);
  if (!all.ok) return other(all.what, all.todo);
  if (!alike(one.windowing, all.windowing)) {
    return other(
      `One of its queries takes a range, the other does not: \`${metricName(counted.metric)}\` and \`${metricName(total.metric)}\` count differently.`,
      "Write both as bare counters, or both with `rate` and the same range.",
    );
  }
  if (rangeOf(one.windowing) !== rangeOf(all.windowing)) {
    return other(
      `\`${metricName(counted.metric)}\` looks back ${rangeOf(one.windowing)}, \`${metricName(total.metric)}\` ${rangeOf(all.windowing)}.`,
      "Give both queries the same range.",
    );
  }
  if (sameQuery(one.text, all.text)) {
    return other(
      `\`${metricName(counted.metric)}\` and \`${metricName(total.metric)}\` are the same query.`,
      "Single out the events that are meant.",
    );
  }
  const names = `${metricName(counted.metric)}\` and \`${metricName(total.metric)}`;
  notes.push(...windowingNotes(one.windowing, names));
  // `total - x` says by what is left out what the other part of the events is.
  const rest = takenFromTotal(one.text.trim(), all.text.trim());
  const turned = part === "good" ? "bad" : "good";
  return rest?.includes(WINDOW)
    ? { kind: "events", part: turned, counted: rest, total: all.text.trim() }
    : { kind: "events", part, counted: one.text.trim(), total: all.text.trim() };
}

/** Whether two queries are asked over a window in the same way, so that one can be divided by the other. */
function alike(one: Windowing, other: Windowing): boolean {
  if (one.kind !== "samples" || other.kind !== "samples") return one.kind === other.kind;
  return one.step === other.step;
}

function rangeOf(windowing: Windowing): string {
  return windowing.kind === "range" ? (windowing.fixed ?? "the placeholder's range") : "";
}

/** What is assumed where a query was given a range, or its own became the window. */
function windowingNotes(windowing: Windowing, names: string): IndicatorNote[] {
  const note = (what: string, why: string): IndicatorNote[] => [{ kind: "assumed", what, why }];
  switch (windowing.kind) {
    case "range":
      return windowing.fixed === undefined
        ? []
        : note(
            `The range ${windowing.fixed} in \`${names}\` stands for the window that is asked about.`,
            "A tool that asks over windows of its own puts these in its place.",
          );
    case "counter":
      return windowing.stated
        ? []
        : note(
            `\`${names}\` is read as a counter, by its name.`,
            "The file does not say whether it is one; where it is a gauge, the rate of it means nothing.",
          );
    case "samples":
      return note(
        windowing.step === undefined
          ? `Each sample of \`${names}\` is one value of the indicator.`
          : `\`${names}\` has no range: its mean over samples every ${windowing.step} is taken.`,
        "Over a window the samples are added up, or their mean is taken.",
      );
  }
}
