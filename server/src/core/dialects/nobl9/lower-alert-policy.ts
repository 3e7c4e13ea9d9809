import type { Duration } from "../../math/duration";
import { readGoDuration } from "../../math/go-duration";
import { wholeDuration } from "../../math/whole-duration";
import type { AlertCondition, AlertConditionUse, AlertPolicy, BudgetPace } from "../../model/alert";
import { given, itemSpan } from "../../model/form";
import { type Located, readDecimal, readText } from "../../model/located";
import { nodeAt, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";
import type { ProjectReferences } from "./references";

const BURN_RATE = "averageBurnRate";

/** The comparison that each measurement stands for. Source: nobl9-go, manifest/v1alpha/alertpolicy/measurement.go. */
const COMPARISONS: Readonly<Record<string, string>> = {
  [BURN_RATE]: "gte",
  timeToBurnBudget: "lt",
  timeToBurnEntireBudget: "lte",
  budgetDrop: "gte",
};

/**
 * Reads an AlertPolicy: it fires when all of its conditions hold. Source: docs.nobl9.com, Alerting (the conditions
 * are joined by AND), and terraform-provider-nobl9, docs/resources/alert_policy.md.
 */
export function lowerAlertPolicy(root: YamlMap, references: ProjectReferences): AlertPolicy {
  const spec = valueAt(root, "spec");
  const name = readText(nodeAt(root, ["metadata", "name"]));
  const severity = readText(valueAt(spec, "severity"));
  for (const { item, index } of mapItems(valueAt(spec, "alertMethods"))) {
    const metadata = valueAt(item, "metadata");
    const project = readText(valueAt(metadata, "project"))?.value;
    references.read(metadata, ["spec", "alertMethods", index, "metadata"], "name", ["AlertMethod"], project);
  }
  return {
    type: "alertPolicy",
    span: name?.span ?? itemSpan(root),
    ...(name ? { name: name.value } : {}),
    joint: true,
    conditions: mapItems(valueAt(spec, "conditions")).map(
      ({ item }): AlertConditionUse => ({ kind: "inline", condition: lowerCondition(item, severity) }),
    ),
  };
}

/** Of all measurements the burn rate is the one that thresholds can be compared with; two more come to one. */
function lowerCondition(item: YamlMap, severity: Located<string> | undefined): AlertCondition {
  const measurement = readText(valueAt(item, "measurement"));
  const only = COMPARISONS[measurement?.value ?? ""];
  const burn = measurement?.value === BURN_RATE;
  const span = itemSpan(item);
  const op = readText(valueAt(item, "op")) ?? (only === undefined ? undefined : { value: only, span });
  const threshold = burn ? readDecimal(valueAt(item, "value")) : undefined;
  const lookback = readLength(valueAt(item, "alertingWindow"));
  const alertAfter = readLength(valueAt(item, "lastsFor"));
  const statedValue = readValue(item, measurement?.value);
  const pace = readPace(item, measurement?.value);
  return {
    type: "alertCondition",
    span,
    ...(severity ? { severity } : {}),
    conditionKind: measurement && !burn ? measurement : { value: "burnrate", span },
    ...(op ? { op } : {}),
    ...(only === undefined ? {} : { onlyOp: only }),
    ...(statedValue ? { statedValue } : {}),
    ...(pace ? { pace } : {}),
    ...(threshold ? { threshold } : {}),
    ...(lookback ? { lookback } : {}),
    ...(alertAfter ? { alertAfter } : {}),
  };
}

/** How long what is left lasts, and how much is gone, hang on what was burned before. */
function readPace(item: YamlMap, measurement: string | undefined): BudgetPace | undefined {
  const node = valueAt(item, "value");
  if (measurement === "budgetDrop") {
    const share = readDecimal(node);
    return share && { kind: "drop", share: share.value, span: share.span };
  }
  const text = measurement === "timeToBurnEntireBudget" ? readText(node) : undefined;
  const seconds = text && readGoDuration(text.value);
  return text && seconds && { kind: "lasts", seconds, span: text.span };
}

/** Times to burn are compared with a time above 0, all else with a number that is not in quotes. */
function readValue(item: YamlMap, measurement: string | undefined): AlertCondition["statedValue"] {
  const node = given(item, "value")?.value;
  if (node?.kind !== "scalar" || node.templated || measurement === undefined) return undefined;
  const text = { value: node.style === "plain" ? node.source : `"${String(node.value)}"`, span: node.span };
  if (/^timeToBurn/.test(measurement)) {
    const seconds = typeof node.value === "string" ? readGoDuration(node.value) : undefined;
    return { text, wants: "time", fits: seconds !== undefined && seconds.compare(0) > 0 };
  }
  return { text, wants: "number", fits: typeof node.value === "number" };
}

/** A length of time as Go writes it; undefined where it is none, or finer than a minute. */
function readLength(node: YamlNode | undefined): Located<Duration> | undefined {
  const text = readText(node);
  const seconds = text && readGoDuration(text.value);
  const value = seconds && wholeDuration(seconds, text.value);
  return value ? { value, span: text.span } : undefined;
}
