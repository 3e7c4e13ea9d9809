import type { SpecDocument } from "../../dialects/spec-document";
import type { SpecObject } from "../../model/spec-object";
import { mentionsOf, namesOf } from "../../resolve/mentions";
import type { TextEdit } from "../../text/edits";
import { type Span, shift } from "../../text/span";
import type { DocumentSlot } from "../../workspace";
import { type Anchored, anchorsOf } from "../../yaml/anchors";
import { formatPath, type Path } from "../../yaml/node";
import { sameSpan } from "../lookup";
import { type Declaration, isDeclaration, type NameGroup, siteSpan, type Use } from "./name-sites";
import { replaceParts } from "./scalar-edit";
import { occurrencesOf } from "./scalars";
import { fileName, nameCode } from "./words";

/** The edits that give a group another name: of each file, in the order of its text, in file offsets. */
export interface PlannedEdits {
  readonly ok: true;
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** Plans them; refused, in whole sentences, where one of the texts is more than this name. */
export function planEdits(group: NameGroup, name: string): PlannedEdits | { ok: false; why: string } {
  const edits = new Map<string, TextEdit[]>();
  const members = new Map<SpecObject, (Declaration | Use)[]>();
  for (const member of group.members)
    members.set(member.object, [...(members.get(member.object) ?? []), member]);
  for (const place of placesOf(group)) {
    const scalar = occurrencesOf(place.slot.document.yaml, place.span)[0]?.scalar;
    const text = place.slot.document.yaml.text;
    const changed = scalar && replaceParts(scalar, text, place.parts(scalar.source.length), name);
    if (!changed) return refused(group, place, "is written in a way that cannot be changed in place");
    const shared = otherUse(members, place);
    if (shared !== undefined) return refused(group, place, shared);
    const ofFile = edits.get(place.uri) ?? [];
    ofFile.push(...changed.map(({ span, newText }) => ({ span: shift(span, place.slot.start), newText })));
    edits.set(place.uri, ofFile);
  }
  for (const ofFile of edits.values()) ofFile.sort((a, b) => a.span.start - b.span.start);
  return { ok: true, edits };
}

/** A scalar that has to change, and all that is read from it. */
interface Place {
  readonly uri: string;
  readonly slot: DocumentSlot;
  readonly span: Span;
  /** The scalar that is repeated by aliases, where it is. */
  readonly anchored?: Anchored;
  parts(length: number): Span[];
}

/** The scalars that a group's name is written in, each once; an alias leads to what it repeats. */
function placesOf(group: NameGroup): Place[] {
  const places = new Map<string, Place & { readonly found: Map<number, number> }>();
  const anchors = new Map<SpecDocument, readonly Anchored[]>();
  for (const site of [...group.declarations, ...group.uses]) {
    const { document } = site;
    const known = anchors.get(document) ?? anchorsOf(document.yaml.text).filter((one) => one.isScalar);
    anchors.set(document, known);
    const written = siteSpan(site);
    const anchored = known.find(({ span, aliases }) =>
      [span, ...aliases].some((one) => sameSpan(one, written)),
    );
    const span = anchored?.span ?? written;
    const key = `${site.uri} ${site.slot.start + span.start}`;
    const part = isDeclaration(site) ? undefined : site.mention.part;
    const place = places.get(key);
    if (place) {
      if (part) place.found.set(part.at, part.text.length);
      continue;
    }
    const found = new Map(part ? [[part.at, part.text.length]] : []);
    places.set(key, {
      uri: site.uri,
      slot: site.slot,
      span,
      ...(anchored && anchored.aliases.length > 0 ? { anchored } : {}),
      found,
      parts: (length) =>
        found.size === 0
          ? [{ start: 0, end: length }]
          : [...found].sort((a, b) => a[0] - b[0]).map(([at, long]) => ({ start: at, end: at + long })),
    });
  }
  return [...places.values()];
}

/** Why a text cannot change: it says something else too. Undefined where it is this name and nothing else. */
function otherUse(
  members: ReadonlyMap<SpecObject, readonly (Declaration | Use)[]>,
  { slot, span, anchored }: Place,
): string | undefined {
  const sharing = `stands in a text that other values share${anchored ? ` (\`&${anchored.name}\`)` : ""}`;
  const spans = anchored ? [anchored.span, ...anchored.aliases] : [span];
  for (const one of spans) {
    const roles = rolesOf(slot.document, one);
    const mine = roles.filter((role) => members.get(role.object)?.some((member) => isRole(member, role)));
    if (mine.length < roles.length || (anchored && mine.length === 0)) return sharing;
    const occurrences = occurrencesOf(slot.document.yaml, one);
    if (anchored === undefined && occurrences.length <= 1) continue;
    if (!occurrences.every(({ path }) => mine.some((role) => standsAt(role, path)))) return sharing;
  }
  return undefined;
}

/** A name that an object reads from a text. */
interface Role {
  readonly object: SpecObject;
  readonly field: string;
  readonly isOwn: boolean;
}

function rolesOf(document: SpecDocument, span: Span): Role[] {
  return document.objects.flatMap((object) => [
    ...namesOf(object)
      .filter((own) => sameSpan(own.span, span))
      .map(({ field }) => ({ object, field, isOwn: true })),
    ...mentionsOf(object)
      .filter((mention) => sameSpan(mention.span, span) && !mention.implied && mention.part === undefined)
      .map(({ field }) => ({ object, field, isOwn: false })),
  ]);
}

function isRole(member: Declaration | Use, role: Role): boolean {
  if (isDeclaration(member) !== role.isOwn) return false;
  return (isDeclaration(member) ? member.own.field : member.mention.field) === role.field;
}

/** Whether a role is the one that is read at a path of the YAML document. */
function standsAt({ object, field, isOwn }: Role, path: Path): boolean {
  const within = object.path.every((segment, at) => path[at] === segment);
  const rest = formatPath(path.slice(object.path.length));
  if (!within) return !isOwn && (rest.endsWith(field) || formatPath(path).endsWith(field));
  if (isOwn) return rest === field || rest === "name" || rest === "";
  return rest === field || rest.startsWith(field) || rest.endsWith(field);
}

function refused({ name }: NameGroup, { uri }: Place, what: string): { ok: false; why: string } {
  return {
    ok: false,
    why: `${nameCode(name)} in ${fileName(uri)} ${what}. Write it out there first.`,
  };
}
