import { readSpecDocument, type SpecDocument } from "../../dialects/spec-document";
import type { SpecObject } from "../../model/spec-object";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { documentOfKind } from "../../schema/generated/documents";
import {
  itemSchema,
  type JsonSchema,
  propertySchema,
  type ResolvedSchema,
  rootSchema,
} from "../../schema/property";
import { lineEnd, lineStart } from "../../text/lines";
import { splitStream } from "../../text/split";
import type { Workspace } from "../../workspace";
import type { Path } from "../../yaml/node";
import { viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { childAt, keysIn, type OutlineNode, unquoted } from "./outline";
import { type Place, placeAt } from "./place";
import { partOf } from "./schema-notes";

/** Longer lists say nothing that their beginning does not. */
const MOST_CHILDREN = 200;

/** The keys by which formats are told apart. */
export const HEADER_KEYS = ["apiVersion", "kind", "version"] as const;

/** What a question for completions is answered from. */
export interface Context {
  readonly workspace: Workspace;
  readonly view: WorkspaceView;
  readonly options: IdeOptions;
  /** The YAML document's text, and where it begins in the file. */
  readonly text: string;
  readonly start: number;
  /** The cursor, in the YAML document. */
  readonly offset: number;
  readonly place: Place;
  /** The objects of the document as it stands, or with the cursor's line left out where that reads better. */
  readonly document: SpecDocument;
  /** The innermost object that the cursor is in. */
  readonly object: SpecObject | undefined;
  /** The formats and kinds that the object around the cursor may be: one, where its header says so. */
  readonly schemaKeys: readonly string[];
  /** Those of them that the object's other keys fit best. */
  readonly likely: readonly string[];
  /** The outermost object: its lines, and the path from it to {@link place}. */
  readonly objectNode: OutlineNode;
  readonly path: Path;
}

/** @returns undefined where nothing can be written that any format knows */
export function contextAt(
  workspace: Workspace,
  uri: string,
  fileOffset: number,
  options: IdeOptions,
): Context | undefined {
  const found = documentAt(workspace, uri, fileOffset);
  if (!found) return undefined;
  const { text, start } = found;
  const offset = fileOffset - start;
  const place = placeAt(text, offset);
  if (!place) return undefined;
  const { document, object, depth } = recognised(found.document, text, offset, place);
  const path = place.path.slice(depth);
  const objectNode = nodeUnder(place.outline.root, place.path.slice(0, depth));
  const { schemaKeys, likely } = kindsAt(document, object, objectNode, path, place);
  const inner = document.objects
    .filter((one) => isPrefix(one.path, place.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return {
    workspace,
    view: viewOf(workspace, uri),
    options,
    text,
    start,
    offset,
    place,
    document,
    object: inner,
    schemaKeys,
    likely,
    objectNode,
    path,
  };
}

function documentAt(workspace: Workspace, uri: string, offset: number) {
  const slot = workspace.slotAt(uri, offset);
  if (slot) return { text: slot.document.yaml.text, start: slot.start, document: slot.document };
  const text = workspace.files.get(uri)?.text;
  if (text === undefined) return undefined;
  // A file that holds no word of any format is not read: it may be about to.
  const span = splitStream(text).findLast(({ start }) => start <= offset);
  if (!span) return undefined;
  return { text: text.slice(span.start, span.end), start: span.start, document: undefined };
}

interface Recognised {
  readonly document: SpecDocument;
  /** The outermost object that holds the place and has a schema. */
  readonly object?: SpecObject;
  /** How many parts of the path lead to the object. */
  readonly depth: number;
}

function recognised(
  asWritten: SpecDocument | undefined,
  text: string,
  offset: number,
  place: Place,
): Recognised {
  const outer = asWritten && outermost(asWritten, place.path);
  if (asWritten && outer && asWritten.yaml.faults.length === 0) {
    return { document: asWritten, object: outer, depth: outer.path.length };
  }
  // What is being typed may be what breaks the document.
  const document = readSpecDocument(withoutLine(text, offset));
  const object = outermost(document, place.path);
  if (object) return { document, object, depth: object.path.length };
  const depth = typeof place.path[0] === "number" ? 1 : 0;
  if (asWritten && outer) return { document: asWritten, object: outer, depth: outer.path.length };
  return { document: asWritten ?? document, depth };
}

function outermost(document: SpecDocument, path: Path): SpecObject | undefined {
  return document.objects
    .filter((object) => object.schemaKey !== undefined && isPrefix(object.path, path))
    .sort((a, b) => a.path.length - b.path.length)[0];
}

function isPrefix(path: Path, of: Path): boolean {
  return path.every((segment, at) => segment === of[at]);
}

/** The text with the cursor's line blank, as long as before. */
function withoutLine(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** The part of an outline at a path; as far as it leads. */
function nodeUnder(root: OutlineNode, path: Path): OutlineNode {
  let node = root;
  for (const segment of path) {
    const next = childAt(node, segment);
    if (!next) return node;
    node = next;
  }
  return node;
}

function kindsAt(
  { headerFaults }: SpecDocument,
  object: SpecObject | undefined,
  node: OutlineNode,
  path: Path,
  place: Place,
): Pick<Context, "schemaKeys" | "likely"> {
  const known = object?.schemaKey === undefined ? undefined : [object.schemaKey];
  // Where the header is at fault, the format is a guess: among the header's own keys all are shown.
  const guessed = path.length < 2 && headerFaults.some(({ root }) => root === object?.root);
  if (known && !guessed) return { schemaKeys: known, likely: known };
  const kinds = kindsOf(node, path, place);
  const schemaKeys = kinds.map(({ schemaKey }) => schemaKey);
  if (known && kinds.length === 0) return { schemaKeys: known, likely: known };
  const unknown = (misfits: number) => Math.floor(misfits / UNKNOWN_KEY);
  const least = unknown(kinds[0]?.misfits ?? 0);
  return {
    schemaKeys,
    likely:
      known ?? kinds.flatMap(({ schemaKey, misfits }) => (unknown(misfits) === least ? [schemaKey] : [])),
  };
}

/** A kind, and how little an object's keys fit it. */
interface Kind {
  readonly schemaKey: string;
  readonly misfits: number;
}

/** The kinds that do not contradict what an object's lines say; none where they say nothing of a format. */
function kindsOf(object: OutlineNode, path: Path, place: Place): Kind[] {
  const isHeader = place.role === "value" && path.length === 1 && HEADER_KEYS.some((key) => key === path[0]);
  const atRoot = place.role === "key" && path.length === 0;
  const written = new Map(
    keysIn(object).map(({ entry }) => [entry.key ?? "", place.outlineText(entry.value).trim()]),
  );
  written.delete("");
  const own = isHeader ? String(path[0]) : "";
  const others = [...written.keys()].filter((key) => key !== own);
  const stated = HEADER_KEYS.some((key) => key !== own && (written.get(key) ?? "") !== "");
  // A document that has just begun may become anything.
  const begun =
    (atRoot || isHeader) && others.length === 0 && object.children.every(({ entry }) => entry.kind === "key");
  if (!stated && !begun) return [];
  // Kubernetes' own objects have names that ours have too: `v1` and Service.
  if (KUBERNETES_CORE.test(unquoted(written.get("apiVersion") ?? ""))) return [];
  const kinds = Object.keys(documentOfKind).filter((schemaKey) => {
    const properties = rootSchema(schemaKey)?.schema.properties ?? {};
    if (!HEADER_KEYS.some((key) => headerValues(schemaKey, key).length > 0)) return false;
    return others.every((key) => Object.hasOwn(properties, key) || /^\W/.test(key));
  });
  const possible = HEADER_KEYS.filter((key) => key !== own).reduce(
    (left, key) => agreeing(left, key, unquoted(written.get(key) ?? "")),
    kinds,
  );
  return possible
    .map((schemaKey) => ({ schemaKey, misfits: misfit(object, rootSchema(schemaKey)) }))
    .sort((a, b) => a.misfits - b.misfits);
}

/** An apiVersion without a group: Kubernetes' own, and no format's of SLOs. */
const KUBERNETES_CORE = /^v\d+(?:(?:alpha|beta)\d+)?$/;

/** A key that a kind does not know says more against it than any number of keys that are not there yet. */
const UNKNOWN_KEY = 1000;

/** How little an object's keys fit a kind: the less, the likelier it is meant. */
function misfit(node: OutlineNode, of: ResolvedSchema | undefined): number {
  if (!of || node.children.length > MOST_CHILDREN) return 0;
  const present = new Set(keysIn(node).map(({ entry }) => entry.key));
  let count = (of.schema.required ?? []).filter((key) => !present.has(key)).length;
  for (const child of node.children) {
    const { kind, key = "" } = child.entry;
    if (kind === "key" && key === "") continue;
    const below = kind === "item" ? itemSchema(of) : propertySchema(of, key);
    if (below) count += misfit(child, below);
    else if (of.schema.properties !== undefined) count += UNKNOWN_KEY;
  }
  return count;
}

/** The kinds whose header has this value; where none has, those whose value begins so: it may be half typed. */
function agreeing(kinds: string[], key: string, text: string): string[] {
  if (text === "") return kinds;
  const exact = kinds.filter((schemaKey) => headerValues(schemaKey, key).includes(text));
  if (exact.length > 0) return exact;
  return kinds.filter((schemaKey) => headerValues(schemaKey, key).some((value) => value.startsWith(text)));
}

/** The values that a kind's header key has: those of its schema; where that leaves them open, those of its key. */
export function headerValues(schemaKey: string, key: string): readonly string[] {
  const root = rootSchema(schemaKey);
  if (!root || !Object.hasOwn(root.schema.properties ?? {}, key)) return [];
  const schema = propertySchema(root, key)?.schema;
  if (schema?.const !== undefined) return [String(schema.const)];
  if (schema?.enum) return schema.enum.map(String);
  const [apiVersion = "", kind = ""] = schemaKey.split("#");
  return [key === "kind" ? (kind.split("/")[0] ?? "") : apiVersion];
}

/** What each kind in question says of a part of the object. */
export function schemasAt({ schemaKeys }: Pick<Context, "schemaKeys">, path: Path): ResolvedSchema[] {
  return schemaKeys.flatMap((schemaKey) => partOf(schemaKey, path) ?? []);
}

/** What the format says of a part of the object; of several kinds in question the first that knows it. */
export function schemaFor(context: Pick<Context, "schemaKeys">, path: Path): JsonSchema | undefined {
  return schemasAt(context, path)[0]?.schema;
}
