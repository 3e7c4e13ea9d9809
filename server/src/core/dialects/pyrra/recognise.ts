import { nearest } from "../../text/nearest";
import { pairOf, valueAt, type YamlMap } from "../../yaml/node";
import type { Header, Recognition } from "../dialect";
import { INDICATOR_KEYS, KIND, SCHEMA_KEY, VERSION } from "./words";

const BODY_KEYS = ["target", "window", "indicator"];
/** Keys of slo-generator, whose objects are of the same kind. */
const OTHERS_KEYS = ["service_level_indicator", "backend", "goal", "method", "error_budget_policy"];

/** Source: Pyrra, filesystem.go (objectiveFromFile), which does not ask for the header. */
const CONSEQUENCE =
  "Kubernetes refuses the object, or takes it for another tool's; only where Pyrra reads the file itself does it not look at the header.";

/** What people write for the kind from memory. */
const NEARLY_KIND = /^(?:slo|service[-_ ]?level[-_ ]?objectives?)$/i;

/**
 * Pyrra's object. Its kind's name is slo-generator's too: where the version says neither, the body decides. Another
 * project's group before a `/` is its own business.
 */
export function recognise(header: Header, root: YamlMap): Recognition | undefined {
  const { apiVersion, kind } = header;
  const ours = bodyIsOurs(root);
  if (apiVersion === VERSION) {
    if (kind === KIND) return { kind: "known", schemaKey: SCHEMA_KEY };
    if (kind.endsWith("List")) return undefined;
    const meant = NEARLY_KIND.test(kind) || nearest(kind, [KIND]) === KIND || ours;
    const fault = {
      field: "kind" as const,
      known: [KIND],
      consequence: CONSEQUENCE,
      ...(meant ? { suggestion: KIND } : {}),
    };
    return { kind: "near-miss", fault, ...(meant ? { schemaKey: SCHEMA_KEY } : {}) };
  }
  const named = isNearVersion(apiVersion);
  const fits = kind === KIND || NEARLY_KIND.test(kind);
  if (!(named && (fits || ours)) && !(fits && ours && isNoGroup(apiVersion))) return undefined;
  const fault = {
    field: "apiVersion" as const,
    suggestion: VERSION,
    known: [VERSION],
    consequence: CONSEQUENCE,
  };
  return { kind: "near-miss", schemaKey: SCHEMA_KEY, fault };
}

/** `pyrra.dev/v1`, `pyrra/v1alpha1`, `pyra.dev/v1alpha1`. */
function isNearVersion(apiVersion: string): boolean {
  return /(?:^|[./-])pyrra\b/i.test(apiVersion) || nearest(apiVersion, [VERSION]) === VERSION;
}

/** `v1alpha1`, `v1`, nothing: no group says whose object it is. */
function isNoGroup(apiVersion: string): boolean {
  return apiVersion === "" || /^v\d+(?:(?:alpha|beta)\d*)?$/i.test(apiVersion);
}

function bodyIsOurs(root: YamlMap): boolean {
  const spec = valueAt(root, "spec");
  if (spec?.kind !== "map" || OTHERS_KEYS.some((key) => pairOf(spec, key))) return false;
  const indicator = valueAt(spec, "indicator");
  if (INDICATOR_KEYS.some((key) => pairOf(indicator, key))) return true;
  // OpenSLO's keys are `indicator` and `timeWindow`; all three together are Pyrra's.
  return BODY_KEYS.every((key) => pairOf(spec, key));
}
