import { type Duration, durationSeconds } from "../../math/duration";
import { floorToBigInt, isInteger } from "../../math/rational";
import { itemSpan } from "../../model/form";
import { type Located, readBoolean, readDecimal, readDuration, readText } from "../../model/located";
import type { Tier, TierAlert, TierObjective, TierSegment } from "../../model/tier";
import { pairOf, valueAt, type YamlMap, type YamlNode, type YamlPair } from "../../yaml/node";
import { mapItems } from "../common";
import { lowerFamilies, lowerStatements } from "./lower-measurement";
import { lowerEscalation, lowerGate, lowerIncident, lowerReview } from "./lower-policy";
import {
  present,
  readFineDuration,
  readPercent,
  readTargetPercent,
  readTexts,
  sectionSpan,
  stated,
} from "./read";

/**
 * Reads a ReliabilityTier's spec into the model: percents become ratios, exactly, and the defaults that the
 * schema documents are filled in. What cannot be read is absent; the schema's rules speak of it.
 */
export function lowerTier(root: YamlMap): Tier {
  const metadata = valueAt(root, "metadata");
  const spec = valueAt(root, "spec");
  const owner = lowerOwner(pairOf(spec, "owner"));
  const window = lowerWindow(pairOf(spec, "window"));
  return {
    type: "tier",
    aliases: readTexts(valueAt(spec, "aliases")),
    journeys: readTexts(valueAt(spec, "journeys")),
    segments: mapItems(valueAt(spec, "segments")).map(({ item }) => lowerSegment(item)),
    objectives: mapItems(valueAt(spec, "objectives")).flatMap(({ item }) => lowerObjective(item) ?? []),
    alerting: mapItems(valueAt(spec, "alerting")).map(({ item }) => lowerAlert(item)),
    releaseGates: mapItems(valueAt(spec, "releaseGates")).map(({ item }) => lowerGate(item)),
    ...present<Partial<Tier>>({
      displayName: readText(valueAt(metadata, "displayName")),
      description: readText(valueAt(spec, "description")),
      rank: readRank(valueAt(spec, "rank")),
      criticality: readText(valueAt(spec, "criticality")),
      owner,
      window,
      measurement: lowerMeasurement(pairOf(spec, "measurement")),
      escalation: lowerEscalation(pairOf(spec, "escalation"), owner?.accountable),
      review: lowerReview(pairOf(spec, "review"), window?.default),
      incident: lowerIncident(pairOf(spec, "incident")),
    }),
  };
}

/** A rank is a whole number from 0 on; anything else is left to the schema. */
function readRank(node: YamlNode | undefined): Located<number> | undefined {
  const rank = readDecimal(node);
  if (!rank || !isInteger(rank.value) || rank.value.compare(0) < 0) return undefined;
  const value = Number(floorToBigInt(rank.value));
  return Number.isSafeInteger(value) ? { value, span: rank.span } : undefined;
}

function lowerOwner(pair: YamlPair | undefined): Tier["owner"] {
  if (!pair) return undefined;
  return {
    span: sectionSpan(pair),
    ...present<Partial<NonNullable<Tier["owner"]>>>({
      team: readText(valueAt(pair.value, "team")),
      accountable: readText(valueAt(pair.value, "accountable")),
    }),
  };
}

function lowerSegment(item: YamlMap): TierSegment {
  const floors = valueAt(item, "targetFloorPercent");
  return {
    span: itemSpan(item),
    floors:
      floors?.kind === "map"
        ? floors.pairs.flatMap((pair) => {
            const floor = readTargetPercent(pair.value);
            return floor ? [{ category: pair.key.source, floor }] : [];
          })
        : [],
    ...present<Partial<TierSegment>>({
      name: readText(valueAt(item, "name")),
      selector: readText(valueAt(item, "selector")),
    }),
  };
}

function lowerWindow(pair: YamlPair | undefined): Tier["window"] {
  if (!pair) return undefined;
  const span = sectionSpan(pair);
  const usual = readDuration(valueAt(pair.value, "default"));
  return {
    span,
    ...present<Partial<NonNullable<Tier["window"]>>>({
      type: stated(pair.value, "type", readText, { value: "rolling", span }),
      min: stated(pair.value, "min", readDuration, usual),
      default: usual,
      max: stated(pair.value, "max", readDuration, usual),
    }),
  };
}

function lowerObjective(item: YamlMap): TierObjective | undefined {
  const category = readText(valueAt(item, "category"));
  if (!category) return undefined;
  const floor = readTargetPercent(valueAt(item, "floorPercent"));
  return {
    span: itemSpan(item),
    category,
    required: readBoolean(valueAt(item, "required"))?.value ?? true,
    ...present<Partial<TierObjective>>({
      path: readText(valueAt(item, "path")),
      threshold: readFineDuration(valueAt(item, "threshold")),
      thresholdSpan: pairOf(item, "threshold")?.key.span,
      floor,
      default: stated(item, "defaultPercent", readTargetPercent, floor),
      ceiling: readTargetPercent(valueAt(item, "ceilingPercent")),
    }),
  };
}

function lowerMeasurement(pair: YamlPair | undefined): Tier["measurement"] {
  if (!pair) return undefined;
  return {
    span: sectionSpan(pair),
    signals: readTexts(valueAt(pair.value, "signals")),
    families: lowerFamilies(valueAt(pair.value, "families")),
    ...lowerStatements(pair.value),
    ...present<Partial<NonNullable<Tier["measurement"]>>>({
      maxSampleInterval: readFineDuration(valueAt(pair.value, "maxSampleInterval")),
      minEventsPerWindow: readDecimal(valueAt(pair.value, "minEventsPerWindow")),
    }),
  };
}

function lowerAlert(item: YamlMap): TierAlert {
  const longWindow = readDuration(valueAt(item, "longWindow"));
  const shortWindow = stated(item, "shortWindow", readDuration, longWindow && twelfth(longWindow));
  return {
    span: itemSpan(item),
    ...present<Partial<TierAlert>>({
      severity: readText(valueAt(item, "severity")),
      burnRate: readDecimal(valueAt(item, "burnRate")),
      budgetConsumed: readPercent(valueAt(item, "budgetConsumedPercent")),
      burnRateSpan: pairOf(item, "burnRate")?.key.span,
      budgetConsumedSpan: pairOf(item, "budgetConsumedPercent")?.key.span,
      longWindow,
      shortWindow,
    }),
  };
}

/** A twelfth of a window in the shorthand; undefined where that is no whole number of minutes. */
function twelfth(window: Located<Duration>): Located<Duration> | undefined {
  const minutes = durationSeconds(window.value).div(12 * 60);
  if (!isInteger(minutes)) return undefined;
  const whole = Number(floorToBigInt(minutes));
  const [count, unit] = whole % 60 === 0 ? [whole / 60, "h" as const] : [whole, "m" as const];
  return { value: { count, unit, text: `${count}${unit}` }, span: window.span };
}
