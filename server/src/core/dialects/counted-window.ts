import { type Duration, type DurationUnit, parseDuration } from "../math/duration";
import { wholeDuration } from "../math/whole-duration";
import { itemSpan } from "../model/form";
import { type Located, readBoolean, readDecimal, readText } from "../model/located";
import type { SloWindow } from "../model/slo";
import { valueAt, type YamlMap } from "../yaml/node";

/** The words that formats have for a window's unit. */
const UNITS: Readonly<Record<string, DurationUnit>> = {
  Minute: "m",
  Hour: "h",
  Day: "d",
  Week: "w",
  Month: "M",
  Quarter: "Q",
  Year: "Y",
};

/**
 * Reads a window that is a `count` of a `unit`, rolling or from fixed dates on, as OpenSLO v1alpha and Nobl9 write it.
 * Undefined where its length is not known: no whole number above 0, an unknown unit, or seconds that make no whole
 * minutes.
 */
export function lowerCountedWindow(item: YamlMap): SloWindow | undefined {
  const duration = countedDuration(item);
  if (!duration) return undefined;
  const calendar = valueAt(item, "calendar");
  const rolling = readBoolean(valueAt(item, "isRolling"))?.value ?? calendar === undefined;
  const startTime = readText(valueAt(calendar, "startTime"));
  const timeZone = readText(valueAt(calendar, "timeZone"));
  return {
    kind: rolling ? "rolling" : "calendar",
    duration,
    span: itemSpan(item),
    inParts: true,
    ...(startTime ? { startTime } : {}),
    ...(timeZone ? { timeZone } : {}),
  };
}

function countedDuration(item: YamlMap): Located<Duration> | undefined {
  const count = readDecimal(valueAt(item, "count"));
  const word = readText(valueAt(item, "unit"))?.value ?? "";
  if (count?.value.d !== 1n) return undefined;
  const { span } = count;
  if (word === "Second") {
    const value = wholeDuration(count.value);
    return value && { value, span };
  }
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (unit === undefined) return undefined;
  const parsed = parseDuration(`${count.value.n}${unit}`);
  return parsed.ok ? { value: parsed.duration, span } : undefined;
}
