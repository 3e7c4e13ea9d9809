import type { ObjectKind } from "../../model/spec-object";
import { pairOf, valueAt, type YamlMap } from "../../yaml/node";
import type { Header, HeaderFault, Recognition } from "../dialect";
import { bodyVersion } from "./body-version";
import {
  ALL_KINDS,
  KINDS,
  OPENSLO_V1,
  OPENSLO_V1ALPHA,
  OPENSLO_V2ALPHA,
  type OpensloVersion,
  RETIRED_VERSIONS,
  VERSIONS,
} from "./versions";

/** Words that any OpenSLO object may have in its text, whatever its version. */
export const OPENSLO_MARK =
  /openslo|budgetingMethod|ratioMetric|thresholdMetric|displayName|^[ \t-]*["']?kind["']?:[ \t]*["']?(?:SL[OI]|DataSource|Alert(?:Policy|Condition|NotificationTarget))\b/im;

/** What an object is to one version of OpenSLO; undefined where it is nothing, or another version's. */
export function recogniseAs(version: OpensloVersion, header: Header, root: YamlMap): Recognition | undefined {
  const found = recognise(header, root);
  return found?.version === version ? found.recognition : undefined;
}

interface Found {
  readonly version: OpensloVersion;
  readonly recognition: Recognition;
}

function recognise(header: Header, root: YamlMap): Found | undefined {
  const named = VERSIONS.find((version) => version === header.apiVersion);
  const kind = ALL_KINDS.find((one) => one === header.kind);
  if (named) return kind ? ofVersion(named, kind, root) : unknownKind(named, header);
  if (!kind) return undefined;
  const retired = RETIRED_VERSIONS.find(({ pattern }) => pattern.test(header.apiVersion));
  if (retired) return nearMiss(retired.now, undefined, { retired: retired.story });
  return isMeant(header, kind, root) ? mistyped(header, kind, root) : undefined;
}

/** The header is right by itself; the body may be another version's, or the kind. */
function ofVersion(version: OpensloVersion, kind: ObjectKind, root: YamlMap): Found {
  const body = bodyVersion(kind, root);
  if (body && body.version !== version)
    return nearMiss(body.version, kind, { fields: body.fields, ...rewriteOf(body.version, version) });
  if (!KINDS[version].includes(kind)) return nearMiss(OPENSLO_V1, kind);
  return { version, recognition: { kind: "known", schemaKey: `${version}#${kind}` } };
}

/** What a command makes of a body, if it can write the header's version. */
function rewriteOf(from: OpensloVersion, to: OpensloVersion): Pick<HeaderFault, "rewrite"> {
  if (from !== OPENSLO_V1ALPHA || to !== OPENSLO_V1) return {};
  return { rewrite: "`slosmith convert --to openslo-v1` then writes the body in v1." };
}

function unknownKind(version: OpensloVersion, header: Header): Found {
  const plain = header.kind.toLowerCase().replaceAll(/[-_ ]/g, "");
  const known = KINDS[version];
  const suggestion = known.find((kind) => kind.toLowerCase() === plain);
  const fault: HeaderFault = { field: "kind", known, ...(suggestion ? { suggestion } : {}) };
  return { version, recognition: { kind: "near-miss", fault } };
}

function nearMiss(
  version: OpensloVersion,
  kind: ObjectKind | undefined,
  more: Pick<HeaderFault, "fields" | "rewrite" | "retired"> = {},
): Found {
  const fault: HeaderFault = { field: "apiVersion", suggestion: version, known: [version], ...more };
  const schemaKey = kind && { schemaKey: `${version}#${kind}` };
  return { version, recognition: { kind: "near-miss", fault, ...schemaKey } };
}

/** A header that no version has, on an object that is OpenSLO's all the same. */
function mistyped({ apiVersion }: Header, kind: ObjectKind, root: YamlMap): Found {
  const body = bodyVersion(kind, root)?.version;
  const named = nearlyNamed(apiVersion, kind);
  const version = body ?? named ?? OPENSLO_V1;
  // Of a version that nobody knows, and of an object that no field of ours shows to be one, nothing can be said
  // but that.
  const inFamily = /^openslo/i.test(apiVersion);
  const ofOtherVersion = inFamily && named === undefined && /v(?!1$)\d/i.test(apiVersion);
  const shown = inFamily || body !== undefined || hasField(root, TELLING_FIELDS);
  return nearMiss(version, ofOtherVersion || !shown ? undefined : kind);
}

/** The version that a mistyped header comes near: `openslo/v2alpha`, `openslo.com/v1alpha`, `openslo.com/v2`. */
function nearlyNamed(apiVersion: string, kind: ObjectKind): OpensloVersion | undefined {
  const version = /^openslo[^/]*\/?v?(\d\D*)/i.exec(apiVersion)?.[1]?.toLowerCase() ?? "";
  if (/^2(?:alpha)?$/.test(version)) return OPENSLO_V2ALPHA;
  if (/^1-?alpha$/.test(version)) return KINDS[OPENSLO_V1ALPHA].includes(kind) ? OPENSLO_V1ALPHA : OPENSLO_V1;
  return /^1$/.test(version) ? OPENSLO_V1 : undefined;
}

/** Spec fields that no other format's objects have: they tell a mistyped header from somebody else's object. */
const TELLING_FIELDS = ["budgetingMethod", "indicatorRef", "ratioMetric", "thresholdMetric", "alertPolicies"];

/** Fields of the other kinds' specs that are telling together with the kind's name. */
const KIND_FIELDS = ["connectionDetails", "notificationTargets"];

function isMeant({ apiVersion }: Header, kind: ObjectKind, root: YamlMap): boolean {
  if (/^openslo/i.test(apiVersion)) return true;
  // Another project's group (`monitoring.coreos.com/v1`) is no mistake.
  if (apiVersion.includes("/")) return false;
  if (hasField(root, TELLING_FIELDS)) return true;
  const named = valueAt(valueAt(root, "metadata"), "displayName") !== undefined;
  // Of Kubernetes' own version it may be a Service of a cluster, whatever stands in it.
  if (kind === "Service") return !["", "v1"].includes(apiVersion) && named && isPlainService(root);
  if (apiVersion === "") return kind === "SLO" && named && isPlainMetadata(root);
  return named || hasField(root, KIND_FIELDS);
}

/** Kubernetes' core has a Service too, with ports and neither a `displayName` nor a description. */
function isPlainService(root: YamlMap): boolean {
  const spec = valueAt(root, "spec");
  return spec?.kind !== "map" || spec.pairs.every(({ key }) => key.source === "description");
}

/** Whether all of `metadata` may be OpenSLO's: Nobl9's has a `project` beside. */
function isPlainMetadata(root: YamlMap): boolean {
  return pairOf(valueAt(root, "metadata"), "project") === undefined;
}

function hasField(root: YamlMap, fields: readonly string[]): boolean {
  const spec = valueAt(root, "spec");
  return fields.some((field) => valueAt(spec, field) !== undefined);
}
