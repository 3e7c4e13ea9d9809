import { type Duration, parseDuration } from "../../math/duration";
import { readText } from "../../model/located";
import type { SloWindow, WindowLimits } from "../../model/slo";
import { pairOf, type YamlMap } from "../../yaml/node";
import { lowerCountedWindow } from "../counted-window";

/** Source: nobl9-go, manifest/v1alpha/slo/time_window.go. */
const ROLLING = { units: ["Minute", "Hour", "Day"], shortest: length("5m"), longest: length("31d") };
const CALENDAR = { units: ["Day", "Week", "Month", "Quarter", "Year"], longest: length("366d") };

/** Reads an entry of `timeWindows`: a whole number of one unit, rolling or from fixed dates on. */
export function lowerWindow(item: YamlMap): SloWindow | undefined {
  const window = lowerCountedWindow(item);
  return window && { ...window, limits: limitsOf(item, window.kind === "rolling") };
}

function limitsOf(item: YamlMap, rolling: boolean): WindowLimits {
  const unit = readText(pairOf(item, "unit")?.value);
  return { ...(rolling ? ROLLING : CALENDAR), ...(unit ? { unit } : {}) };
}

function length(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`${text} is a duration.`);
  return parsed.duration;
}
