import { ratio } from "../../math/rational";
import { readText } from "../../model/located";
import type { SloWindow, WindowLimits } from "../../model/slo";
import { pairOf, type YamlMap } from "../../yaml/node";
import { lowerCountedWindow } from "../counted-window";

const DAY = 86_400;
/** Source: nobl9-go, manifest/v1alpha/slo/time_window.go. */
const ROLLING: WindowLimits = {
  units: ["Minute", "Hour", "Day"],
  dayUnit: "Day",
  howToAlign: "add `calendar` and set `isRolling: false`",
  shortest: ratio(300),
  longest: ratio(31 * DAY),
};
const CALENDAR: WindowLimits = {
  units: ["Day", "Week", "Month", "Quarter", "Year"],
  longest: ratio(366 * DAY),
};

/** Reads an entry of `timeWindows`: a whole number of one unit, rolling or from fixed dates on. */
export function lowerWindow(item: YamlMap): SloWindow | undefined {
  const window = lowerCountedWindow(item);
  return window && { ...window, limits: limitsOf(item, window.kind === "rolling") };
}

function limitsOf(item: YamlMap, rolling: boolean): WindowLimits {
  const unit = readText(pairOf(item, "unit")?.value);
  return { ...(rolling ? ROLLING : CALENDAR), ...(unit ? { unit } : {}) };
}
