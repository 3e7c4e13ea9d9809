import type { Rational } from "../../math";
import type { Reference, SpecObject } from "../../model/spec-object";
import { tierOf } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { rootSchema } from "../../schema/property";
import { applyEdits } from "../../text/edits";
import { nodeAt } from "../../yaml/node";
import { parseYaml } from "../../yaml/parse";
import { writeScalar } from "../completion/scalar";
import { mapSkeleton } from "../completion/skeleton";
import { type AlertPlan, alertsFor, notified, policy } from "../scaffold/alerts";
import { metricName, uniqueName } from "../scaffold/names";

/** What a reference leads to is to be, and who refers to it. */
export interface Wanted {
  readonly reference: Reference;
  readonly from: SpecObject;
  readonly view: WorkspaceView;
}

/**
 * The smallest documents that a reference can lead to, each a valid one that can do its work, the likeliest first.
 * Every candidate is a list: an alert policy brings along whom it tells, where the workspace has nobody yet.
 */
export function newObjects(wanted: Wanted): string[][] {
  const { reference, from } = wanted;
  const format = from.schemaKey?.replace(/#.*$/, "");
  const own = format === "openslo/v1" ? openslo(wanted) : [];
  if (own.length > 0) return own;
  const schemaKey = `${reference.kind === "ReliabilityTier" ? "slosmith/v1" : format}#${reference.kind}`;
  const made = fromSchema(schemaKey, wanted);
  return made === undefined ? [] : [[made]];
}

/** An object with the keys that its schema begins one with. */
function fromSchema(schemaKey: string, { reference, view }: Wanted): string | undefined {
  const { kind, name, scope } = reference;
  const schema = rootSchema(schemaKey);
  if (!schema) return undefined;
  const text = `${mapSkeleton(schema, 0, { eol: "\n", unit: 2 }, true).plain}\n`;
  const { root } = parseYaml(text);
  const named = nodeAt(root, ["metadata", "name"]);
  if (named?.kind !== "scalar") return undefined;
  const project = scope === undefined ? undefined : nodeAt(root, ["metadata", "project"]);
  // A new tier ranks behind the others: nobody who is not asked should be paged.
  const rank = kind === "ReliabilityTier" ? nodeAt(root, ["spec", "rank"]) : undefined;
  return applyEdits(text, [
    { span: named.span, newText: writeScalar(name) },
    ...(rank ? [{ span: rank.span, newText: String(nextRank(view)) }] : []),
    ...(project ? [{ span: project.span, newText: writeScalar(scope) }] : []),
  ]);
}

function nextRank(view: WorkspaceView): number {
  const ranks = view.all("ReliabilityTier").flatMap(({ object: { body } }) => {
    return body.type === "tier" && body.rank ? [body.rank.value] : [];
  });
  return Math.max(0, ...ranks) + 1;
}

function openslo(wanted: Wanted): string[][] {
  const { reference, view } = wanted;
  const name = writeScalar(reference.name);
  switch (reference.kind) {
    case "SLI":
      return [[ratioSli(reference.name)], [thresholdSli(reference.name)]];
    case "Service":
      return [
        [`${header("Service", name)}spec:\n  description: ${writeScalar(`What ${reference.name} does.`)}\n`],
      ];
    case "AlertNotificationTarget":
      return [[notified(name, "page")]];
    case "AlertCondition":
      return [[condition(name, alertOf(wanted))]];
    case "AlertPolicy": {
      const told = view.all("AlertNotificationTarget").flatMap(({ object }) => object.name?.value ?? [])[0];
      const receiver =
        told ?? uniqueName("on-call", (one) => view.lookup("AlertNotificationTarget", one).length > 0);
      const made = policy(name, alertOf(wanted), writeScalar(receiver), true);
      return [told === undefined ? [made, notified(receiver, "page")] : [made]];
    }
    default:
      return [];
  }
}

function header(kind: string, name: string): string {
  return `apiVersion: openslo/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}

function ratioSli(name: string): string {
  const metric = `${metricName(name)}_total`;
  const query = (text: string) =>
    `      metricSource:\n        type: Prometheus\n        spec:\n          query: ${text}\n`;
  return `${header("SLI", writeScalar(name))}spec:
  ratioMetric:
    counter: true
    good:
${query(`sum(${metric}{result="good"})`)}    total:
${query(`sum(${metric})`)}`;
}

function thresholdSli(name: string): string {
  return `${header("SLI", writeScalar(name))}spec:
  thresholdMetric:
    metricSource:
      type: Prometheus
      spec:
        query: max(${metricName(name)})
`;
}

function condition(name: string, { severity, threshold, lookback, description }: AlertPlan): string {
  return `${header("AlertCondition", name)}spec:
  description: ${writeScalar(description)}
  severity: ${writeScalar(severity)}
  condition:
    kind: burnrate
    op: gt
    threshold: ${threshold}
    lookbackWindow: ${lookback.text}
`;
}

/** The first alert that can fire for the SLO that is to have it; for others that of a plain one. */
function alertOf({ from, view }: Wanted): AlertPlan {
  const slo = from.body.type === "slo" ? from.body : undefined;
  const targets = (slo?.objectives ?? []).flatMap(({ target }): Rational[] => (target ? [target.value] : []));
  const tier = tierOf(from, view)?.tier;
  const [first] = slo?.window ? alertsFor(tier, slo.window.duration.value, targets) : [];
  const usual = alertsFor(undefined, { count: 28, unit: "d", text: "28d" }, []);
  const plan = first ?? usual[0];
  if (!plan) throw new RangeError("the usual alerts fit a window of 28 days");
  return plan;
}
