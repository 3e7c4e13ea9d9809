import type { AlertCondition, AlertPolicy } from "../model/alert";
import type { SpecObject } from "../model/spec-object";
import type { Tag } from "../model/tag";
import type { WorkspaceSettings } from "../model/workspace-settings";
import { annotationsIn } from "../resolve/facts";
import { definitionsOf } from "../resolve/scope";
import { TIER_LABELS } from "../resolve/tier";
import { schemaAt } from "../schema/property";
import { touches } from "../text/span";
import type { Workspace } from "../workspace";
import { alertWindowsHover } from "./hover/alert-windows";
import { annotationHover } from "./hover/annotation";
import { type BurnField, burnHover } from "./hover/burn";
import { burnStepHover } from "./hover/burn-steps";
import { categoryHover } from "./hover/category";
import { madeAlertHover } from "./hover/made-alert";
import { propertyHover } from "./hover/property";
import { referenceHover } from "./hover/reference";
import { sliceHover } from "./hover/slice";
import { statementHover } from "./hover/statements";
import { targetHover } from "./hover/target";
import { tierHover } from "./hover/tier";
import { windowHover } from "./hover/window";
import { inFile, type Lookup, lookAt, sameSpan } from "./lookup";
import { lines } from "./markdown";
import type { Hover, IdeOptions } from "./options";
import { queryHover } from "./query/query-hover";

/**
 * What to show at an offset of a file: on a key what the property is, on a value what it means here, in numbers.
 * Spans are file offsets.
 *
 * @returns undefined between keys and values, and for what no format knows
 */
export function hoverAt(
  workspace: Workspace,
  uri: string,
  offset: number,
  options: IdeOptions,
): Hover | undefined {
  const lookup = lookAt(workspace, uri, offset);
  if (!lookup) return undefined;
  const inQuery = queryHover(lookup);
  if (inQuery) return { span: inFile(lookup, inQuery.span), markdown: inQuery.markdown };
  const told = tagHover(lookup, options) ?? valueHover(lookup, options) ?? propertyHover(lookup, options);
  const markdown = told && lines(told, categoryHover(lookup));
  return markdown ? { span: inFile(lookup, lookup.span), markdown } : undefined;
}

/** Labels and annotations that SLOsmith reads; all others are properties like any. */
function tagHover(lookup: Lookup, options: IdeOptions): string | undefined {
  const { object, offset } = lookup;
  const at = (tag: Tag) => touches(tag.keySpan, offset) || touches(tag.valueSpan, offset);
  const annotation = annotationsIn(object).find(at);
  if (annotation) return annotationHover(lookup, annotation, options);
  const label = object.labels.find(at);
  if (!label || lookup.onKey || !TIER_LABELS.some((key) => key === label.key)) return undefined;
  const name = label.values[0]?.value;
  // A label named `tier` may mean anything: it is a tier's name only where such a tier exists.
  if (name === undefined || lookup.view.tiersNamed(name).length === 0) return undefined;
  return referenceHover("ReliabilityTier", name, lookup.view);
}

function valueHover(lookup: Lookup, options: IdeOptions): string | undefined {
  const { node } = lookup;
  const made = madeAlertHover(lookup, options);
  if (made) return lines(propertyHover(lookup, options), made);
  if (node.kind !== "scalar" || node.missing) return undefined;
  const meaning = node.templated ? templated(lookup) : meaningOf(lookup, options);
  if (!meaning) return undefined;
  return lookup.onKey ? lines(propertyHover(lookup, options), meaning) : meaning;
}

/** Where a number is left to a template nothing is calculated; to say so only where a number is awaited. */
function templated(lookup: Lookup): string | undefined {
  const { object, path } = lookup;
  const schema = object.schemaKey === undefined ? undefined : schemaAt(object.schemaKey, path)?.schema;
  const type = schema?.["x-slosmith"]?.type ?? "";
  if (type === "" || type.startsWith("ref:") || type === "dns-label") return undefined;
  return "A template fills in the value, so nothing is calculated from it here.";
}

function meaningOf(lookup: Lookup, options: IdeOptions): string | undefined {
  const { object, node } = lookup;
  const reference = object.references.find((one) => sameSpan(one.span, node.span));
  if (reference) {
    const found = definitionsOf(reference, lookup.view);
    return referenceHover(reference.kind, reference.name, lookup.view, found);
  }
  const { body } = object;
  if (body.type === "tier") return tierHover(lookup, body, options);
  if (body.type === "alertWindows") return alertWindowsHover(lookup, body);
  if (body.type === "errorBudgetPolicy") return burnStepHover(lookup, body, options);
  if (body.type === "workspace") return workspaceHover(lookup, body, options);
  if (body.type === "slo") {
    for (const objective of body.objectives) {
      if (sameSpan(objective.target?.span, node.span)) return targetHover(lookup, objective, options);
      if (
        sameSpan(objective.timeSliceTarget?.span, node.span) ||
        sameSpan(objective.timeSliceWindow?.span, node.span)
      )
        return sliceHover(lookup, objective, options);
    }
    const { window } = body;
    if (!window?.implied && sameSpan(window?.duration.span, node.span))
      return windowHover(lookup, body, options);
  }
  for (const condition of conditionsOf(object)) {
    const field = burnField(condition, lookup);
    if (field) return burnHover(lookup, condition, field, options);
  }
  return undefined;
}

/** Words among a workspace's facts are explained as a property first. */
function workspaceHover(lookup: Lookup, body: WorkspaceSettings, options: IdeOptions): string | undefined {
  const meaning = statementHover(lookup, body.measurement, body.signals, options);
  const isWord = lookup.path.at(-1) === "client";
  return meaning && isWord && !lookup.onKey ? lines(propertyHover(lookup, options), meaning) : meaning;
}

function burnField(condition: AlertCondition, { node }: Lookup): BurnField | undefined {
  if (condition.implied) return undefined;
  const fields = ["threshold", "lookback", "alertAfter"] as const;
  return fields.find((field) => sameSpan(condition[field]?.span, node.span));
}

/** The burn conditions that are written in an object. */
function conditionsOf({ body }: SpecObject): readonly AlertCondition[] {
  const inPolicy = (policy: AlertPolicy) =>
    policy.conditions.flatMap((use) => (use.kind === "inline" ? [use.condition] : []));
  if (body.type === "alertCondition") return [body];
  if (body.type === "alertPolicy") return inPolicy(body);
  if (body.type !== "slo") return [];
  return body.alertPolicies.flatMap((use) => (use.kind === "inline" ? inPolicy(use.policy) : []));
}
