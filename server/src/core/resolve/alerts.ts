import type { AlertCondition, AlertPolicy } from "../model/alert";
import type { Slo } from "../model/slo";
import type { Span } from "../text/span";
import { madeSlo } from "./made-slo";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A burn condition that watches an SLO, found through its policies. */
export interface SloAlert {
  readonly condition: AlertCondition;
  readonly policyName?: string;
  /** Where to speak of it in the SLO's own document: the threshold if it is written there, else the reference. */
  readonly span: Span;
  /** Where the condition is defined, if not in the SLO's document. */
  readonly definedIn?: Definition;
}

export interface SloAlerts {
  readonly alerts: readonly SloAlert[];
  /** Every policy and condition was found and could be read; if not, nothing can be said about what is absent. */
  readonly complete: boolean;
}

/** The burn conditions of an SLO, inline and by reference. */
export function alertsOfSlo(slo: Slo, view: WorkspaceView): SloAlerts {
  return view.once(slo, "alerts", () => readAlertsOfSlo(slo, view));
}

function readAlertsOfSlo(slo: Slo, view: WorkspaceView): SloAlerts {
  const alerts: SloAlert[] = [];
  let complete = true;
  for (const use of madeSlo(slo, view).alertPolicies) {
    if (use.kind === "inline") {
      complete = collect(use.policy, view, alerts) && complete;
      continue;
    }
    const found = view.lookup("AlertPolicy", use.name.value)[0];
    if (found?.object.body.type !== "alertPolicy" || found.object.partial) complete = false;
    else complete = collect(found.object.body, view, alerts, use.name.span, found) && complete;
  }
  return { alerts, complete };
}

/** Whether a condition is about the burn rate, the only kind that OpenSLO knows; some tools add others. */
function isBurn(condition: AlertCondition): boolean {
  return (condition.conditionKind?.value.toLowerCase() ?? "burnrate") === "burnrate";
}

/** `from` is the reference in the SLO's document that led to a policy elsewhere. */
function collect(
  policy: AlertPolicy,
  view: WorkspaceView,
  into: SloAlert[],
  from?: Span,
  policyIn?: Definition,
): boolean {
  // A policy that is being written has no condition yet: who knows what it will say.
  let complete = policy.conditions.length > 0;
  const named = policy.name === undefined ? {} : { policyName: policy.name };
  for (const use of policy.conditions) {
    if (use.kind === "inline") {
      const { condition } = use;
      if (!isBurn(condition)) {
        complete = false;
        continue;
      }
      const span = from ?? condition.threshold?.span ?? condition.span;
      into.push({ condition, span, ...named, ...(policyIn ? { definedIn: policyIn } : {}) });
      continue;
    }
    const found = view.lookup("AlertCondition", use.name.value)[0];
    const condition = found?.object.body;
    if (condition?.type === "alertCondition" && found && !found.object.partial && isBurn(condition)) {
      into.push({ condition, span: from ?? use.name.span, ...named, definedIn: found });
    } else complete = false;
  }
  return complete;
}
