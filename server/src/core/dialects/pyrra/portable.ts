import { readText } from "../../model/located";
import type { Measure } from "../../model/portable-slo";
import type { SpecObject } from "../../model/spec-object";
import { readDuration } from "../../promql/literals";
import { parsePromql } from "../../promql/parse";
import { WINDOW } from "../../promql/window-query";
import { nodeAt, valueAt, type YamlNode } from "../../yaml/node";
import { itemsOf } from "../common";
import { type PortableSource, under } from "../portable";
import { decimal } from "../writing/numbers";
import { measuredKey } from "./lower-indicator";

/** The keys of Pyrra's object that the common model holds and writers of other formats are given. */
export const pyrraPortable: PortableSource = {
  title: "Pyrra",
  carries: {
    SLO: [
      ...["apiVersion", "kind", ...under("metadata", ["name", "namespace", "labels", "annotations"])],
      ...under("spec", ["description", "target", "window", "indicator"]),
      ...under("spec.alerting", ["name", "severities", "disabled", "burnrates", "absent"]),
      // What Kubernetes adds says nothing of the SLO.
      ...["status", ...under("metadata", ["creationTimestamp", "uid", "resourceVersion", "generation"])],
    ],
  },
  measure,
};

/**
 * What Pyrra asks for by an SLO's selectors. Source: Pyrra, slo/rules.go (`Burnrate`). Of a native histogram that asks
 * for the share of slow events alone; the events behind it are those of `increaseRuleLatencyNative`, by `rate`.
 */
function measure({ root }: SpecObject): Measure | undefined {
  const indicator = nodeAt(root, ["spec", "indicator"]);
  const key = indicator?.kind === "map" ? measuredKey(indicator) : undefined;
  const shape = key && valueAt(indicator, key);
  if (!key || !shape) return undefined;
  const by = itemsOf(valueAt(shape, "grouping")).flatMap((item) => readText(item)?.value ?? []);
  const grouping = by.length > 0 ? ` by (${by.join(", ")}) ` : "";
  const sum = (call: string, selector: string) => `sum${grouping}(${call}(${selector}[${WINDOW}]))`;
  const selector = (holder: YamlNode | undefined) => selectorAt(valueAt(holder, "metric"));
  const total = selector(valueAt(shape, "total"));
  if (key === "bool_gauge") {
    const gauge = selector(shape);
    if (!gauge) return unread(key);
    return events("good", sum("sum_over_time", gauge), sum("count_over_time", gauge));
  }
  if (!total) return unread(`${key}.total`);
  if (key === "latencyNative") {
    const bound = secondsOf(readText(valueAt(shape, "latency"))?.value);
    if (bound === undefined) return unread("latencyNative.latency");
    const rate = sum("rate", total);
    const count = `histogram_count(${rate})`;
    return events("good", `histogram_fraction(0, ${bound}, ${rate}) * ${count}`, count);
  }
  const part = key === "ratio" ? "errors" : "success";
  const counted = selector(valueAt(shape, part));
  if (!counted) return unread(`${key}.${part}`);
  return events(key === "ratio" ? "bad" : "good", sum("rate", counted), sum("rate", total));
}

function events(part: "good" | "bad", counted: string, total: string): Measure {
  return { kind: "events", part, counted, total };
}

function unread(key: string): Measure {
  return {
    kind: "other",
    what: `\`spec.indicator.${key}\` is no series that could be read.`,
    todo: "Pyrra takes the name and the labels of a series there, without a template's placeholders.",
  };
}

function selectorAt(node: YamlNode | undefined): string | undefined {
  const text = readText(node)?.value.trim();
  if (text === undefined) return undefined;
  const { expr, faults, placeholders } = parsePromql(text);
  const plain = expr?.kind === "selector" && !expr.range && !expr.offset && !expr.open;
  return plain && faults.length === 0 && placeholders.length === 0 ? text : undefined;
}

/** A bound such as `200ms` in seconds, as a histogram has it. */
function secondsOf(text: string | undefined): string | undefined {
  const reading = text === undefined ? undefined : readDuration(text);
  return reading?.kind === "ok" ? decimal(reading.seconds).text : undefined;
}
