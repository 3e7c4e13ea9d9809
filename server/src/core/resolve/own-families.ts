import type { FamilyStatement } from "../model/measurement";
import type { SpecObject } from "../model/spec-object";
import type { SignalFamily, SignalSource } from "../signals/signal";
import { usesOf } from "./indicator";
import { nearestWorkspace } from "./nearest-workspace";
import { tierOf } from "./tier";
import type { Definition, WorkspaceView } from "./workspace-view";

/**
 * The signal families that an object's tier (an SLI's: the tiers of the SLOs that use it) and the nearest workspace
 * describe, in the order in which they are to be
 * tried, before the catalogue's: the tier's first.
 */
export function ownFamilies(object: SpecObject, view: WorkspaceView): readonly SignalFamily[] {
  return view.once(object, "own families", () => readOwnFamilies(object, view));
}

function readOwnFamilies(object: SpecObject, view: WorkspaceView): readonly SignalFamily[] {
  const tiers = new Map(
    usesOf(object, view).flatMap((use) => {
      const found = tierOf(use, view);
      return found ? [[found.definition.object, found] as const] : [];
    }),
  );
  const ofTiers = [...tiers.values()].flatMap(({ tier, definition }) =>
    (tier.measurement?.families ?? []).map((family, at) => ({ family, definition, id: `tier-${at + 1}` })),
  );
  const workspace = nearestWorkspace(view);
  const ofWorkspace = (workspace?.settings.signals ?? []).map((family, at) => {
    return { family, definition: workspace?.definition, id: `workspace-${at + 1}` };
  });
  return [...ofTiers, ...ofWorkspace].map(({ family, definition, id }) => asFamily(family, id, definition));
}

function asFamily(family: FamilyStatement, id: string, definition: Definition | undefined): SignalFamily {
  const source = family.source?.value ?? "prometheus";
  const pattern = family.match.value;
  const stated = family.class.value;
  const by = holderName(definition);
  return {
    id,
    title: pattern,
    source,
    class: stated === "user-facing" ? "unknown" : stated,
    match: familyPattern(pattern, source),
    wholeName: true,
    measures: family.measures?.value ?? `what \`${pattern}\` counts`,
    why: family.why?.value ?? `${by} says of \`${pattern}\`: ${stated}.`,
    evidence: { title: by, url: definition?.uri ?? "" },
    ...(stated === "user-facing" ? { userFacing: true } : {}),
    ...(family.type ? { type: family.type.value } : {}),
    ...(family.buckets ? { defaultBuckets: family.buckets.value } : {}),
  };
}

/** "The tier core", "The workspace". */
function holderName(definition: Definition | undefined): string {
  const kind = definition?.object.kind === "ReliabilityTier" ? "The tier" : "The workspace";
  const name = definition?.object.name?.value;
  return name === undefined ? kind : `${kind} ${name}`;
}

/**
 * A pattern with wildcards as an expression that a metric's whole name meets. A Prometheus suffix (`_total`, `_count`,
 * `_bucket`, `_sum`) that the pattern does not name may follow.
 *
 * Each wildcard takes the shortest run that reaches what follows, and keeps it (a lookahead is not entered again), so
 * that the time grows with the name's length times the pattern's, whatever the pattern.
 */
export function familyPattern(pattern: string, source: SignalSource): RegExp {
  // In Prometheus' names there are no dots: `shop_.*` is what people are used to write for a wildcard.
  const plain = source === "prometheus" ? pattern.replaceAll(".*", "*") : pattern;
  const suffix = source === "prometheus" && !SUFFIXED.test(plain) ? "(?:_total|_count|_bucket|_sum)?" : "";
  const [first = "", ...rest] = plain.split(/\*+/).map(escaped);
  const last = rest.pop();
  if (last === undefined) return new RegExp(`^${first}${suffix}$`);
  const middle = rest.map((part, at) => `(?=([^]*?${part}))\\${at + 1}`).join("");
  return new RegExp(`^${first}${middle}[^]*${last}${suffix}$`);
}

/** A pattern that says how the name ends: by a suffix, or by a wildcard, which takes one along. */
const SUFFIXED = /(?:_total|_count|_bucket|_sum|\*)$/;

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
