import type { ObjectKind } from "../../model/spec-object";
import type { SchemaError } from "../../schema/errors";
import { valueAt, type YamlMap } from "../../yaml/node";
import { lowerFrame } from "../common";
import type { Dialect, Header, Recognition } from "../dialect";
import { lowerBody } from "./lower";

export const OPENSLO_V1 = "openslo/v1";

const KINDS: readonly ObjectKind[] = [
  "SLO",
  "SLI",
  "Service",
  "DataSource",
  "AlertPolicy",
  "AlertCondition",
  "AlertNotificationTarget",
];

/** Spec fields that no other format's objects have: they tell a mistyped header from somebody else's object. */
const TELLING_FIELDS = ["budgetingMethod", "indicatorRef", "ratioMetric", "thresholdMetric", "alertPolicies"];

export const opensloV1: Dialect = {
  id: OPENSLO_V1,
  mark: /openslo|budgetingMethod|ratioMetric|thresholdMetric/i,
  claim: /^[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?openslo\/v1["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  lower(input) {
    const frame = lowerFrame(input);
    const kind = (KINDS.find((known) => known === input.header.kind) ?? "SLO") as ObjectKind;
    const known = KINDS.some((name) => name === input.header.kind);
    const lowered = known
      ? lowerBody(kind, input.root)
      : { body: { type: "other" as const }, references: [] };
    const schemaErrors = frame.schemaErrors.filter((error) => !isBareName(error));
    return { dialect: OPENSLO_V1, kind, ...frame, schemaErrors, ...lowered };
  },
};

/** Lists whose items are named or written out. */
const REFERENCE_LISTS: ReadonlySet<unknown> = new Set(["alertPolicies", "conditions", "notificationTargets"]);

/** A bare name in such a list is the wrong type, but a rule of its own knows what is meant. */
function isBareName({ keyword, path, node }: SchemaError): boolean {
  const inList = typeof path.at(-1) === "number" && REFERENCE_LISTS.has(path.at(-2));
  const named = node?.kind === "scalar" && typeof node.value === "string" && node.value !== "";
  return keyword === "type" && inList && named;
}

function recognise(header: Header, root: YamlMap): Recognition | undefined {
  const knownKind = KINDS.find((kind) => kind === header.kind);
  if (header.apiVersion === OPENSLO_V1) {
    if (knownKind) return { kind: "known", schemaKey: `${OPENSLO_V1}#${knownKind}` };
    const suggestion = KINDS.find(
      (kind) => kind.toLowerCase() === header.kind.toLowerCase().replaceAll(/[-_ ]/g, ""),
    );
    const fault = { field: "kind" as const, known: KINDS, ...(suggestion ? { suggestion } : {}) };
    return { kind: "near-miss", fault };
  }
  if (!knownKind || !isNearMiss(header, root)) return undefined;
  const fault = { field: "apiVersion" as const, suggestion: OPENSLO_V1, known: [OPENSLO_V1] };
  return { kind: "near-miss", schemaKey: `${OPENSLO_V1}#${knownKind}`, fault };
}

/** Headers of OpenSLO's other versions, which are formats of their own and not mistakes. */
const OTHER_VERSIONS = new Set([
  "openslo/v1alpha",
  "openslo/v1beta1",
  "openslo.com/v2alpha",
  "openslo/v2alpha",
]);

function isNearMiss(header: Header, root: YamlMap): boolean {
  if (OTHER_VERSIONS.has(header.apiVersion)) return false;
  if (/^openslo/i.test(header.apiVersion)) return true;
  // Another project's group (`monitoring.coreos.com/v1`) is no mistake.
  if (header.apiVersion.includes("/")) return false;
  const spec = valueAt(root, "spec");
  return TELLING_FIELDS.some((field) => valueAt(spec, field) !== undefined);
}
