import type { PortableAlert, PortableCondition, PortableSlo } from "../../model/portable-slo";
import { dnsLabel, type Names } from "../writing/names";
import type { NoteBook } from "../writing/notes";
import { decimal, lengthText } from "../writing/numbers";
import type { YamlValue } from "../writing/yaml-text";
import { OPENSLO_V1 } from "./versions";
import { metadata } from "./write-metadata";

/** The policies of an SLO: their documents, and the names that the SLO refers to. */
export interface WrittenPolicies {
  readonly documents: readonly YamlValue[];
  readonly names: readonly string[];
}

/** Writes an SLO's alerts: one policy for each condition, since OpenSLO v1 takes one. */
export function writePolicies(
  slo: PortableSlo,
  sloName: string,
  names: Names,
  book: NoteBook,
): WrittenPolicies {
  const documents: YamlValue[] = [];
  const written: string[] = [];
  for (const alert of slo.alerts) {
    for (const condition of alert.conditions) {
      const name = names.free(policyName(alert, condition, sloName));
      written.push(name);
      documents.push(policy(slo, alert, condition, name, book));
    }
  }
  const shorts = slo.alerts.flatMap(({ conditions }) =>
    conditions.flatMap(({ shortLookback }) => shortLookback ?? []),
  );
  if (shorts.length > 0) {
    const texts = [...new Set(shorts.map(lengthText))].join(", ");
    book.lost(
      slo,
      `The short alert windows (${texts}) are not in the result: a condition of OpenSLO v1 has one window.`,
      "An alert goes on until its long window has calmed down.",
    );
  }
  if (written.length > 0) {
    const targets = [...new Set(slo.alerts.map(targetOf))].map((target) => `\`${target}\``).join(" and ");
    book.assumed(
      slo,
      `OpenSLO v1 wants a notification target for every alert policy: ${targets} stand${targets.includes(" and ") ? "" : "s"} for who is told.`,
      "Put your own in its place.",
    );
  }
  return { documents, names: written };
}

function targetOf({ severity }: PortableAlert): string {
  return severity ?? "on-call";
}

/** What a tool makes by itself has a general name: the SLO's own stands before it. */
function policyName(alert: PortableAlert, condition: PortableCondition, sloName: string): string {
  const several = alert.conditions.length > 1;
  const parts = alert.implied
    ? [sloName, alert.severity, condition.name]
    : [alert.name ?? sloName, several ? condition.name : undefined];
  return dnsLabel(parts.filter((part) => part !== undefined).join("-")) || "alert";
}

function policy(
  slo: PortableSlo,
  alert: PortableAlert,
  condition: PortableCondition,
  name: string,
  book: NoteBook,
): YamlValue {
  const target = dnsLabel(targetOf(alert)) || "on-call";
  const displayName = alert.displayName ?? (alert.implied ? slo.alertName : undefined);
  // What the severity says already, another format says by a label.
  const labels = alert.labels.filter(({ key, values }) => key !== "severity" || values[0] !== alert.severity);
  const tags = { labels, annotations: alert.annotations };
  return {
    apiVersion: OPENSLO_V1,
    kind: "AlertPolicy",
    metadata: metadata({ name, displayName, ...tags }, slo, book),
    spec: {
      description: alert.description,
      alertWhenBreaching: true,
      alertWhenNoData: alert.whenNoData || undefined,
      conditions: [
        {
          kind: "AlertCondition",
          metadata: { name },
          spec: {
            severity: condition.severity ?? alert.severity ?? "page",
            condition: {
              kind: "burnrate",
              op: condition.op,
              threshold: threshold(condition, slo, book),
              lookbackWindow: lengthText(condition.lookback),
              alertAfter: condition.alertAfter && lengthText(condition.alertAfter),
            },
          },
        },
      ],
      notificationTargets: [
        { kind: "AlertNotificationTarget", metadata: { name: target }, spec: { target: targetOf(alert) } },
      ],
    },
  };
}

function threshold({ burn }: PortableCondition, slo: PortableSlo, book: NoteBook): number {
  const { text, rounded } = decimal(burn);
  if (rounded) {
    book.assumed(
      slo,
      `The burn rate ${burn.toFraction()} is written ${text}.`,
      "It has no end as a decimal number.",
    );
  }
  return Number(text);
}
