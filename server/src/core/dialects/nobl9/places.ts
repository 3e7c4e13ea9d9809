import { type Form, formAt, itemForm } from "../../model/form";
import { nodeAt, pairOf, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import { SOURCE_KEYS } from "./sources";
import { COUNTS } from "./words";

/** A metric's source as it is written: `prometheus:` with what stands below it. */
export interface SourcePlace {
  readonly key: string;
  /** What stands below the key, where that is a map. */
  readonly form?: Form;
}

/** A map that a source of metrics stands in, and what it is for. */
export interface MetricPlace {
  readonly form: Form;
  readonly role: "raw" | (typeof COUNTS)[number];
  readonly sources: readonly SourcePlace[];
}

/** The parts of an SLO that keys are compared in. */
export interface SloPlaces {
  readonly spec: Form | undefined;
  readonly objectives: readonly Form[];
  readonly counts: readonly Form[];
  readonly metrics: readonly MetricPlace[];
}

/** Finds the parts of an SLO, in the order of its text. */
export function placesIn(root: YamlMap): SloPlaces {
  const spec = formAt(root, "spec");
  const objectives = itemForms(nodeAt(root, ["spec", "objectives"]));
  const counts = objectives.flatMap(({ map }) => formAt(map, "countMetrics") ?? []);
  return {
    spec,
    objectives,
    counts,
    metrics: [
      ...metricAt(formAt(spec?.map, "indicator")?.map, "rawMetric", "raw"),
      ...objectives.flatMap(({ map }) => metricAt(formAt(map, "rawMetric")?.map, "query", "raw")),
      ...counts.flatMap(({ map }) => COUNTS.flatMap((role) => metricAt(map, role, role))),
    ],
  };
}

/** The maps of a list as forms, each spoken of at its first key. */
export function itemForms(list: YamlNode | undefined): Form[] {
  return mapItems(list).map(({ item }) => itemForm(item));
}

function metricAt(holder: YamlMap | undefined, key: string, role: MetricPlace["role"]): MetricPlace[] {
  const form = formAt(holder, key);
  if (!form) return [];
  const sources = SOURCE_KEYS.filter((name) => pairOf(form.map, name)).map((name) => {
    const below = formAt(form.map, name);
    return { key: name, ...(below ? { form: below } : {}) };
  });
  return [{ form, role, sources }];
}
