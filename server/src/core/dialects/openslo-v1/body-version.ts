import { given } from "../../model/form";
import type { ObjectKind } from "../../model/spec-object";
import { nodeAt, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import { OPENSLO_V1, OPENSLO_V1ALPHA, OPENSLO_V2ALPHA, type OpensloVersion } from "./versions";

/** The version that an object's body is written in, and the fields that show it, in the order of the text. */
export interface BodyVersion {
  readonly version: OpensloVersion;
  readonly fields: readonly string[];
}

/**
 * The one version whose own fields a body has; undefined where it has none that tell, and where it mixes versions:
 * then the header decides, and each field that does not belong is reported as such.
 */
export function bodyVersion(kind: ObjectKind | undefined, root: YamlMap): BodyVersion | undefined {
  const fields = kind === "SLO" ? sloFields(root) : kind === "SLI" ? sliFields(valueAt(root, "spec")) : [];
  const [first] = fields;
  if (!first || fields.some(({ version }) => version !== first.version)) return undefined;
  return { version: first.version, fields: [...new Set(fields.map(({ field }) => field))] };
}

interface Telling {
  readonly version: OpensloVersion;
  readonly field: string;
}

function telling(node: YamlNode | undefined, version: OpensloVersion, ...keys: string[]): Telling[] {
  if (node?.kind !== "map") return [];
  return keys.flatMap((field) => (given(node, field) ? [{ version, field }] : []));
}

function sloFields(root: YamlMap): Telling[] {
  const spec = valueAt(root, "spec");
  const windows = ["timeWindow", "timeWindows"].flatMap((key) => mapItems(valueAt(spec, key)));
  const objectives = mapItems(valueAt(spec, "objectives"));
  return [
    ...telling(spec, OPENSLO_V2ALPHA, "serviceRef", "sliRef"),
    ...telling(spec, OPENSLO_V1, "indicatorRef"),
    ...indicatorFields(spec),
    ...windows.flatMap(({ item }) => windowFields(item)),
    ...objectives.flatMap(({ item }) => [
      ...telling(item, OPENSLO_V1ALPHA, "ratioMetrics"),
      ...telling(item, OPENSLO_V1, "indicatorRef"),
      ...telling(item, OPENSLO_V2ALPHA, "sliRef"),
      ...indicatorFields(item),
    ]),
  ];
}

/** `unit` and `count` are v1alpha's; v1 and v2alpha share `duration`, so that it tells nothing between these two. */
function windowFields(item: YamlMap): Telling[] {
  return given(item, "duration") ? [] : telling(item, OPENSLO_V1ALPHA, "unit", "count");
}

function indicatorFields(holder: YamlNode | undefined): Telling[] {
  return [
    ...telling(nodeAt(holder, ["indicator", "thresholdMetric"]), OPENSLO_V1ALPHA, "queryType", "source"),
    ...named("indicator.spec", telling(valueAt(holder, "indicator"), OPENSLO_V1, "spec")),
    ...sliFields(nodeAt(holder, ["indicator", "spec"])),
    ...named("sli", telling(valueAt(holder, "sli"), OPENSLO_V2ALPHA, "spec")),
    ...sliFields(nodeAt(holder, ["sli", "spec"])),
  ];
}

function sliFields(spec: YamlNode | undefined): Telling[] {
  const metrics = [
    valueAt(spec, "thresholdMetric"),
    ...["good", "bad", "total", "raw"].map((role) => nodeAt(spec, ["ratioMetric", role])),
  ];
  return metrics.flatMap((metric) => [
    ...telling(metric, OPENSLO_V1, "metricSource"),
    ...telling(metric, OPENSLO_V2ALPHA, "dataSourceRef", "dataSourceSpec"),
  ]);
}

/** The same, called otherwise: a key that means something only below another. */
function named(field: string, found: readonly Telling[]): Telling[] {
  return found.map((one) => ({ ...one, field }));
}
