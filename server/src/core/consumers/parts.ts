import { given } from "../model/form";
import { readText } from "../model/located";
import type { SpecObject } from "../model/spec-object";
import type { Span } from "../text/span";
import { valueAt, type YamlMap, type YamlNode, type YamlPair } from "../yaml/node";
import type { Remark } from "./consumer";

/** The map under a key. */
export function mapAt(node: YamlNode | undefined, key: string): YamlMap | undefined {
  const value = valueAt(node, key);
  return value?.kind === "map" ? value : undefined;
}

/** The maps of the list under a key. */
export function mapsIn(node: YamlNode | undefined, key: string): readonly YamlMap[] {
  const value = valueAt(node, key);
  return value?.kind === "seq" ? value.items.flatMap((item) => (item.kind === "map" ? [item] : [])) : [];
}

/** The pair under a key of any node, if it has a value. */
export function pairIn(node: YamlNode | undefined, key: string): YamlPair | undefined {
  return node?.kind === "map" ? given(node, key) : undefined;
}

/** The pair whose value is a list with something in it. */
export function filledList(node: YamlNode | undefined, key: string): YamlPair | undefined {
  const pair = pairIn(node, key);
  return pair?.value.kind === "seq" && pair.value.items.length > 0 ? pair : undefined;
}

/** The text under a key, unless a template fills it in. */
export function textIn(node: YamlNode | undefined, key: string): string | undefined {
  return readText(valueAt(node, key))?.value;
}

/** One metric of an OpenSLO v1 indicator. */
export interface MetricPart {
  /** `good`, `total`, `thresholdMetric` … */
  readonly key: YamlPair["key"];
  readonly source: YamlMap;
}

const RATIO_METRICS = ["good", "bad", "total", "raw"];

/** The metrics of an indicator's spec. */
export function metricParts(sliSpec: YamlNode | undefined): readonly MetricPart[] {
  const ratio = mapAt(sliSpec, "ratioMetric");
  const pairs = [
    pairIn(sliSpec, "thresholdMetric"),
    ...RATIO_METRICS.map((key) => pairIn(ratio, key)),
  ].flatMap((pair) => pair ?? []);
  return pairs.flatMap(({ key, value }) => {
    const source = mapAt(value, "metricSource");
    return source ? [{ key, source }] : [];
  });
}

/** The spec of the indicator that an OpenSLO v1 object is, or that is written in it for the SLO as a whole. */
export function sliSpecOf({ kind, root }: SpecObject): YamlMap | undefined {
  const spec = mapAt(root, "spec");
  return kind === "SLI" ? spec : mapAt(mapAt(spec, "indicator"), "spec");
}

/** The specs of the alert policies that an OpenSLO v1 object is, or that are written in it. */
export function policySpecs({ kind, root }: SpecObject): readonly YamlMap[] {
  const spec = mapAt(root, "spec");
  if (kind === "AlertPolicy") return spec ? [spec] : [];
  return mapsIn(spec, "alertPolicies").flatMap((policy) => mapAt(policy, "spec") ?? []);
}

/** The specs of the alert conditions that an OpenSLO v1 object is, or that are written in it. */
export function conditionSpecs(object: SpecObject): readonly YamlMap[] {
  if (object.kind === "AlertCondition") return [mapAt(object.root, "spec")].flatMap((spec) => spec ?? []);
  return policySpecs(object).flatMap((spec) =>
    mapsIn(spec, "conditions").flatMap((condition) => mapAt(condition, "spec") ?? []),
  );
}

/** The fix that writes another word, for a remark that it is spread into; none where no word is meant. */
export function change(span: Span, meant: string | undefined, safe = false): Pick<Remark, "fixes"> {
  if (meant === undefined) return {};
  return { fixes: [{ title: `Change to \`${meant}\``, safe, edits: [{ span, newText: meant }] }] };
}
