import type { Duration } from "../../math/duration";
import type { AlertPolicyUse } from "../../model/alert";
import { given, itemForm, itemSpan } from "../../model/form";
import { type Located, readBoolean, readDecimal, readText } from "../../model/located";
import type { BudgetingMethod, IndicatorUse, Objective, Slo } from "../../model/slo";
import { nodeAt, type Path, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { itemsOf, mapItems } from "../common";
import { lowerCounts, lowerRaw } from "./lower-metric";
import { lowerWindow } from "./lower-window";
import type { ProjectReferences } from "./references";
import { TARGET } from "./words";

const METHODS: readonly BudgetingMethod[] = ["Occurrences", "Timeslices"];

const MINUTE: Duration = { count: 1, unit: "m", text: "1m" };

/** Reads an SLO. Its indicator is one for all objectives in old files, and one for each in others. */
export function lowerSlo(root: YamlMap, text: string, references: ProjectReferences): Slo {
  const spec = valueAt(root, "spec");
  const service = references.read(spec, ["spec"], "service", ["Service"]);
  const method = readText(valueAt(spec, "budgetingMethod"));
  const known = METHODS.find((name) => name === method?.value);
  const [windowItem] = mapItems(valueAt(spec, "timeWindows"));
  const window = windowItem && lowerWindow(windowItem.item);
  const metricSource = readSource(spec, references);
  const indicator = sharedIndicator(spec, text);
  const tier = readText(valueAt(spec, "tier"));
  const policies = pairOf(spec, "alertPolicies");
  return {
    type: "slo",
    ...(service ? { service } : {}),
    ...(method && known ? { budgetingMethod: { value: known, span: method.span } } : {}),
    ...(window ? { window } : {}),
    ...(windowItem ? { windowForm: itemForm(windowItem.item) } : {}),
    ...(indicator ? { indicator } : {}),
    ...(metricSource ? { metricSource } : {}),
    ...(tier && tier.value !== "" ? { tier } : {}),
    eachAlone: true,
    valuesDiffer: true,
    objectives: mapItems(valueAt(spec, "objectives")).map(({ item, index }) =>
      lowerObjective(item, index, text, references),
    ),
    alertPolicies: alertPolicies(spec, references),
    ...(policies ? { alertsPlace: policies.key.span } : {}),
    silence: { key: "spec.anomalyConfig.noData", told: readAlertMethods(spec, references) },
  };
}

/** What is named beside the queries: the agent, or the direct connection, that asks them. */
function readSource(spec: YamlNode | undefined, references: ProjectReferences): Located<string> | undefined {
  const path: Path = ["indicator", "metricSource"];
  const source = nodeAt(spec, path);
  const project = readText(valueAt(source, "project"))?.value;
  const kind = readText(valueAt(source, "kind"))?.value.toLowerCase();
  const kinds =
    kind === "direct" ? (["Direct"] as const) : kind === "agent" ? (["Agent"] as const) : undefined;
  return references.read(
    source,
    ["spec", ...path],
    "name",
    kinds ?? ["Agent", "Direct"],
    project || undefined,
  );
}

function sharedIndicator(spec: YamlNode | undefined, text: string): IndicatorUse | undefined {
  const pair = pairOf(valueAt(spec, "indicator"), "rawMetric");
  if (pair?.value.kind !== "map") return undefined;
  return { kind: "inline", sli: lowerRaw(pair, pair.value, text), span: pair.key.span };
}

function ownIndicator(item: YamlMap, text: string): IndicatorUse | undefined {
  const counts = pairOf(item, "countMetrics");
  if (counts?.value.kind === "map") {
    return { kind: "inline", sli: lowerCounts(counts.value, text), span: counts.key.span };
  }
  const raw = pairOf(item, "rawMetric");
  if (raw?.value.kind !== "map") return undefined;
  return { kind: "inline", sli: lowerRaw(raw, valueAt(raw.value, "query"), text), span: raw.key.span };
}

function lowerObjective(
  item: YamlMap,
  index: number,
  text: string,
  references: ProjectReferences,
): Objective {
  readComponents(item, index, references);
  const named = readText(valueAt(item, "displayName"));
  const displayName = named && named.value !== "" ? named : readText(valueAt(item, "name"));
  const target = readDecimal(valueAt(item, "target"));
  const slice = pairOf(item, "timeSliceTarget");
  const timeSliceTarget = readDecimal(slice?.value);
  const indicator = ownIndicator(item, text);
  const op = readText(valueAt(item, "op"));
  const limit = given(item, "value");
  const value = readDecimal(limit?.value);
  const primary = readBoolean(valueAt(item, "primary"));
  return {
    index,
    span: itemSpan(item),
    ...(displayName ? { displayName } : {}),
    ...(target ? { target, targetKey: TARGET } : {}),
    ...(timeSliceTarget ? { timeSliceTarget } : {}),
    // Slices are a minute long. Source: docs.nobl9.com, SLO guides, Timeslices error budget calculation method.
    ...(slice && timeSliceTarget ? { timeSliceWindow: { value: MINUTE, span: slice.key.span } } : {}),
    ...(indicator ? { indicator } : {}),
    ...(op ? { op } : {}),
    ...(value ? { value } : limit ? { valueOpen: true as const } : {}),
    ...(primary ? { primary } : {}),
  };
}

function readComponents(item: YamlMap, index: number, references: ProjectReferences): void {
  const path: Path = ["composite", "components", "objectives"];
  for (const { item: component, index: at } of mapItems(nodeAt(item, path))) {
    const project = readText(valueAt(component, "project"))?.value;
    references.read(component, ["spec", "objectives", index, ...path, at], "slo", ["SLO"], project);
  }
}

function alertPolicies(spec: YamlNode | undefined, references: ProjectReferences): AlertPolicyUse[] {
  return itemsOf(valueAt(spec, "alertPolicies")).flatMap((item, index) => {
    const name = references.add(item, ["spec", "alertPolicies", index], ["AlertPolicy"]);
    return name ? [{ kind: "ref" as const, name, scope: references.project }] : [];
  });
}

/** Whether Nobl9 tells somebody when no data comes in. */
function readAlertMethods(spec: YamlNode | undefined, references: ProjectReferences): boolean {
  const path: Path = ["anomalyConfig", "noData", "alertMethods"];
  for (const { item, index } of mapItems(nodeAt(spec, path))) {
    const project = readText(valueAt(item, "project"))?.value;
    references.read(item, ["spec", ...path, index], "name", ["AlertMethod"], project);
  }
  return pairOf(nodeAt(spec, path.slice(0, 1)), "noData") !== undefined;
}
