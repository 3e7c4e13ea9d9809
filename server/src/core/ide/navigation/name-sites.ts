import type { ObjectKind } from "../../model/spec-object";
import { type Mention, mentionsOf, namesOf, type OwnName } from "../../resolve/mentions";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import { type Span, shift, touches } from "../../text/span";
import type { DocumentSlot, Workspace } from "../../workspace";
import type { YamlScalar } from "../../yaml/node";
import { scalarText } from "../../yaml/scalar-text";
import { viewOf } from "../lookup";
import { scalarWith } from "./scalars";

/** A place where an object has its name. */
export interface Declaration extends Definition {
  readonly own: OwnName;
}

/** A place where an object says another's name. */
export interface Use extends Definition {
  readonly mention: Mention;
}

/** A place of a name, its object and its file. */
export type NameSite =
  | (Declaration & { readonly slot: DocumentSlot })
  | (Use & { readonly slot: DocumentSlot });

/** All places that one name stands in: none of them can change without the others. */
export interface NameGroup {
  readonly name: string;
  /** The kind that the name is spoken of as. */
  readonly kind: ObjectKind;
  /** In file order, each place once. */
  readonly declarations: readonly (Declaration & { readonly slot: DocumentSlot })[];
  readonly uses: readonly (Use & { readonly slot: DocumentSlot })[];
  /** The same for each object that reads them. */
  readonly members: readonly (Declaration | Use)[];
}

export function isDeclaration<Site extends Declaration | Use>(
  site: Site,
): site is Extract<Site, { own: OwnName }> {
  return "own" in site;
}

/** The scalar that a site stands in, relative to its YAML document. */
export function siteSpan(site: Declaration | Use): Span {
  return isDeclaration(site) ? site.own.span : site.mention.span;
}

/** The name alone: without quotes, without the rest of a list. File offsets. */
export function nameSpan(site: NameSite): Span {
  const whole = siteSpan(site);
  const found = scalarWith(site.document.yaml, whole);
  return shift((found && partSpan(found, site)) ?? whole, site.slot.start);
}

function partSpan(scalar: YamlScalar, site: NameSite): Span | undefined {
  const part = isDeclaration(site) ? undefined : site.mention.part;
  const text = scalarText(scalar, site.document.yaml.text);
  // What came through an alias has the alias' place.
  if (!text?.exact) return undefined;
  const start = part?.at ?? 0;
  return text.toSource({ start, end: start + (part?.text.length ?? text.text.length) });
}

/** What stands at a file offset: a name of an object, or of one that an object speaks of. */
export function nameSiteAt(workspace: Workspace, uri: string, offset: number): NameSite | undefined {
  const slot = workspace.slotAt(uri, offset);
  if (!slot) return undefined;
  const { document } = slot;
  const local = offset - slot.start;
  for (const object of document.objects) {
    const at = { uri, slot, document, object };
    for (const own of namesOf(object)) if (touches(own.span, local)) return { ...at, own };
    for (const mention of mentionsOf(object)) {
      if (mention.implied || !touches(mention.span, local)) continue;
      const site = { ...at, mention };
      if (touches(nameSpan(site), offset) && isMeant(mention, viewOf(workspace, uri))) return site;
    }
  }
  return undefined;
}

/** A common word counts only where it leads to something. */
function isMeant({ onlyIfDefined, kinds, name }: Mention, view: WorkspaceView): boolean {
  return !onlyIfDefined || kinds.some((kind) => declarationsNamed(kind, name, view).length > 0);
}

/** The places where a name is given to an object of a kind: its own name, or a tier's alias. */
export function declarationsNamed(kind: ObjectKind, name: string, view: WorkspaceView): Declaration[] {
  const found = kind === "ReliabilityTier" ? view.tiersNamed(name) : view.lookup(kind, name);
  return found.flatMap((definition) =>
    namesOf(definition.object)
      .filter((own) => own.kind === kind && own.name === name)
      .map((own) => ({ ...definition, own })),
  );
}

/** The places where a name is said that may be one of a kind's. */
export function usesNamed(kind: ObjectKind, name: string, view: WorkspaceView): Use[] {
  return view.usersOf(kind, name).flatMap((definition) =>
    mentionsOf(definition.object)
      .filter((mention) => mention.name === name && mention.kinds.includes(kind))
      .filter((mention) => isMeant(mention, view))
      .map((mention) => ({ ...definition, mention })),
  );
}

/** Where a mention leads. */
export function targetsOf(mention: Mention, view: WorkspaceView): Declaration[] {
  const inScope = (declaration: Declaration) =>
    !mention.scope || !declaration.object.scope || declaration.object.scope === mention.scope;
  const byKind = mention.kinds.map((kind) => declarationsNamed(kind, mention.name, view).filter(inScope));
  // Of a dependency's kinds the first that has one of the name is meant.
  if (mention.role === "dependency") return byKind.find((found) => found.length > 0) ?? [];
  return byKind.flat();
}
