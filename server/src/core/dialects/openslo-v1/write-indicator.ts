import type { PortableIndicator, PortableSlo, WrittenMetric, WrittenSource } from "../../model/portable-slo";
import { counterForms, meanForm, sampleForm, withWindow } from "../../promql/window-forms";
import { WINDOW } from "../../promql/window-query";
import type { NoteBook } from "../writing/notes";
import { queryText, type YamlValue } from "../writing/yaml-text";
import { metadata } from "./write-metadata";

/** The range of a query that OpenSLO has no other way to say: long enough for four scrapes a minute. */
const RANGE = "5m";

const PROMETHEUS: WrittenSource = { type: "Prometheus", fields: {} };

/** Writes what is measured; undefined where OpenSLO cannot say it, which is refused. */
export function writeIndicator(
  indicator: PortableIndicator,
  name: string,
  slo: PortableSlo,
  book: NoteBook,
): YamlValue | undefined {
  const spec = indicator.written.asIs ? asWritten(indicator) : measured(indicator, slo, book);
  if (!spec) return undefined;
  const { displayName, labels, annotations, description } = indicator;
  return {
    metadata: metadata({ name, displayName, labels, annotations }, slo, book),
    spec: { description, ...spec },
  };
}

function asWritten({ written }: PortableIndicator): Record<string, YamlValue | undefined> {
  const [first] = written.metrics;
  if (first?.role === "threshold") return { thresholdMetric: metric(first) };
  return {
    ratioMetric: {
      counter: written.counter,
      rawType: written.metrics.some(({ role }) => role === "raw") ? written.rawType : undefined,
      ...Object.fromEntries(written.metrics.map((one) => [one.role, metric(one)])),
    },
  };
}

function metric({ query, source }: Pick<WrittenMetric, "query" | "source">): YamlValue {
  const { type, ref, fields } = source;
  return {
    metricSource: {
      metricSourceRef: ref,
      type: type === undefined && ref === undefined ? PROMETHEUS.type : type,
      spec: { query: query === undefined ? undefined : queryText(query), ...plainFields(fields) },
    },
  };
}

/** The rest of a source's description: data of a YAML file, which can be written as it is. */
function plainFields(fields: Readonly<Record<string, unknown>>): Record<string, YamlValue> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (isYaml(value) ? [[key, value]] : [])),
  );
}

function isYaml(value: unknown): value is YamlValue {
  if (Array.isArray(value)) return value.every(isYaml);
  if (typeof value === "object" && value !== null) return Object.values(value).every(isYaml);
  return ["string", "number", "boolean"].includes(typeof value);
}

function measured(
  { measure }: PortableIndicator,
  slo: PortableSlo,
  book: NoteBook,
): Record<string, YamlValue | undefined> | undefined {
  switch (measure.kind) {
    case "other":
      book.refuse(slo, measure.what, measure.todo);
      return undefined;
    case "threshold":
      return { thresholdMetric: promql(measure.query) };
    case "ratio": {
      const query = meanForm(measure.query) ?? inRange([measure.query], slo, book)[0] ?? "";
      return { ratioMetric: { counter: false, rawType: measure.of, raw: promql(query) } };
    }
    case "events": {
      const queries = [measure.counted, measure.total];
      const counters = counterForms(queries);
      const samples = counters ? undefined : all(queries.map(sampleForm));
      const [counted = "", total = ""] = counters ?? samples ?? inRange(queries, slo, book);
      return {
        ratioMetric: {
          counter: counters !== undefined,
          [measure.part]: promql(counted),
          total: promql(total),
        },
      };
    }
  }
}

function promql(query: string): YamlValue {
  return metric({ query, source: PROMETHEUS });
}

function all(queries: readonly (string | undefined)[]): string[] | undefined {
  const found = queries.flatMap((query) => query ?? []);
  return found.length === queries.length ? found : undefined;
}

function inRange(queries: readonly string[], slo: PortableSlo, book: NoteBook): string[] {
  if (queries.some((query) => query.includes(WINDOW))) {
    book.assumed(
      slo,
      `The queries look back ${RANGE}: OpenSLO v1 has no placeholder for the window.`,
      "Each sample stands for that long; a tool that reads the file adds them up or takes their mean.",
    );
  }
  return queries.map((query) => withWindow(query, RANGE));
}
