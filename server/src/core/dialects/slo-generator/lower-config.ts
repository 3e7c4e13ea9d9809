import { wholeDuration } from "../../math/whole-duration";
import type { BurnStep, ErrorBudgetPolicy } from "../../model/burn-steps";
import { itemSpan } from "../../model/form";
import { readDecimal, readSwitch, readText } from "../../model/located";
import type { Body, ObjectKind, Reference, SpecObject } from "../../model/spec-object";
import { pairOf, valueAt, type YamlMap, type YamlNode, type YamlPair } from "../../yaml/node";
import { itemsOf, lowerFrame, mapItems } from "../common";
import type { LowerInput } from "../dialect";
import { needsOf } from "./needs";
import { BACKEND_SCHEMA, EXPORTER_SCHEMA, POLICY_SCHEMA, READER, SLO_GENERATOR } from "./words";

interface Section {
  readonly key: string;
  readonly kind: ObjectKind;
  readonly schemaKey: string;
}

const SECTIONS: readonly Section[] = [
  { key: "backends", kind: "Backend", schemaKey: BACKEND_SCHEMA },
  { key: "exporters", kind: "Exporter", schemaKey: EXPORTER_SCHEMA },
  { key: "error_budget_policies", kind: "ErrorBudgetPolicy", schemaKey: POLICY_SCHEMA },
];

/** The file, and an object for each backend, exporter and policy that SLOs may name. */
export function lowerConfig(input: LowerInput): SpecObject[] {
  const frame = lowerFrame(input);
  const [first] = input.root.pairs;
  const file: SpecObject = {
    dialect: SLO_GENERATOR,
    kind: "SharedConfig",
    reader: READER,
    ...frame,
    headerSpan: first?.key.span ?? input.root.span,
    references: exporterReferences(input.root, "default_exporters", "default_exporters"),
    body: { type: "other" },
  };
  return [file, ...SECTIONS.flatMap((section) => namedObjects(input, section))];
}

function namedObjects(input: LowerInput, section: Section): SpecObject[] {
  const held = valueAt(input.root, section.key);
  if (held?.kind !== "map") return [];
  return held.pairs
    .filter((pair) => !pair.key.templated)
    .map((pair) => ({
      dialect: SLO_GENERATOR,
      kind: section.kind,
      schemaKey: section.schemaKey,
      reader: READER,
      root: mapOf(pair),
      path: [...input.path, section.key, pair.key.source],
      headerSpan: pair.key.span,
      name: { value: pair.key.source, span: pair.key.span },
      labels: [],
      annotations: [],
      references: [],
      // The file's own schema speaks for all of it.
      schemaErrors: [],
      dependences: needsOf(section.kind, pair.key.source, mapOf(pair), pair.key.span),
      body: bodyOf(section.kind, pair.value),
      partial: input.partial,
    }));
}

/** `custom.Backend:` without anything below it is a map without keys. */
function mapOf({ key, value }: YamlPair): YamlMap {
  return value.kind === "map" ? value : { kind: "map", pairs: [], span: key.span };
}

function bodyOf(kind: ObjectKind, value: YamlNode): Body {
  return kind === "ErrorBudgetPolicy" ? lowerPolicy(value) : { type: "other" };
}

function lowerPolicy(policy: YamlNode): ErrorBudgetPolicy {
  const steps = mapItems(valueAt(policy, "steps")).map(({ item, index }) => lowerStep(item, index));
  return { type: "errorBudgetPolicy", steps };
}

function lowerStep(item: YamlMap, index: number): BurnStep {
  const name = readText(valueAt(item, "name"));
  const seconds = readDecimal(valueAt(item, "window"));
  const window = seconds && wholeDuration(seconds.value);
  const threshold = readDecimal(valueAt(item, "burn_rate_threshold"));
  const alert = readSwitch(valueAt(item, "alert"));
  return {
    index,
    span: itemSpan(item),
    ...(name ? { name } : {}),
    ...(seconds && window ? { window: { value: window, span: seconds.span } } : {}),
    ...(threshold ? { threshold } : {}),
    ...(alert ? { alert } : {}),
  };
}

/** Source: slo-generator, utils.py (get_exporters logs and goes on). */
const NOT_SENT = "slo-generator logs it and goes on: reports do not reach it.";

/** The exporters that a list names. */
export function exporterReferences(holder: YamlNode | undefined, key: string, field: string): Reference[] {
  return itemsOf(pairOf(holder, key)?.value).flatMap((item, index) => {
    const name = readText(item);
    return name && name.value !== ""
      ? [
          {
            kind: "Exporter" as const,
            name: name.value,
            span: name.span,
            field: `${field}[${index}]`,
            consequence: NOT_SENT,
          },
        ]
      : [];
  });
}
