import type { IndicatorUse } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import type { RuleSettings } from "../../rules/run";
import { propertySchema, type ResolvedSchema, rootSchema, schemaAt } from "../../schema/property";
import { contains, type Span, shift } from "../../text/span";
import type { DocumentSlot, Workspace } from "../../workspace";
import type { Path, YamlMap, YamlNode, YamlPair } from "../../yaml/node";
import { sameSpan } from "../lookup";

/** Where an SLO says what it measures, and how else its format lets it say so. */
export interface IndicatorSite {
  readonly object: SpecObject;
  readonly slot: DocumentSlot;
  readonly use: IndicatorUse;
  /** The key with its value, and the map that holds it. */
  readonly pair: YamlPair;
  readonly holder: YamlMap;
  /** `indicator` and `indicatorRef`, as the format calls them. */
  readonly inlineKey: string;
  readonly refKey: string;
  /** Key of the schema of an SLI as an object of its own. */
  readonly sliSchema: string;
}

/** What a refactoring is told beside the place. */
export interface SiteOptions {
  readonly settings?: RuleSettings;
  /** Only where its key is pointed at, and not anywhere in it: nobody asked for it. */
  readonly keyOnly?: boolean;
}

/**
 * The indicator under a range of a file, in a format that takes SLIs in place and as objects of their own. In one that
 * takes them only in place there is none to be found.
 */
export function indicatorAt(
  workspace: Workspace,
  uri: string,
  range: Span,
  { keyOnly = false }: SiteOptions = {},
): IndicatorSite | undefined {
  const slot = workspace.slotAt(uri, range.start);
  if (!slot || slot.document.yaml.faults.length > 0) return undefined;
  const local = shift(range, -slot.start);
  for (const object of slot.document.objects) {
    if (object.body.type !== "slo" || object.partial) continue;
    for (const use of usesOf(object)) {
      const place = findPair(object.root, use);
      if (!place) continue;
      const { key, value } = place.pair;
      const end = keyOnly && use.kind === "inline" ? key.span.end : value.span.end;
      if (!contains({ start: key.span.start, end }, local)) continue;
      const keys = keysFor(object, place.path);
      return keys && { object, slot, use, pair: place.pair, holder: place.holder, ...keys };
    }
  }
  return undefined;
}

function usesOf({ body }: SpecObject): IndicatorUse[] {
  if (body.type !== "slo") return [];
  return [body.indicator, ...body.objectives.map(({ indicator }) => indicator)].flatMap((use) => use ?? []);
}

interface PairPlace {
  readonly pair: YamlPair;
  readonly holder: YamlMap;
  readonly path: Path;
}

/** The pair that the model's indicator was read from. */
function findPair(root: YamlNode, use: IndicatorUse): PairPlace | undefined {
  const isIt = ({ key, value }: YamlPair) =>
    use.kind === "inline" ? sameSpan(key.span, use.span) : sameSpan(value.span, use.name.span);
  const search = (node: YamlNode, path: Path): PairPlace | undefined => {
    if (node.kind === "scalar") return undefined;
    if (node.kind === "seq") {
      for (const [at, item] of node.items.entries()) {
        const found = search(item, [...path, at]);
        if (found) return found;
      }
      return undefined;
    }
    for (const pair of node.pairs) {
      // What came through an alias or a merge is written elsewhere, for others too.
      if (pair.merged || !contains(node.span, pair.key.span)) continue;
      if (isIt(pair)) return { pair, holder: node, path };
      const found = search(pair.value, [...path, pair.key.source]);
      if (found) return found;
    }
    return undefined;
  };
  return search(root, []);
}

/** How the format names an SLI here and writes one in place, read from its schema. */
function keysFor(
  { schemaKey }: SpecObject,
  path: Path,
): Pick<IndicatorSite, "inlineKey" | "refKey" | "sliSchema"> | undefined {
  if (schemaKey === undefined) return undefined;
  const sliSchema = schemaKey.replace(/#.*$/, "#SLI");
  const sli = rootSchema(sliSchema);
  const holder = schemaAt(schemaKey, path);
  const keys = Object.keys(holder?.schema.properties ?? {});
  const at = (key: string) => holder && propertySchema(holder, key);
  const refKey = keys.find((key) => at(key)?.schema["x-slosmith"]?.type === "ref:SLI");
  const inlineKey = sli && keys.find((key) => isBodyOf(at(key), sli));
  return inlineKey === undefined || refKey === undefined ? undefined : { inlineKey, refKey, sliSchema };
}

/** Whether a value is an object of a kind without its header. */
function isBodyOf(value: ResolvedSchema | undefined, kind: ResolvedSchema): boolean {
  const own = Object.keys(value?.schema.properties ?? {});
  return own.includes("spec") && own.every((key) => Object.hasOwn(kind.schema.properties ?? {}, key));
}
