import { durationSeconds } from "../../math/duration";
import { slothHasBuiltInWindows, slothWindows } from "../../math/sloth-windows";
import { wholeDuration } from "../../math/whole-duration";
import type { PortableAlert, PortableSlo, PortableTag } from "../../model/portable-slo";
import {
  type BurnRate,
  burnRates,
  byUrgency,
  noteBurnRates,
  noteSeverities,
  type Urgency,
  urgencyOf,
} from "../writing/burn-rates";
import { camelCase } from "../writing/names";
import type { NoteBook } from "../writing/notes";
import { fixedLength } from "../writing/numbers";
import { sharedTags, tagMap, without } from "../writing/tags";
import { noteCalendar } from "../writing/texts";
import type { YamlValue } from "../writing/yaml-text";
import type { SlothWords } from "./words";
import { LABEL_NAME, writeLabels } from "./write-labels";

/** Writes an SLO's `alerting`: which of Sloth's two alerts are on, what they are called and what they carry. */
export function writeAlerting(slo: PortableSlo, name: string, words: SlothWords, book: NoteBook): YamlValue {
  const wanted = byUrgency(slo);
  noteSeverities(slo, book);
  const degrees: Urgency[] = ["page", "ticket"];
  const on = degrees.filter((degree) => wanted[degree].length > 0);
  const builtIn = slothHasBuiltInWindows(durationSeconds(slo.window.duration));
  for (const degree of on) {
    if (builtIn) noteBurnRates(slo, "Sloth", degree, wanted[degree], ownRates(slo, degree), book);
    else {
      book.lost(
        slo,
        `The burn rates of the ${degree} alert (${burnRates(wanted[degree])}) are not in the file.`,
        "Sloth takes them from an AlertWindows file.",
      );
    }
  }
  const labels = new Map(on.map((degree) => [degree, labelsOf(slo, degree, book)]));
  const annotations = new Map(on.map((degree) => [degree, annotationsOf(slo, degree)]));
  const shared = {
    labels: on.length > 1 ? sharedTags([...labels.values()]) : [],
    annotations: on.length > 1 ? sharedTags([...annotations.values()]) : [...annotations.values()].flat(),
  };
  const alert = (degree: Urgency): YamlValue | undefined => {
    if (!on.includes(degree)) return { disable: true };
    const own = {
      labels: writeLabels(without(labels.get(degree) ?? [], shared.labels), slo, book),
      annotations: tagMap(without(annotations.get(degree) ?? [], shared.annotations)),
    };
    return own.labels || own.annotations ? own : undefined;
  };
  return {
    name: on.length > 0 ? alertName(slo, name, book) : undefined,
    labels: writeLabels(shared.labels, slo, book),
    annotations: tagMap(shared.annotations),
    [words.pageAlert]: alert("page"),
    [words.ticketAlert]: alert("ticket"),
  };
}

/**
 * The SLO with its annotations where Sloth has a place for them: those that an alert can carry, such as `runbook`, are
 * its alerts'. The others stay with the SLO. Source: Prometheus 2, model/rulefmt (annotations have names as labels
 * do); Prometheus 3 and Sloth take any text.
 */
export function withAlertAnnotations(slo: PortableSlo, book: NoteBook): PortableSlo {
  const carried = slo.annotations.filter(({ key }) => LABEL_NAME.test(key));
  if (carried.length === 0 || slo.alerts.length === 0) return slo;
  const names = carried.map(({ key }) => `\`${key}\``).join(", ");
  book.assumed(
    slo,
    `The annotation${carried.length > 1 ? "s" : ""} ${names} ${carried.length > 1 ? "are" : "is"} carried by its alerts now.`,
    "Sloth has annotations there.",
  );
  return {
    ...slo,
    annotations: without(slo.annotations, carried),
    alerts: slo.alerts.map((alert) => ({
      ...alert,
      annotations: [...alert.annotations, ...without(carried, alert.annotations)],
    })),
  };
}

/** The burn rates at which Sloth fires an alert of this degree, by its built-in windows. */
function ownRates({ window }: PortableSlo, degree: Urgency): BurnRate[] {
  const period = durationSeconds(window.duration);
  return slothWindows(period).flatMap(({ name, factor, longSeconds }) => {
    const long = wholeDuration(longSeconds);
    return name.startsWith(degree) && long ? [{ burn: factor, long }] : [];
  });
}

function alertsOf(slo: PortableSlo, degree: Urgency): PortableAlert[] {
  return slo.alerts.filter((alert) => alert.conditions.some((one) => urgencyOf(alert, one) === degree));
}

/** All that the alerts of a degree carry alike. */
function labelsOf(slo: PortableSlo, degree: Urgency, book: NoteBook): PortableTag[] {
  const alerts = alertsOf(slo, degree);
  const shared = sharedTags(alerts.map(({ labels }) => labels));
  const dropped = [...new Set(alerts.flatMap(({ labels }) => without(labels, shared).map(({ key }) => key)))];
  if (dropped.length > 0) {
    book.lost(
      slo,
      `The labels ${dropped.map((key) => `\`${key}\``).join(", ")} of its ${alerts.length} ${degree} policies differ and are left out.`,
      "Sloth makes one alert of them.",
    );
  }
  const [severity] = alerts.flatMap((alert) =>
    alert.conditions.flatMap((one) => one.severity ?? alert.severity ?? []),
  );
  const said = shared.some(({ key }) => key === "severity");
  // Sloth's own two degrees are no words of the file.
  return said || severity === undefined || (severity === degree && alerts.some(({ implied }) => implied))
    ? shared
    : [{ key: "severity", values: [severity] }, ...shared];
}

function annotationsOf(slo: PortableSlo, degree: Urgency): PortableTag[] {
  return sharedTags(alertsOf(slo, degree).map(({ annotations }) => annotations));
}

function alertName(slo: PortableSlo, name: string, book: NoteBook): string {
  if (slo.alertName !== undefined) return slo.alertName;
  const names = new Set(slo.alerts.map(({ displayName }) => displayName));
  const [only] = names;
  if (names.size === 1 && only !== undefined && /^[A-Za-z]\w*$/.test(only)) return only;
  const made = `${camelCase(name)}ErrorBudgetBurn`;
  book.assumed(slo, `Its alerts are called \`${made}\`.`, "Sloth wants one name for both.");
  return made;
}

/** Says what Sloth must be told beside the file, since no key of it holds the period. */
export function notePeriod(slo: PortableSlo, book: NoteBook): void {
  const { duration } = slo.window;
  const period = fixedLength(duration);
  noteCalendar(slo, period, "Sloth's period always ends at this moment.", book);
  const seconds = durationSeconds(duration);
  if (!slothHasBuiltInWindows(seconds)) {
    book.lost(
      undefined,
      `The window of ${period} is not in the file: Sloth's period is set on its command line, and it has windows for 28d and 30d alone.`,
      `Give it an AlertWindows file for ${period}, with --default-slo-period=${period}.`,
    );
  } else if (period !== "30d") {
    book.assumed(
      undefined,
      `The window of ${period} is not in the file: Sloth's period is set on its command line.`,
      `Start it with --default-slo-period=${period}.`,
    );
  }
}
