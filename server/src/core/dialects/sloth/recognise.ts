import { nearest } from "../../text/nearest";
import { nodeAt, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import type { Header, HeaderFault, Recognition } from "../dialect";
import { ALERT_WINDOWS, CRD_VERSION, PLAIN_VERSION, SERVICE_LEVEL } from "./words";

const KINDS = [SERVICE_LEVEL, ALERT_WINDOWS];
const ROOT_KEYS = new Set(["version", "service", "labels", "slo_plugins", "slos"]);
const SLO_KEYS = new Set(["name", "description", "objective", "labels", "plugins", "sli", "alerting"]);

/** What people write for Sloth's kind from memory. */
const NEARLY_KIND = /^prometheus[-_ ]?(?:slos?|service[-_ ]?levels?(?:[-_ ]?objectives?)?)$/i;

/** Sloth's plain files have a `version` and neither apiVersion nor kind; its Kubernetes objects have these. */
export function recognise(header: Header, root: YamlMap): Recognition | undefined {
  if (header.apiVersion === "" && header.kind === "") return recognisePlain(root);
  return recogniseObject(header, root);
}

function recognisePlain(root: YamlMap): Recognition | undefined {
  const node = valueAt(root, "version");
  const version = node?.kind === "scalar" && typeof node.value === "string" ? node.value : "";
  const schemaKey = `${PLAIN_VERSION}#SLOs`;
  if (version === PLAIN_VERSION) return { kind: "known", schemaKey };
  const named = /^(?:prometheus|sloth)\b.*\/v?\d/i.test(version) && pairOf(root, "slos") !== undefined;
  if (!named && !looksLikeSloth(root)) return undefined;
  const fault: HeaderFault = { field: "version", suggestion: PLAIN_VERSION, known: [PLAIN_VERSION] };
  return { kind: "near-miss", schemaKey, fault };
}

/** Whether a map without a readable version has the keys of a Sloth file and no others. */
function looksLikeSloth(root: YamlMap): boolean {
  const slos = valueAt(root, "slos");
  if (slos?.kind !== "seq" || slos.items.length === 0 || !pairOf(root, "service")) return false;
  if (!root.pairs.every(({ key }) => ROOT_KEYS.has(key.source))) return false;
  return slos.items.every(isSlothSlo);
}

function isSlothSlo(item: YamlNode): boolean {
  return item.kind === "map" && item.pairs.every(({ key }) => SLO_KEYS.has(key.source));
}

function recogniseObject(header: Header, root: YamlMap): Recognition | undefined {
  const known = KINDS.find((kind) => kind === header.kind);
  if (header.apiVersion === CRD_VERSION) {
    if (known) return { kind: "known", schemaKey: `${CRD_VERSION}#${known}` };
    const suggestion = suggestedKind(header.kind, root);
    const fault: HeaderFault = { field: "kind", known: KINDS, ...(suggestion ? { suggestion } : {}) };
    return nearMiss(fault, suggestion);
  }
  const meant = known ?? (NEARLY_KIND.test(header.kind) ? SERVICE_LEVEL : undefined);
  // `AlertWindows` may be anybody's word; the other kind's name says whose it is.
  const ours =
    meant === SERVICE_LEVEL ||
    /(?:^|\.)slok\.dev(?:\/|$)|^sloth\//i.test(header.apiVersion) ||
    (meant === ALERT_WINDOWS && nodeAt(root, ["spec", "sloPeriod"]) !== undefined);
  if (!ours) return undefined;
  const fault: HeaderFault = { field: "apiVersion", suggestion: CRD_VERSION, known: [CRD_VERSION] };
  return nearMiss(fault, meant ?? suggestedKind(header.kind, root));
}

/** A near miss; its body is checked where it is plainly of the kind that is meant. */
function nearMiss(fault: HeaderFault, kind: string | undefined): Recognition {
  return { kind: "near-miss", fault, ...(kind ? { schemaKey: `${CRD_VERSION}#${kind}` } : {}) };
}

function suggestedKind(written: string, root: YamlMap): string | undefined {
  const plain = written.replaceAll(/[-_ ]/g, "").toLowerCase();
  const same = KINDS.find((kind) => kind.toLowerCase() === plain);
  if (same) return same;
  if (nodeAt(root, ["spec", "slos"])?.kind === "seq") return SERVICE_LEVEL;
  if (nodeAt(root, ["spec", "sloPeriod"])) return ALERT_WINDOWS;
  return NEARLY_KIND.test(written) ? SERVICE_LEVEL : nearest(written, KINDS);
}
