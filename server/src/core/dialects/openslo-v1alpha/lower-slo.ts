import { formAt, itemForm } from "../../model/form";
import { readDecimal, readText } from "../../model/located";
import type { BudgetingMethod, IndicatorUse, Objective, Slo, TargetKey } from "../../model/slo";
import type { SloFields } from "../../model/slo-fields";
import type { Reference } from "../../model/spec-object";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems, ReferenceCollector } from "../common";
import { lowerCountedWindow } from "../counted-window";
import { lowerRatio, lowerThreshold, withNeeds } from "./lower-sli";

const METHODS: readonly BudgetingMethod[] = ["Occurrences", "Timeslices"];

/** Source: go-sdk, pkg/openslo/v1alpha/slo.go (at least 0, below 1). */
const TARGET: TargetKey = { name: "target", unit: "ratio", takesNone: true, takesAll: false };

const FIELDS: SloFields = {
  indicators: ["indicator"],
  ownIndicators: ["ratioMetrics"],
  targets: ["target"],
  slices: ["timeSliceTarget"],
  comparesOwnIndicators: true,
  ratioHasValue: true,
  lenient: "Sloth",
};

/** Reads a v1alpha SLO. A threshold stands in `spec`, ratios in the objectives. */
export function lowerSlo(root: YamlMap, text: string): { body: Slo; references: readonly Reference[] } {
  const refs = new ReferenceCollector();
  const spec = valueAt(root, "spec");
  const service = refs.read(spec, ["spec"], "service", "Service");
  const method = readText(valueAt(spec, "budgetingMethod"));
  const known = METHODS.find((name) => name === method?.value);
  const [first] = mapItems(valueAt(spec, "timeWindows"));
  const window = first && lowerCountedWindow(first.item);
  const form = formAt(root, "spec");
  const written = mapItems(valueAt(spec, "objectives")).map(({ item, index }) =>
    lowerObjective(item, index, text),
  );
  const { indicator = thresholdOf(spec, text), objectives } = soleIndicator(written);
  const body: Slo = {
    type: "slo",
    fields: FIELDS,
    ...(service ? { service } : {}),
    ...(method && known ? { budgetingMethod: { value: known, span: method.span } } : {}),
    ...(window ? { window } : {}),
    ...(first ? { windowForm: itemForm(first.item) } : {}),
    ...(indicator ? { indicator } : {}),
    ...(form ? { form } : {}),
    objectives,
    alertPolicies: [],
  };
  return { body: withNeeds(body), references: refs.references };
}

/** The indicator of a single objective is the SLO's: only several make one of parts. */
function soleIndicator(objectives: readonly Objective[]): Pick<Slo, "indicator" | "objectives"> {
  const [only, ...more] = objectives;
  if (!only?.indicator || more.length > 0) return { objectives };
  const { indicator, ...objective } = only;
  return { indicator, objectives: [objective] };
}

function thresholdOf(spec: YamlNode | undefined, text: string): IndicatorUse | undefined {
  const pair = pairOf(spec, "indicator");
  if (pair?.value.kind !== "map") return undefined;
  return { kind: "inline", sli: lowerThreshold(pair.value, text), span: pair.key.span };
}

function lowerObjective(item: YamlMap, index: number, text: string): Objective {
  const form = itemForm(item);
  const displayName = readText(valueAt(item, "displayName"));
  const target = readDecimal(valueAt(item, "target"));
  const timeSliceTarget = readDecimal(valueAt(item, "timeSliceTarget"));
  const ratio = pairOf(item, "ratioMetrics");
  return {
    index,
    span: form.span,
    form,
    ...(displayName ? { displayName } : {}),
    ...(target ? { target, targetKey: TARGET } : {}),
    ...(timeSliceTarget ? { timeSliceTarget } : {}),
    ...(ratio?.value.kind === "map"
      ? { indicator: { kind: "inline", sli: lowerRatio(ratio.value, text), span: ratio.key.span } }
      : {}),
  };
}
