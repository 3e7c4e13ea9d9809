import type { AlertCondition, AlertPolicy, AlertPolicyUse } from "../model/alert";
import type { Slo } from "../model/slo";
import type { Span } from "../text/span";
import { asBurn, isBurn, jointCondition } from "./joint-alerts";
import { madeSlo } from "./made-slo";
import { inScope } from "./scope";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A burn condition that watches an SLO, found through its policies. */
export interface SloAlert {
  readonly condition: AlertCondition;
  readonly policyName?: string;
  /** The conditions that it was made of, where a policy wants all of them at once. */
  readonly written?: readonly AlertCondition[];
  /** Where to speak of it in the SLO's own document: the threshold if it is written there, else the reference. */
  readonly span: Span;
  /** Where the condition is defined, if not in the SLO's document. */
  readonly definedIn?: Definition;
}

export interface SloAlerts {
  readonly alerts: readonly SloAlert[];
  /** Every policy and condition was found and could be read; if not, nothing can be said about what is absent. */
  readonly complete: boolean;
  /** Why the windows and burn rates are not known that a tool makes the alerts from, as a whole sentence. */
  readonly missing?: string;
}

/** The burn conditions of an SLO, inline and by reference. */
export function alertsOfSlo(slo: Slo, view: WorkspaceView): SloAlerts {
  return view.once(slo, "alerts", () => readAlertsOfSlo(slo, view));
}

function readAlertsOfSlo(slo: Slo, view: WorkspaceView): SloAlerts {
  const alerts: SloAlert[] = [];
  let complete = true;
  const made = madeSlo(slo, view);
  const source = made.window ? undefined : made.implied?.source;
  if (source) return { alerts, complete: false, missing: source.missing };
  for (const use of made.alertPolicies) {
    if (use.kind === "inline") {
      complete = collect(use.policy, made, view, alerts) && complete;
      continue;
    }
    const found = policyNamed(use, view);
    if (found?.object.body.type !== "alertPolicy" || found.object.partial) complete = false;
    else complete = collect(found.object.body, made, view, alerts, use.name.span, found) && complete;
  }
  return { alerts, complete };
}

/** The policy that a use names; the first, where the name was given twice. */
export function policyNamed(
  use: Extract<AlertPolicyUse, { kind: "ref" }>,
  view: WorkspaceView,
): Definition | undefined {
  return inScope(view.lookup("AlertPolicy", use.name.value), use.scope)[0];
}

/** One alert for a policy that wants all of its conditions at once. */
function collectJoint(policy: AlertPolicy, slo: Slo, into: SloAlert[], from?: Span, policyIn?: Definition) {
  const written = policy.conditions.flatMap((use) => (use.kind === "inline" ? [use.condition] : []));
  const condition = jointCondition(written.map((one) => asBurn(one, slo)));
  if (!condition || !isBurn(condition) || written.length < policy.conditions.length) return false;
  into.push({
    condition,
    written,
    span: from ?? condition.threshold?.span ?? condition.span,
    ...(policy.name === undefined ? {} : { policyName: policy.name }),
    ...(policyIn ? { definedIn: policyIn } : {}),
  });
  return true;
}

/** `from` is the reference in the SLO's document that led to a policy elsewhere. */
function collect(
  policy: AlertPolicy,
  slo: Slo,
  view: WorkspaceView,
  into: SloAlert[],
  from?: Span,
  policyIn?: Definition,
): boolean {
  if (policy.joint) return collectJoint(policy, slo, into, from, policyIn);
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
