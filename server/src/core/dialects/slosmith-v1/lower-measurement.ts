import type { Rational } from "../../math/rational";
import { isPositive } from "../../math/rational";
import { type ConsumerId, consumerId } from "../../model/consumer";
import { itemSpan } from "../../model/form";
import { type Located, readDecimal, readDuration, readText } from "../../model/located";
import {
  areBounds,
  asTarget,
  CLIENTS,
  type DependencyStatement,
  type FamilyStatement,
  type MeasurementStatements,
  STATED_SIGNALS,
} from "../../model/measurement";
import { RULE_SEVERITIES, type WorkspaceSettings } from "../../model/workspace-settings";
import type { MetricType, SignalSource } from "../../signals/signal";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { itemsOf, mapItems } from "../common";
import { present, readFineDuration, readTexts, sectionSpan } from "./read";

/** Reads a Workspace's spec into the model. What cannot be read is absent; the schema's rules speak of it. */
export function lowerWorkspace(root: YamlMap): WorkspaceSettings {
  const spec = valueAt(root, "spec");
  const section = pairOf(spec, "measurement");
  const consumers = pairOf(spec, "consumers");
  return {
    type: "workspace",
    ...(consumers && { consumers: lowerConsumers(consumers.value) }),
    rules: lowerRules(valueAt(spec, "rules")),
    exclude: readTexts(valueAt(spec, "exclude")).map(({ value }) => value),
    signals: lowerFamilies(valueAt(spec, "signals")),
    ...(section && {
      measurement: { span: sectionSpan(section), ...lowerStatements(section.value) },
    }),
  };
}

function lowerConsumers(node: YamlNode): Located<ConsumerId>[] {
  return itemsOf(node).flatMap((item) => {
    const text = readText(item);
    const value = text && consumerId(text.value);
    return text && value ? [{ value, span: text.span }] : [];
  });
}

function lowerRules(node: YamlNode | undefined): WorkspaceSettings["rules"] {
  if (node?.kind !== "map") return {};
  return Object.fromEntries(
    node.pairs.flatMap(({ key, value }) => {
      const severity = readOneOf(value, RULE_SEVERITIES);
      return severity ? [[key.source, severity.value]] : [];
    }),
  );
}

/** Reads the facts of a `measurement` section, which tiers and workspaces write alike. */
export function lowerStatements(section: YamlNode | undefined): MeasurementStatements {
  const perDay = readDecimal(valueAt(section, "eventsPerDay"));
  return {
    dependencies: lowerDependencies(valueAt(section, "dependencies")),
    ...present<Omit<MeasurementStatements, "dependencies">>({
      eventsPerDay: perDay && isPositive(perDay.value) ? perDay : undefined,
      sampleInterval: readFineDuration(valueAt(section, "sampleInterval")),
      retention: readDuration(valueAt(section, "retention")),
      buckets: readBounds(valueAt(section, "buckets")),
      client: readOneOf(valueAt(section, "client"), CLIENTS),
    }),
  };
}

function lowerDependencies(node: YamlNode | undefined): DependencyStatement[] {
  if (node?.kind !== "map") return [];
  return node.pairs.flatMap(({ key, value }) => {
    const percent = readDecimal(value);
    const target = percent && asTarget(percent.value);
    if (!target || key.templated) return [];
    return [{ name: key.source, nameSpan: key.span, target: { value: target, span: percent.span } }];
  });
}

/** Signal families, in the order of the text; those without a pattern or a class say nothing. */
export function lowerFamilies(node: YamlNode | undefined): FamilyStatement[] {
  return mapItems(node).flatMap(({ item }) => {
    const match = readText(valueAt(item, "match"));
    const signal = readOneOf(valueAt(item, "class"), STATED_SIGNALS);
    if (!match || !signal) return [];
    return [
      {
        span: itemSpan(item),
        match,
        class: signal,
        ...present<Partial<FamilyStatement>>({
          source: readOneOf(valueAt(item, "source"), SOURCES),
          measures: readText(valueAt(item, "measures")),
          type: readOneOf(valueAt(item, "type"), TYPES),
          buckets: readBounds(valueAt(item, "buckets")),
          why: readText(valueAt(item, "why")),
        }),
      },
    ];
  });
}

const TYPES: readonly MetricType[] = ["counter", "gauge", "histogram", "summary"];

const SOURCES: readonly SignalSource[] = [
  "prometheus",
  "datadog",
  "cloudwatch",
  "google-cloud-monitoring",
  "dynatrace",
  "splunk",
  "sumologic",
  "sql",
  "other",
];

function readOneOf<Word extends string>(
  node: YamlNode | undefined,
  words: readonly Word[],
): Located<Word> | undefined {
  const text = readText(node);
  const value = text && words.find((word) => word === text.value);
  return text && value && { value, span: text.span };
}

/** A histogram's bounds; undefined where one cannot be read or they do not rise. */
function readBounds(node: YamlNode | undefined): Located<readonly Rational[]> | undefined {
  if (node?.kind !== "seq") return undefined;
  const bounds = node.items.map(readDecimal);
  const value = bounds.flatMap((bound) => bound?.value ?? []);
  return value.length === bounds.length && areBounds(value) ? { value, span: node.span } : undefined;
}
