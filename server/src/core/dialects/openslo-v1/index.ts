import type { ObjectKind, Reader } from "../../model/spec-object";
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

/** Fields of the other kinds' specs that are telling together with the kind's name. */
const KIND_FIELDS = ["connectionDetails", "notificationTargets"];

/** The only kinds that v1alpha has: another kind under its name is one of v1's. */
const V1ALPHA_KINDS = ["SLO", "Service"];

const READER: Reader = {
  refuses: "OpenSLO's own checker refuses the document.",
  ignores: "OpenSLO's own checker refuses the document.",
};

export const opensloV1: Dialect = {
  id: OPENSLO_V1,
  mark: /openslo|budgetingMethod|ratioMetric|thresholdMetric|^[ \t-]*["']?kind["']?:[ \t]*["']?(?:SL[OI]|DataSource|Alert(?:Policy|Condition|NotificationTarget))\b/im,
  claim: /^\uFEFF?[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?openslo\/v1["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  lower(input) {
    const frame = lowerFrame(input);
    const kind = input.header.kind as ObjectKind;
    const schemaErrors = frame.schemaErrors.filter((error) => !isBareName(error));
    const body = lowerBody(kind, input.root, input.text);
    return [{ dialect: OPENSLO_V1, kind, reader: READER, ...frame, schemaErrors, ...body }];
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
  // Of a version that nobody knows, and of an object that no field of ours shows to be one, nothing can be said
  // but that.
  const ofOtherVersion = /v(?!1$)\d/i.test(header.apiVersion) && /^openslo/i.test(header.apiVersion);
  if (ofOtherVersion || (!/^openslo/i.test(header.apiVersion) && !hasField(root, TELLING_FIELDS))) {
    return { kind: "near-miss", fault };
  }
  return { kind: "near-miss", schemaKey: `${OPENSLO_V1}#${knownKind}`, fault };
}

/** OpenSLO's other versions are formats of their own and not mistakes. */
const OTHER_VERSION = /^openslo(?:\.com)?\/(?:v1alpha|v1beta1|v2alpha1?)$/;

function isNearMiss(header: Header, root: YamlMap): boolean {
  if (OTHER_VERSION.test(header.apiVersion)) {
    return header.apiVersion.endsWith("/v1alpha") && !V1ALPHA_KINDS.includes(header.kind);
  }
  if (/^openslo/i.test(header.apiVersion)) return true;
  // Another project's group (`monitoring.coreos.com/v1`) is no mistake.
  if (header.apiVersion.includes("/")) return false;
  if (hasField(root, TELLING_FIELDS)) return true;
  // Kubernetes' core has a Service too; none of its objects has a `displayName`.
  if (header.apiVersion === "" || header.kind === "Service") return false;
  return valueAt(valueAt(root, "metadata"), "displayName") !== undefined || hasField(root, KIND_FIELDS);
}

function hasField(root: YamlMap, fields: readonly string[]): boolean {
  const spec = valueAt(root, "spec");
  return fields.some((field) => valueAt(spec, field) !== undefined);
}
