import type { Duration } from "../../math/duration";
import { ratio } from "../../math/rational";
import type { SlothWindowName } from "../../math/sloth-windows";
import { wholeDuration } from "../../math/whole-duration";
import type { AlertWindow, AlertWindows } from "../../model/alert-windows";
import { type Located, readDecimal, readText } from "../../model/located";
import { readDuration } from "../../promql/literals";
import { nodeAt, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";

const HUNDRED = ratio(100);
const PLACES: readonly (readonly [SlothWindowName, string, string])[] = [
  ["page-quick", "page", "quick"],
  ["page-slow", "page", "slow"],
  ["ticket-quick", "ticket", "quick"],
  ["ticket-slow", "ticket", "slow"],
];

/** Reads Sloth's AlertWindows. */
export function lowerAlertWindows(root: YamlMap): AlertWindows {
  const spec = valueAt(root, "spec");
  const period = readLength(valueAt(spec, "sloPeriod"));
  return {
    type: "alertWindows",
    ...(period ? { period } : {}),
    windows: PLACES.flatMap(([name, severity, speed]) => {
      const pair = pairOf(nodeAt(spec, [severity]), speed);
      return pair?.value.kind === "map" ? [lowerWindow(name, pair.value, pair.key.span)] : [];
    }),
  };
}

function lowerWindow(name: SlothWindowName, map: YamlMap, span: AlertWindow["span"]): AlertWindow {
  const percent = readDecimal(valueAt(map, "errorBudgetPercent"));
  const longWindow = readLength(valueAt(map, "longWindow"));
  const shortWindow = readLength(valueAt(map, "shortWindow"));
  return {
    name,
    span,
    ...(percent ? { budgetFraction: { value: percent.value.div(HUNDRED), span: percent.span } } : {}),
    ...(longWindow ? { longWindow } : {}),
    ...(shortWindow ? { shortWindow } : {}),
  };
}

/** A length of time as Prometheus writes it; undefined where it is none, or finer than a minute. */
function readLength(node: YamlNode | undefined): Located<Duration> | undefined {
  const text = readText(node);
  const reading = text && readDuration(text.value);
  const value = reading?.kind === "ok" ? wholeDuration(reading.seconds, text?.value) : undefined;
  return text && value ? { value, span: text.span } : undefined;
}
