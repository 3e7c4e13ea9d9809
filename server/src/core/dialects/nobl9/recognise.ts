import { nearest } from "../../text/nearest";
import { nodeAt, valueAt, type YamlMap } from "../../yaml/node";
import { mapItems } from "../common";
import type { Header, HeaderFault, Recognition } from "../dialect";
import { KINDS, NOBL9_V1ALPHA, type Nobl9Kind } from "./words";

/** Keys of an objective that no other format has. */
const OBJECTIVE_KEYS = ["countMetrics", "rawMetric"];

/** Nobl9 reads kinds in any letter case, the version in one spelling. Source: nobl9-go, manifest/kind.go, sdk/decode.go. */
export function recognise(header: Header, root: YamlMap): Recognition | undefined {
  const known = KINDS.find((kind) => kind.toLowerCase() === header.kind.toLowerCase());
  if (header.apiVersion === NOBL9_V1ALPHA) {
    if (known) return { kind: "known", schemaKey: keyOf(known) };
    const suggestion = suggestedKind(header.kind, root);
    const fault: HeaderFault = { field: "kind", known: KINDS, ...(suggestion ? { suggestion } : {}) };
    return nearMiss(fault, suggestion);
  }
  if (!isMeant(header.apiVersion, root)) return undefined;
  const fault: HeaderFault = { field: "apiVersion", suggestion: NOBL9_V1ALPHA, known: [NOBL9_V1ALPHA] };
  return nearMiss(fault, known ?? suggestedKind(header.kind, root));
}

function keyOf(kind: Nobl9Kind): string {
  return `${NOBL9_V1ALPHA}#${kind}`;
}

/** A near miss; its body is checked where it is plainly of the kind that is meant. */
function nearMiss(fault: HeaderFault, kind: Nobl9Kind | undefined): Recognition {
  return { kind: "near-miss", fault, ...(kind ? { schemaKey: keyOf(kind) } : {}) };
}

/** Whether a version that is not Nobl9's was to be it: it names Nobl9, or is absent from what only Nobl9 has. */
function isMeant(apiVersion: string, root: YamlMap): boolean {
  if (/^(?:n9|nobl9(?:\.com)?)(?:\/|$)/i.test(apiVersion)) return true;
  return (apiVersion === "" || /^v1alpha\d?$/i.test(apiVersion)) && isSloBody(root);
}

function isSloBody(root: YamlMap): boolean {
  return mapItems(nodeAt(root, ["spec", "objectives"])).some(({ item }) =>
    OBJECTIVE_KEYS.some((key) => valueAt(item, key)?.kind === "map"),
  );
}

function suggestedKind(written: string, root: YamlMap): Nobl9Kind | undefined {
  const plain = written.replaceAll(/[-_ ]/g, "").toLowerCase();
  const same = KINDS.find((kind) => kind.toLowerCase() === plain || `${kind.toLowerCase()}s` === plain);
  if (same) return same;
  if (isSloBody(root)) return "SLO";
  const near = written.length > 3 ? nearest(written, KINDS) : undefined;
  return KINDS.find((kind) => kind === near);
}
