import type { Duration } from "../../math/duration";
import { parseDecimal, ratio } from "../../math/rational";
import { wholeDuration } from "../../math/whole-duration";
import { type Located, readText } from "../../model/located";
import type { Slo } from "../../model/slo";
import { readDuration } from "../../promql/literals";
import { pairOf, valueAt, type YamlNode } from "../../yaml/node";
import type { LowerInput } from "../dialect";
import { lowerAlerts, SHORTEST } from "./lower-alerts";
import { lowerIndicator, measuredKey } from "./lower-indicator";
import { TARGET } from "./words";

const HUNDRED = ratio(100);

/** Reads what stands under `spec`. */
export function lowerSlo(input: LowerInput, spec: YamlNode | undefined): Slo {
  const { root, text } = input;
  const indicator = pairOf(spec, "indicator");
  const map = indicator?.value.kind === "map" ? indicator.value : undefined;
  const window = readWindow(valueAt(spec, "window"));
  const target = pairOf(spec, "target");
  const span = target?.key.span ?? pairOf(root, "spec")?.key.span ?? root.span;
  const { implied, alertPolicies } = lowerAlerts(spec, window, pairOf(spec, "window")?.key.span ?? span);
  return {
    type: "slo",
    // A gauge's mean weighs all moments alike; everything else counts events.
    ...(map && indicator && measuredKey(map) !== "bool_gauge"
      ? { budgetingMethod: { value: "Occurrences", span: indicator.key.span } }
      : {}),
    ...(window
      ? { window: { kind: "rolling", duration: window, span: window.span, shortest: SHORTEST } }
      : {}),
    ...(map && indicator
      ? { indicator: { kind: "inline", sli: lowerIndicator(map, text), span: indicator.key.span } }
      : {}),
    objectives: [{ index: 0, span, ...targetOf(target?.value), targetKey: TARGET }],
    alertPolicies,
    implied,
  };
}

/** Source: Pyrra, Internal: Go's ParseFloat, divided by 100. */
function targetOf(node: YamlNode | undefined): Pick<Slo["objectives"][number], "target" | "unreadTarget"> {
  const written = readText(node);
  if (!written || written.value === "") return {};
  const value = parseDecimal(written.value);
  return value ? { target: { value: value.div(HUNDRED), span: written.span } } : { unreadTarget: written };
}

/** A window as Prometheus writes it; undefined where it is none, or finer than a minute. */
function readWindow(node: YamlNode | undefined): Located<Duration> | undefined {
  const text = readText(node);
  const reading = text && readDuration(text.value);
  const value = reading?.kind === "ok" ? wholeDuration(reading.seconds, text?.value) : undefined;
  return text && value ? { value, span: text.span } : undefined;
}
