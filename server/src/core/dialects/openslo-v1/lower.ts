import { ratio } from "../../math/rational";
import type { AlertCondition, AlertConditionUse, AlertPolicy, AlertPolicyUse } from "../../model/alert";
import { formAt, itemForm, itemSpan } from "../../model/form";
import { type Located, readBoolean, readDecimal, readDuration, readText } from "../../model/located";
import type { BudgetingMethod, IndicatorUse, Objective, Slo, SloWindow, TargetKey } from "../../model/slo";
import type { Body, ObjectKind, Reference } from "../../model/spec-object";
import type { Span } from "../../text/span";
import { formatPath, type Path, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { itemsOf, mapItems, ReferenceCollector, readTags } from "../common";
import { lowerSli, type SliContext } from "./lower-sli";
import type { OpensloWords } from "./words";

const METHODS: readonly BudgetingMethod[] = ["Occurrences", "Timeslices", "RatioTimeslices"];
const HUNDRED = ratio(100);

/** go-sdk accepts a target of 0, which promises nothing, and refuses one of 1. */
const BOUNDS = { takesNone: true, takesAll: false };
const TARGET: TargetKey = { name: "target", unit: "ratio", otherUnit: "targetPercent", ...BOUNDS };
const TARGET_PERCENT: TargetKey = { name: "targetPercent", unit: "percent", otherUnit: "target", ...BOUNDS };

/** Reads the part of an OpenSLO v1 or v2alpha object that means something beyond its frame. */
export function lowerBody(
  kind: ObjectKind,
  root: YamlMap,
  text: string,
  words: OpensloWords,
): { body: Body; references: readonly Reference[] } {
  const lowering = new Lowering(text, words);
  const body = lowering.body(kind, root);
  return { body, references: lowering.refs.references };
}

/** Present keys only: the model's optional fields are absent, never undefined. */
function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

class Lowering implements SliContext {
  readonly refs = new ReferenceCollector();

  constructor(
    readonly text: string,
    readonly words: OpensloWords,
  ) {}

  body(kind: ObjectKind, root: YamlMap): Body {
    switch (kind) {
      case "SLO":
        return this.slo(root);
      case "SLI":
        return lowerSli(root, ["spec"], this);
      case "AlertPolicy":
        return this.policy(root, []);
      case "AlertCondition":
        return this.condition(root);
      default:
        return { type: "other" };
    }
  }

  private slo(root: YamlMap): Slo {
    const spec = valueAt(root, "spec");
    const method = readText(valueAt(spec, "budgetingMethod"));
    const known = METHODS.find((name) => name === method?.value);
    return {
      type: "slo",
      ...present<Partial<Slo>>({
        service: this.service(spec),
        budgetingMethod: method && known ? { value: known, span: method.span } : undefined,
        window: lowerWindow(itemsOf(valueAt(spec, "timeWindow"))[0]),
        indicator: this.indicator(spec, ["spec"]),
        form: formAt(root, "spec"),
      }),
      fields: this.words.fields,
      objectives: mapItems(valueAt(spec, "objectives")).map(({ item, index }) => this.objective(item, index)),
      alertPolicies: itemsOf(valueAt(spec, "alertPolicies")).flatMap((item, index) => {
        return this.policyUse(item, ["spec", "alertPolicies", index]) ?? [];
      }),
    };
  }

  private service(spec: YamlNode | undefined): Located<string> | undefined {
    const named = this.words.service.map((key) => this.refs.read(spec, ["spec"], key, "Service"));
    return named.find((name) => name !== undefined);
  }

  private indicator(holder: YamlNode | undefined, path: Path): IndicatorUse | undefined {
    const { indicator, indicatorRef } = this.words;
    const inline = pairOf(holder, indicator);
    const name = this.refs.read(holder, path, indicatorRef, "SLI");
    if (inline?.value.kind === "map") {
      const sli = lowerSli(inline.value, [...path, indicator, "spec"], this);
      const metadata = valueAt(inline.value, "metadata");
      const written = readText(valueAt(metadata, "name"));
      const annotations = readTags(valueAt(metadata, "annotations"));
      return {
        kind: "inline",
        sli,
        span: inline.key.span,
        annotations,
        ...(written ? { name: written } : {}),
      };
    }
    return name ? { kind: "ref", name } : undefined;
  }

  private objective(item: YamlMap, index: number): Objective {
    const target = readDecimal(valueAt(item, "target"));
    const percent = readDecimal(valueAt(item, "targetPercent"));
    const form = itemForm(item);
    return {
      index,
      span: form.span,
      form,
      ...present<Partial<Objective>>({
        displayName: readText(valueAt(item, "displayName")),
        target: target ?? (percent && { value: percent.value.div(HUNDRED), span: percent.span }),
        targetKey: target ? TARGET : percent ? TARGET_PERCENT : undefined,
        timeSliceTarget: readDecimal(valueAt(item, "timeSliceTarget")),
        timeSliceWindow: readDuration(valueAt(item, "timeSliceWindow")),
        indicator: this.indicator(item, ["spec", "objectives", index]),
        compositeWeight: readDecimal(valueAt(item, "compositeWeight")),
      }),
    };
  }

  private policyUse(item: YamlNode, path: Path): AlertPolicyUse | undefined {
    const name = this.itemRef(item, path, "alertPolicyRef", "AlertPolicy");
    if (name) return { kind: "ref", name };
    return item.kind === "map" ? { kind: "inline", policy: this.policy(item, path) } : undefined;
  }

  /** A list's item that is a name: under its key, or bare, which tools refuse and people mean as the same. */
  private itemRef(item: YamlNode, path: Path, key: string, kind: ObjectKind): Located<string> | undefined {
    if (item.kind !== "scalar") return this.refs.read(item, path, key, kind);
    const name = typeof item.value === "string" ? readText(item) : undefined;
    if (!name || name.value === "") return undefined;
    this.refs.references.push({ kind, name: name.value, span: name.span, field: formatPath(path) });
    return name;
  }

  private policy(root: YamlMap, path: Path): AlertPolicy {
    const spec = valueAt(root, "spec");
    for (const [index, item] of itemsOf(valueAt(spec, "notificationTargets")).entries()) {
      const at = [...path, "spec", "notificationTargets", index];
      this.itemRef(item, at, "targetRef", "AlertNotificationTarget");
    }
    return {
      type: "alertPolicy",
      ...nameAndSpan(root),
      conditions: itemsOf(valueAt(spec, "conditions")).flatMap((item, index): AlertConditionUse[] => {
        const at = [...path, "spec", "conditions", index];
        const name = this.itemRef(item, at, "conditionRef", "AlertCondition");
        if (name) return [{ kind: "ref", name }];
        if (item.kind !== "map" || !pairOf(item, "spec")) return [];
        return [{ kind: "inline", condition: this.condition(item) }];
      }),
      ...present<Partial<AlertPolicy>>({
        alertWhenNoData: readBoolean(valueAt(spec, "alertWhenNoData"))?.value,
        form: formAt(root, "spec"),
      }),
    };
  }

  private condition(root: YamlMap): AlertCondition {
    const spec = valueAt(root, "spec");
    const condition = valueAt(spec, "condition");
    return {
      type: "alertCondition",
      ...nameAndSpan(root),
      ...present<Partial<AlertCondition>>({
        severity: readText(valueAt(spec, "severity")),
        conditionKind: readText(valueAt(condition, "kind")),
        op: readText(valueAt(condition, "op")),
        threshold: readDecimal(valueAt(condition, "threshold")),
        lookback: readDuration(valueAt(condition, "lookbackWindow")),
        alertAfter: readDuration(valueAt(condition, "alertAfter")),
      }),
    };
  }
}

function lowerWindow(item: YamlNode | undefined): SloWindow | undefined {
  const duration = readDuration(valueAt(item, "duration"));
  if (!item || !duration) return undefined;
  const rolling = readBoolean(valueAt(item, "isRolling"))?.value;
  const calendar = valueAt(item, "calendar");
  return {
    // Without `isRolling` a calendar makes the window a calendar one; a rule speaks of the missing key.
    kind: (rolling ?? calendar === undefined) ? "rolling" : "calendar",
    duration,
    span: item.span,
    ...present<Partial<SloWindow>>({
      startTime: readText(valueAt(calendar, "startTime")),
      timeZone: readText(valueAt(calendar, "timeZone")),
    }),
  };
}

function nameAndSpan(root: YamlMap): { span: Span; name?: string } {
  const name: Located<string> | undefined = readText(valueAt(valueAt(root, "metadata"), "name"));
  if (name) return { span: name.span, name: name.value };
  return { span: itemSpan(root) };
}
