import type { AlertCondition, AlertPolicy, AlertPolicyUse } from "../model/alert";
import type { PortableAlert, PortableCondition, PortableNote } from "../model/portable-slo";
import type { SpecObject } from "../model/spec-object";
import { policyNamed } from "../resolve/alerts";
import { isBurn } from "../resolve/joint-alerts";
import type { Definition, WorkspaceView } from "../resolve/workspace-view";
import { tagsOf } from "./tags";

type AlertNote = Pick<PortableNote, "kind" | "what" | "why">;

export interface ReadAlerts {
  readonly alerts: readonly PortableAlert[];
  readonly notes: readonly AlertNote[];
  /** Objects that references led to. */
  readonly used: readonly Definition[];
}

/** The alerts of an SLO with every reference followed. */
export function portableAlerts(uses: readonly AlertPolicyUse[], view: WorkspaceView): ReadAlerts {
  const alerts: PortableAlert[] = [];
  const notes: AlertNote[] = [];
  const used: Definition[] = [];
  for (const use of uses) {
    if (use.kind === "inline") {
      alerts.push(...alertOf(use.policy, undefined, view, notes, used));
      continue;
    }
    const found = policyNamed(use, view);
    if (found?.object.body.type !== "alertPolicy") {
      notes.push(notFound("alert policy", use.name.value));
      continue;
    }
    used.push(found);
    alerts.push(...alertOf(found.object.body, found.object, view, notes, used));
  }
  return { alerts, notes, used };
}

function notFound(what: string, name: string): AlertNote {
  return {
    kind: "lost",
    what: `The ${what} \`${name}\` was not found.`,
    why: "What it says is not in the result; open its file too, or convert where it can be found.",
  };
}

function alertOf(
  policy: AlertPolicy,
  object: SpecObject | undefined,
  view: WorkspaceView,
  notes: AlertNote[],
  used: Definition[],
): PortableAlert[] {
  const conditions: PortableCondition[] = [];
  const name = object?.name?.value ?? policy.name;
  for (const use of policy.conditions) {
    const found = use.kind === "ref" ? view.lookup("AlertCondition", use.name.value)[0] : undefined;
    if (use.kind === "ref" && found?.object.body.type !== "alertCondition") {
      notes.push(notFound("alert condition", use.name.value));
      continue;
    }
    if (found) used.push(found);
    const condition = use.kind === "inline" ? use.condition : found?.object.body;
    const read = condition?.type === "alertCondition" ? conditionOf(condition, found) : undefined;
    if (read) conditions.push(read);
    else {
      notes.push({
        kind: "lost",
        what: `A condition of ${name === undefined ? "an alert policy" : `\`${name}\``} is no complete burn alert.`,
        why: "Without a threshold and a window it is not in the result.",
      });
    }
  }
  if (conditions.length === 0) return [];
  const severity = conditions.find((condition) => condition.severity !== undefined)?.severity;
  return [
    {
      ...(name === undefined ? {} : { name }),
      ...(object?.displayName ? { displayName: object.displayName.value } : {}),
      ...(object?.description ? { description: object.description.value } : {}),
      ...(severity === undefined ? {} : { severity }),
      labels: tagsOf(policy.labels ?? object?.labels),
      annotations: tagsOf(policy.annotations ?? object?.annotations),
      conditions,
      ...(policy.alertWhenNoData === undefined ? {} : { whenNoData: policy.alertWhenNoData }),
      implied: policy.conditions.some((use) => use.kind === "inline" && use.condition.implied === true),
    },
  ];
}

function conditionOf(condition: AlertCondition, from: Definition | undefined): PortableCondition | undefined {
  const { threshold, lookback, shortLookback, alertAfter, severity, op } = condition;
  if (!threshold || !lookback || !isBurn(condition)) return undefined;
  const name = from?.object.name?.value ?? condition.name;
  return {
    ...(name === undefined ? {} : { name }),
    ...(severity ? { severity: severity.value } : {}),
    op: op?.value ?? "gte",
    burn: threshold.value,
    lookback: lookback.value,
    ...(shortLookback ? { shortLookback: shortLookback.value } : {}),
    ...(alertAfter ? { alertAfter: alertAfter.value } : {}),
  };
}
