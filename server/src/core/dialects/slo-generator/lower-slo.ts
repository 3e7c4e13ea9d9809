import { PAGE, REPORT } from "../../model/burn-steps";
import type { ImpliedAlerts } from "../../model/implied-alerts";
import { type Located, readDecimal, readText } from "../../model/located";
import type { Objective, Slo } from "../../model/slo";
import type { Reference, SpecObject } from "../../model/spec-object";
import type { Tag } from "../../model/tag";
import type { Span } from "../../text/span";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { lowerFrame } from "../common";
import type { LowerInput } from "../dialect";
import { choicesOf } from "./choices";
import { exporterReferences } from "./lower-config";
import { type LoweredSli, lowerSli } from "./lower-sli";
import { DEFAULT_POLICY, GOAL, READER, SLO_GENERATOR } from "./words";

/** Source: slo-generator, report.py (SLOReport.build). */
const REMARKS = [
  "each step has a budget of its own",
  "burn rates are rounded to one decimal before they are compared, so that a threshold of 9 is passed from 9.05 on",
];

/** Source: slo-generator, utils.py (get_backend and get_error_budget_policy end with `sys.exit(0)`). */
const ENDS = "slo-generator ends the whole run at it, and says success all the same.";

/** Reads one SLO. Its window and its burn rates are those of the policy that it names. */
export function lowerSlo(input: LowerInput): SpecObject {
  const frame = lowerFrame(input);
  const held = valueAt(input.root, "spec");
  const spec = held?.kind === "map" ? held : undefined;
  const sli = lowerSli(spec, input.text);
  return {
    dialect: SLO_GENERATOR,
    kind: "SLO",
    reader: READER,
    ...frame,
    references: referencesOf(spec, input.partial),
    choices: choicesOf(spec),
    body: bodyOf(frame, spec, sli),
  };
}

function bodyOf(frame: ReturnType<typeof lowerFrame>, spec: YamlMap | undefined, lowered: LoweredSli): Slo {
  const service = serviceOf(frame.labels);
  const goal = pairOf(spec, "goal");
  const place = goal?.key.span ?? frame.name?.span ?? frame.headerSpan;
  const indicator = pairOf(spec, "service_level_indicator");
  const { sli, counts } = lowered;
  return {
    type: "slo",
    ...(service ? { service } : {}),
    ...(counts ? { budgetingMethod: { value: "Occurrences", span: counts } } : {}),
    ...(sli && indicator ? { indicator: { kind: "inline", sli, span: indicator.key.span } } : {}),
    objectives: [{ index: 0, span: place, targetKey: GOAL, ...targetOf(goal?.value) }],
    alertPolicies: [],
    implied: impliedBy(spec, place),
  };
}

/** By custom; slo-generator makes a label of every exported metric from it. */
function serviceOf(labels: readonly Tag[]): Located<string> | undefined {
  return labels.find(({ key }) => key === "service_name")?.values[0];
}

/** A number in quotes is one too: slo-generator reads `float(goal)`. */
function targetOf(node: YamlNode | undefined): Pick<Objective, "target" | "unreadTarget"> {
  const target = readDecimal(node);
  if (target) return { target };
  const unread = node?.kind === "scalar" && typeof node.value === "string" ? readText(node) : undefined;
  return unread ? { unreadTarget: unread } : {};
}

function impliedBy(spec: YamlMap | undefined, fallback: Span): ImpliedAlerts {
  const policy = pairOf(spec, "error_budget_policy");
  const name = policyName(spec);
  const place = policy && !policy.merged ? policy.key.span : fallback;
  return {
    alerts: [
      { severity: PAGE, place },
      { severity: REPORT, place },
    ],
    place,
    remarks: [],
    howToChange: "The steps stand in the shared configuration, under `error_budget_policies`.",
    source: {
      kind: "ErrorBudgetPolicy",
      name: name ?? "",
      remarks: REMARKS,
      missing:
        name === undefined
          ? "No window is known: a template names the error budget policy."
          : `No window is known: the error budget policy \`${name}\` is in no shared configuration here that surely holds for this file.`,
    },
  };
}

/** The policy's name; undefined where a template or the environment fills it in. */
function policyName(spec: YamlMap | undefined): string | undefined {
  const node = valueAt(spec, "error_budget_policy");
  if (!node) return spec?.open ? undefined : DEFAULT_POLICY;
  return readText(node)?.value;
}

function referencesOf(spec: YamlMap | undefined, partial: boolean): Reference[] {
  const backend = readText(valueAt(spec, "backend"));
  const policy = readText(valueAt(spec, "error_budget_policy"));
  const references = exporterReferences(spec, "exporters", "spec.exporters");
  if (backend && backend.value !== "")
    references.push({
      kind: "Backend",
      name: backend.value,
      span: backend.span,
      field: "spec.backend",
      consequence: ENDS,
    });
  const frame = {
    kind: "ErrorBudgetPolicy" as const,
    field: "spec.error_budget_policy",
    consequence: ENDS,
  };
  if (policy) references.push({ ...frame, name: policy.value, span: policy.span });
  else {
    const name = policyName(spec);
    const place = pairOf(spec, "goal")?.key.span;
    if (name !== undefined && place && !partial)
      references.push({ ...frame, name, span: place, implied: true });
  }
  return references;
}
