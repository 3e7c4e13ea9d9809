import { readText } from "../../model/located";
import { nearest } from "../../text/nearest";
import { nodeAt, pairOf, valueAt, type YamlMap } from "../../yaml/node";
import type { Header, HeaderFault, Recognition } from "../dialect";
import { backendKind } from "./backends";
import { API_VERSION, CONFIG_SCHEMA, KIND, SLO_SCHEMA } from "./words";

/** SLOs have `apiVersion` and `kind`; the configuration that they share has neither, and is known by its keys. */
export function recognise(header: Header, root: YamlMap): Recognition | undefined {
  if (header.apiVersion === "" && header.kind === "" && !hasSpec(root)) {
    if (isSharedConfig(root)) return { kind: "known", schemaKey: CONFIG_SCHEMA };
    return isVersion1(root) ? { kind: "near-miss", fault: VERSION_1 } : undefined;
  }
  return recogniseSlo(header, root);
}

function recogniseSlo(header: Header, root: YamlMap): Recognition | undefined {
  const schemaKey = schemaOf(root);
  if (header.apiVersion === API_VERSION) {
    if (header.kind === KIND) return { kind: "known", schemaKey };
    const meant = nearlyKind(header.kind) || looksLikeSlo(root) ? { suggestion: KIND } : {};
    const fault: HeaderFault = { field: "kind", known: [KIND], ...meant };
    return { kind: "near-miss", fault, ...(looksLikeSlo(root) ? { schemaKey } : {}) };
  }
  const named = /^sre\.google(?:\.com)?(?:\/|$)/i.test(header.apiVersion);
  // Pyrra and others have the kind too: the body says whose it is.
  const ours = looksLikeSlo(root) && (header.kind === "" || nearlyKind(header.kind));
  if (!named && !ours) return undefined;
  if (!looksLikeSlo(root) && !nearlyKind(header.kind)) return undefined;
  const fault: HeaderFault = { field: "apiVersion", suggestion: API_VERSION, known: [API_VERSION] };
  return { kind: "near-miss", fault, ...(looksLikeSlo(root) ? { schemaKey } : {}) };
}

/** The schema that fits the backend's kind; of other backends slo-generator knows as little as we do. */
function schemaOf(root: YamlMap): string {
  const kind = backendKind(readText(nodeAt(root, ["spec", "backend"]))?.value ?? "");
  return kind === undefined ? SLO_SCHEMA : `${SLO_SCHEMA}/${kind}`;
}

function nearlyKind(written: string): boolean {
  const plain = written.replaceAll(/[-_ ]/g, "").toLowerCase();
  return plain === "slo" || plain === KIND.toLowerCase() || nearest(written, [KIND]) !== undefined;
}

function hasSpec(root: YamlMap): boolean {
  return pairOf(root, "spec") !== undefined;
}

/** Whether the body is an SLO's of this format, which no other format's resembles. */
function looksLikeSlo(root: YamlMap): boolean {
  const spec = valueAt(root, "spec");
  const has = (key: string) => pairOf(spec, key) !== undefined;
  return has("service_level_indicator") || (has("goal") && has("backend") && has("method"));
}

const CONFIG_KEYS = new Set([
  "default_exporters",
  "backends",
  "exporters",
  "error_budget_policies",
  "pubsub_batch_handler",
]);

/** Others have `exporters` and `backends` too; these two keys are nobody else's. */
function isSharedConfig(root: YamlMap): boolean {
  const known = root.pairs.filter(({ key }) => CONFIG_KEYS.has(key.source)).length;
  const policies = pairOf(root, "error_budget_policies")?.value;
  if (policies?.kind === "map" || policies?.kind === "scalar")
    return known > 1 || known === root.pairs.length;
  return pairOf(root, "default_exporters") !== undefined && known > 1 && known === root.pairs.length;
}

/** Source: slo-generator, migrations/migrator.py (slo_config_v1tov2): what a v1 file must have. */
const VERSION_1_KEYS = ["service_name", "feature_name", "slo_name", "backend"];

function isVersion1(root: YamlMap): boolean {
  const has = (key: string) => pairOf(root, key) !== undefined;
  return (
    has("slo_target") && (VERSION_1_KEYS.every(has) || nodeAt(root, ["backend", "measurement"]) !== undefined)
  );
}

const VERSION_1: HeaderFault = {
  field: "apiVersion",
  known: [API_VERSION],
  older: {
    key: "slo_target",
    what: "This SLO is written in slo-generator's format of version 1, without `apiVersion` and `kind`.",
    why: "Version 2 reads files by their `kind` and passes over this one: nothing is computed.",
    todo: "Run `slo-generator migrate -s <folder> -t <folder> -b error_budget_policy.yaml`.",
  },
};
