import type { Duration } from "../../math/duration";
import { durationSeconds } from "../../math/duration";
import { PYRRA_SHORTEST_WINDOW_SECONDS, pyrraWindows, pyrraWindowTooShort } from "../../math/pyrra-windows";
import { ratio } from "../../math/rational";
import { wholeDuration } from "../../math/whole-duration";
import type { AlertPolicyUse } from "../../model/alert";
import { type ImpliedAlerts, makeAlerts, type WindowPair, type WindowSet } from "../../model/implied-alerts";
import { type Located, readBoolean, readText } from "../../model/located";
import type { Span } from "../../text/span";
import { pairOf, valueAt, type YamlNode } from "../../yaml/node";
import { ALERT_NAME, ALERTS } from "./words";

/** What Pyrra makes of an SLO's window. */
export interface PyrraAlerts {
  readonly implied: ImpliedAlerts;
  readonly alertPolicies: readonly AlertPolicyUse[];
}

/**
 * The alerts that Pyrra makes: four of two windows each, `critical` and `warning` unless `alerting.severities` says
 * otherwise. None where they are switched off, where a template decides it, and where the window is too short for
 * rules that Prometheus takes. Source: Pyrra, slo/rules.go (Burnrates, Windows, alertSeverityLabel).
 *
 * @param place where to speak of alerts of which the file says nothing
 */
export function lowerAlerts(
  spec: YamlNode | undefined,
  window: Located<Duration> | undefined,
  place: Span,
): PyrraAlerts {
  const alerting = pairOf(spec, "alerting");
  const at = alerting && !alerting.merged ? alerting.key.span : place;
  const set = window && isOn(alerting?.value) ? windowSet(window.value, alerting?.value) : undefined;
  const severities = [...new Set((set?.pairs ?? []).map(({ severity }) => severity))];
  const name = readText(valueAt(alerting?.value, "name"))?.value;
  const implied: ImpliedAlerts = {
    alerts: severities.map((severity) => ({
      severity,
      place: placeOf(alerting?.value, severity) ?? at,
      name: name || ALERT_NAME,
    })),
    place: window?.span ?? place,
    remarks: [],
    howToChange: "Pyrra's burn rates are the same for every SLO.",
    // Of what is absent an alert of its own tells, unless it is switched off.
    noticesSilence: readBoolean(valueAt(alerting?.value, "absent"))?.value !== false,
  };
  return { implied, alertPolicies: set ? makeAlerts(implied, set).alertPolicies : [] };
}

function isOn(alerting: YamlNode | undefined): boolean {
  const [disabled, burnrates] = [valueAt(alerting, "disabled"), valueAt(alerting, "burnrates")];
  if ([disabled, burnrates].some((node) => node?.kind === "scalar" && node.templated)) return false;
  return readBoolean(disabled)?.value !== true && readBoolean(burnrates)?.value !== false;
}

function windowSet(period: Duration, alerting: YamlNode | undefined): WindowSet | undefined {
  const seconds = durationSeconds(period);
  if (pyrraWindowTooShort(seconds)) return undefined;
  const severities = valueAt(alerting, "severities");
  const pairs = pyrraWindows(seconds).flatMap(({ severity, factor, ...minutes }, index): WindowPair[] => {
    const own = ALERTS[index];
    const long = minutesLong(minutes.longMinutes);
    const short = minutesLong(minutes.shortMinutes);
    const alertAfter = minutesLong(minutes.forMinutes);
    if (!own || !long || !short) return [];
    const stated = readText(valueAt(severities, own.key))?.value;
    return [
      {
        severity: stated || severity,
        name: own.name,
        burn: ratio(factor),
        long,
        short,
        ...(alertAfter ? { alertAfter } : {}),
      },
    ];
  });
  return { period, pairs };
}

/** The first key of `severities` that states this severity. */
function placeOf(alerting: YamlNode | undefined, severity: string): Span | undefined {
  const severities = valueAt(alerting, "severities");
  const own = ALERTS.flatMap(({ key }) => pairOf(severities, key) ?? []);
  return own.find(({ value, merged }) => !merged && readText(value)?.value === severity)?.key.span;
}

const UNITS = [
  ["y", 525_600],
  ["w", 10_080],
  ["d", 1_440],
  ["h", 60],
  ["m", 1],
] as const;

/**
 * Minutes as Pyrra writes them: `1h4m`; weeks and years only where they are whole. Source: prometheus/common,
 * model/time.go (Duration.String).
 */
function minutesLong(minutes: number): Duration | undefined {
  let rest = minutes;
  let text = "";
  for (const [unit, length] of UNITS) {
    const whole = unit === "y" || unit === "w";
    if (rest < length || (whole && rest % length !== 0)) continue;
    text += `${Math.floor(rest / length)}${unit}`;
    rest %= length;
  }
  return minutes > 0 ? wholeDuration(ratio(minutes * 60), text) : undefined;
}

/** What a window too short for Pyrra's rules leads to. */
export const SHORTEST = {
  seconds: PYRRA_SHORTEST_WINDOW_SECONDS,
  consequence:
    "Pyrra's shortest alert range, an 8,064th of it, is rounded to 0 minutes: Prometheus refuses the rules, so nothing is recorded and nobody is alerted.",
} as const;
