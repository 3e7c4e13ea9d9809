import type { Reference, SpecObject } from "../../model/spec-object";
import { annotation } from "../../model/spec-object";
import { definitionsOf } from "../../resolve/scope";
import { TIER_ANNOTATION } from "../../resolve/tier";
import type { RuleSettings } from "../../rules/run";
import { type Span, shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import { viewOf } from "../lookup";
import { decoded } from "../words";
import { appendDocuments } from "./append";
import type { Refactoring } from "./extract-indicator";
import { changed, newFindings } from "./judge";
import { newFileBeside } from "./new-file";
import { newObjects, type Wanted } from "./new-object";
import type { FileChange } from "./text-edits";

/**
 * What makes the object that a name under a range stands for, where no object has it: behind this file's documents, or
 * as a new file beside the files that hold others of its kind. Nothing is offered that would be found fault with.
 */
export function createObject(
  workspace: Workspace,
  uri: string,
  range: Span,
  settings: RuleSettings = {},
): Refactoring[] {
  const wanted = wantedAt(workspace, uri, range);
  const file = workspace.files.get(uri);
  if (!wanted || !file) return [];
  const { kind, name } = wanted.reference;
  const documents = newObjects(wanted).find((made) => {
    const changes = [{ uri, edits: [appendDocuments(file, made)] }];
    return isSound(workspace, wanted, changes, settings);
  });
  if (!documents) return [];
  const here: Refactoring = {
    title: `Create ${kind} \`${name}\` in this file`,
    changes: [{ uri, edits: [appendDocuments(file, documents)] }],
  };
  const path = newFileFor(workspace, wanted, uri);
  if (path === undefined) return [here];
  const text = documents.join("---\n");
  const changes: FileChange[] = [
    { uri: path, operation: "create", edits: [{ span: { start: 0, end: 0 }, newText: text }] },
  ];
  if (!isSound(workspace, wanted, changes, settings)) return [here];
  const beside = { title: `Create ${kind} \`${name}\` in ${relativePath(path, uri)}`, changes };
  return [beside, here];
}

/** The reference under a range that leads nowhere. */
function wantedAt(workspace: Workspace, uri: string, range: Span): Wanted | undefined {
  const slot = workspace.slotAt(uri, range.start);
  if (!slot || slot.document.yaml.faults.length > 0) return undefined;
  const local = shift(range, -slot.start);
  const view = viewOf(workspace, uri);
  for (const from of slot.document.objects) {
    if (from.partial) continue;
    for (const reference of referencesOf(from)) {
      if (reference.implied || reference.name === "") continue;
      if (local.start > reference.span.end || local.end < reference.span.start) continue;
      const wanted = { reference, from, view };
      return isDefined(wanted) ? undefined : wanted;
    }
  }
  return undefined;
}

/** An object's references, its tier's among them. */
function referencesOf(object: SpecObject): readonly Reference[] {
  const tier = annotation(object, TIER_ANNOTATION);
  if (!tier) return object.references;
  const { value: name, span } = tier;
  return [...object.references, { kind: "ReliabilityTier", name, span, field: TIER_ANNOTATION }];
}

function isDefined({ reference, view }: Omit<Wanted, "from">): boolean {
  if (reference.kind === "ReliabilityTier") return view.tiersNamed(reference.name).length > 0;
  return definitionsOf(reference, view).length > 0;
}

/** The name leads somewhere afterwards, and there is nothing new to be said. */
function isSound(
  workspace: Workspace,
  wanted: Wanted,
  changes: readonly FileChange[],
  settings: RuleSettings,
): boolean {
  const view = viewOf(changed(workspace, changes), wanted.view.uri);
  if (!isDefined({ reference: wanted.reference, view })) return false;
  const uris = [...new Set([wanted.view.uri, ...changes.map(({ uri }) => uri)])];
  const all = uris.map((uri) => changes.find((change) => change.uri === uri) ?? { uri, edits: [] });
  // That there is a tier now is what was asked for.
  const expected = wanted.reference.kind === "ReliabilityTier" ? ["no-tier"] : [];
  return newFindings(workspace, all, settings).every((code) => expected.includes(code));
}

/** A file of the object's name in the folder that holds most others of its kind; undefined where none is elsewhere. */
function newFileFor(
  workspace: Workspace,
  { reference, from, view }: Wanted,
  uri: string,
): string | undefined {
  const folders = new Map<string, number>();
  for (const { uri: other, object } of view.all(reference.kind)) {
    if (other === uri || (object.dialect !== from.dialect && reference.kind !== "ReliabilityTier")) continue;
    const folder = other.slice(0, other.lastIndexOf("/") + 1);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  const [most] = [...folders].sort((a, b) => b[1] - a[1]);
  return most && newFileBeside(workspace, most[0], reference.name);
}

/** A file as people name it from the folder of another one. */
function relativePath(path: string, from: string): string {
  const to = path.split("/");
  const own = from.split("/").slice(0, -1);
  let same = 0;
  while (same < own.length && own[same] === to[same]) same++;
  const up = own.slice(same).map(() => "..");
  return [...up, ...to.slice(same)].map(decoded).join("/");
}
