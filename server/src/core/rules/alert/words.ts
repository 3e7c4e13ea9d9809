import type { Slo } from "../../model/slo";
import type { SloAlert } from "../../resolve/alerts";
import type { Related } from "../rule";

/** Whether the objectives have indicators of their own, and burn one budget together. */
export function isComposite(slo: Slo): boolean {
  return slo.eachAlone !== true && slo.objectives.some((objective) => objective.indicator !== undefined);
}

/** Where an alert's condition is written, if not where its SLO is. */
export function whereDefined({ condition, definedIn }: SloAlert): Related[] {
  if (!definedIn) return [];
  const span = condition.threshold?.span ?? condition.span;
  return [{ message: "The alert condition", span, document: definedIn.document }];
}
