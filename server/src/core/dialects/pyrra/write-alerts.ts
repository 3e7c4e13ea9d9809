import { durationSeconds } from "../../math/duration";
import { pyrraWindows } from "../../math/pyrra-windows";
import { ratio } from "../../math/rational";
import { wholeDuration } from "../../math/whole-duration";
import type { PortableAlert, PortableSlo } from "../../model/portable-slo";
import { byUrgency, noteBurnRates, noteSeverities, type Urgency, urgencyOf } from "../writing/burn-rates";
import type { NoteBook } from "../writing/notes";
import { tagValue } from "../writing/tags";
import type { YamlValue } from "../writing/yaml-text";
import { ALERT_NAME } from "./words";

const KEYS: Readonly<Record<Urgency, readonly string[]>> = {
  page: ["fastBurn", "mediumBurn"],
  ticket: ["slowBurn", "longTermBurn"],
};
const SEVERITY: Readonly<Record<Urgency, string>> = { page: "critical", ticket: "warning" };

/** Writes an SLO's `alerting`; undefined where it is what Pyrra does by itself. */
export function writeAlerting(slo: PortableSlo, book: NoteBook): YamlValue | undefined {
  const degrees: Urgency[] = ["page", "ticket"];
  const wanted = byUrgency(slo);
  noteSeverities(slo, book);
  const on = degrees.filter((degree) => wanted[degree].length > 0);
  if (on.length === 0) return { burnrates: false, absent: false };
  for (const degree of on) {
    const own = pyrraWindows(durationSeconds(slo.window.duration)).flatMap(
      ({ severity, factor, longMinutes }) => {
        const long = wholeDuration(ratio(longMinutes * 60));
        return severity === SEVERITY[degree] && long ? [{ burn: ratio(factor), long }] : [];
      },
    );
    // What Pyrra waits is its own: it is no loss where the source waits as long, and not told where it does not.
    const bare = wanted[degree].map(({ alertAfter: _, ...condition }) => condition);
    noteBurnRates(slo, "Pyrra", degree, bare, own, book);
  }
  const [missing] = degrees.filter((degree) => !on.includes(degree));
  if (missing) {
    book.assumed(
      slo,
      `Pyrra makes ${missing} alerts too, of the severity \`${SEVERITY[missing]}\`.`,
      "It makes all four burn alerts or none; route those nowhere.",
    );
  }
  const severities = severitiesOf(slo, on);
  const silent = slo.alerts.every(({ whenNoData }) => whenNoData !== true);
  if (silent) {
    book.assumed(
      slo,
      "`alerting.absent` is false: no alert of the source fires when the data stops.",
      "Pyrra makes one otherwise.",
    );
  }
  noteTags(slo, book);
  const name = slo.alertName === ALERT_NAME ? undefined : slo.alertName;
  const entries = { name, absent: silent ? false : undefined, severities };
  return Object.values(entries).some((value) => value !== undefined) ? entries : undefined;
}

/** The severities' own words, where they are not Pyrra's. */
function severitiesOf(slo: PortableSlo, on: readonly Urgency[]): YamlValue | undefined {
  const entries = on.flatMap((degree) => {
    const [word] = severityWords(slo, degree);
    return word === undefined || word === SEVERITY[degree]
      ? []
      : KEYS[degree].map((key) => [key, word] as const);
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function severityWords({ alerts }: PortableSlo, degree: Urgency): string[] {
  // A label says the word that alerts are routed by; the severity may be a tool's own.
  return alerts.flatMap((alert: PortableAlert) =>
    alert.conditions
      .filter((condition) => urgencyOf(alert, condition) === degree)
      .flatMap(
        (condition) => tagValue(alert.labels, "severity") ?? condition.severity ?? alert.severity ?? [],
      ),
  );
}

function noteTags(slo: PortableSlo, book: NoteBook): void {
  const tags = slo.alerts.flatMap(({ labels }) => labels).filter(({ key }) => key !== "severity");
  if (tags.length === 0) return;
  const labels = new Set(tags.map(({ key, values }) => `\`${key}: ${values.join(", ")}\``));
  book.lost(
    slo,
    `The labels of its alerts are left out: ${[...labels].join(", ")}.`,
    "Pyrra's alerts have the SLO's labels and a severity.",
  );
}
