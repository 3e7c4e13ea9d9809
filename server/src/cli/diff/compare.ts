import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { changesBetween } from "../../core/change/changes";
import type { ObjectiveChange } from "../../core/change/objective-change";
import { mayHoldSpecs } from "../../core/dialects/registry";
import { LineIndex } from "../../core/text/line-index";
import { type FileChange, type SourceFile, Workspace } from "../../core/workspace";
import { isEntered } from "../../host/passed-over";
import { type Content, readTexts, type Tree, treeOfCommit, treeOfWorkingTree } from "../git/files";
import { type Comparison, findRepository, type Repository, readComparison } from "../git/repository";
import { type CliIo, MisuseError } from "../io";

/** Where an objective stands. */
export interface Place {
  /** In the repository, with forward slashes. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
}

export interface PlacedChange extends ObjectiveChange {
  readonly places: { readonly before?: Place; readonly after?: Place };
}

/** What a comparison found. */
export interface DiffReport {
  readonly comparison: Comparison;
  readonly changes: readonly PlacedChange[];
  /** How many objectives there are after the change, in the paths that were asked for. */
  readonly objectives: number;
  /** Whole sentences: what was left out, or may not be as it looks. */
  readonly notes: readonly string[];
}

const YAML_NAME = /\.ya?ml$/i;

/**
 * Compares two states of a repository.
 *
 * @param paths what is asked for, relative to where the caller stands; none for all. References lead everywhere.
 */
export async function compareStates(range: string, paths: readonly string[], io: CliIo): Promise<DiffReport> {
  const repository = await findRepository(io.cwd);
  const comparison = await readComparison(range, repository);
  const asked = paths.map((path) => repositoryPath(path, repository, io));
  const isWanted = (path: string) => YAML_NAME.test(path) && isPlaced(path, asked);
  const base = await treeOfCommit(comparison.base, repository, isWanted);
  const head = comparison.head
    ? await treeOfCommit(comparison.head, repository, isWanted)
    : await treeOfWorkingTree(repository, isWanted);
  for (const [at, path] of asked.entries())
    if (!isThere(path, base) && !isThere(path, head))
      throw new MisuseError(`There is no file or directory "${paths[at]}" on either side.`);
  const { before, after } = await readWorkspaces(base, head, repository);
  const uriBase = `${pathToFileURL(repository.top).href}/`;
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(uriBase.length));
  const isAsked = (uri: string) => asked.length === 0 || asked.some((path) => isBelow(pathOf(uri), path));
  const placeOf = placesIn(pathOf);
  const counts = (side: ObjectiveChange["after"], workspace: Workspace) =>
    side !== undefined && isAsked(side.place.uri) && !workspace.settingsOf(side.place.uri).excluded;
  const changes = changesBetween(before, after, { nowEpochMs: io.now() })
    // What was excluded before and still is, counts nowhere; nobody slips past by excluding it now.
    .filter((change) => counts(change.before, before) || counts(change.after, after))
    .map((change): PlacedChange => {
      const { before: was, after: is } = change;
      return {
        ...change,
        places: {
          ...(was ? { before: placeOf(was, before) } : {}),
          ...(is ? { after: placeOf(is, after) } : {}),
        },
      };
    });
  return {
    comparison,
    changes,
    objectives: objectivesIn(after, (uri) => isAsked(uri) && !after.settingsOf(uri).excluded),
    notes: notesOn(changes, after, new Set([...base.tooLarge, ...head.tooLarge])),
  };
}

/** A path as the repository knows it: `.` is the whole of it. */
function repositoryPath(path: string, { top, isBare }: Repository, { cwd }: CliIo): string {
  if (isBare) return path.replace(/\/+$/, "");
  const from = realpathSync(cwd);
  const inside = relative(realpathSync(top), isAbsolute(path) ? resolve(path) : resolve(from, path));
  if (inside.split(sep)[0] === ".." || isAbsolute(inside))
    throw new MisuseError(`"${path}" lies outside of the repository.`);
  return inside === "" ? "." : inside.split(sep).join("/");
}

function isBelow(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

/** Folders of others' files are passed over, as everywhere, unless they are asked for. */
function isPlaced(path: string, asked: readonly string[]): boolean {
  const isOpen = (rest: string) => rest.split("/").slice(0, -1).every(isEntered);
  return (
    isOpen(path) ||
    asked.some((folder) => isBelow(path, folder) && isOpen(path.slice(folder.length).replace(/^\//, "")))
  );
}

function isThere(path: string, { paths }: Tree): boolean {
  return path === "." || paths.has(path) || [...paths].some((one) => isBelow(one, path));
}

/** Both states; what is the same in both is read once. */
async function readWorkspaces(base: Tree, head: Tree, repository: Repository) {
  const isSame = (path: string, content: Content) => {
    const other = base.files.get(path);
    return content.kind === "blob" && other?.kind === "blob" && other.id === content.id;
  };
  const changed = [...head.files].filter(([path, content]) => !isSame(path, content));
  const texts = await readTexts(
    [...base.files.values(), ...changed.map(([, content]) => content)],
    repository,
  );
  const uriOf = (path: string) => pathToFileURL(join(repository.top, path)).href;
  const set = (path: string, content: Content): FileChange[] => {
    const text = texts.get(content);
    // The text of other YAML is not even kept.
    return text !== undefined && mayHoldSpecs(text) ? [{ kind: "set", uri: uriOf(path), text }] : [];
  };
  const before = Workspace.create().apply([...base.files].flatMap(([path, content]) => set(path, content)));
  const gone = [...base.files.keys()].filter((path) => !head.files.has(path));
  const after = before.apply([
    ...gone.map((path) => ({ kind: "delete" as const, uri: uriOf(path) })),
    ...changed.flatMap(([path, content]): FileChange[] => {
      const change = set(path, content);
      return change.length > 0 ? change : [{ kind: "delete", uri: uriOf(path) }];
    }),
  ]);
  return { before, after };
}

function placesIn(pathOf: (uri: string) => string) {
  const indexes = new WeakMap<SourceFile, LineIndex>();
  return ({ place, objective }: NonNullable<ObjectiveChange["after"]>, workspace: Workspace): Place => {
    const { uri, document } = place;
    const file = workspace.files.get(uri);
    let lines = file && indexes.get(file);
    if (!lines) {
      lines = new LineIndex(file?.text ?? "");
      if (file) indexes.set(file, lines);
    }
    const start = workspace.slotOf(uri, document)?.start ?? 0;
    const { line } = lines.positionAt(start + (objective.target?.span ?? objective.span).start);
    return { path: pathOf(uri), line: line + 1 };
  };
}

function objectivesIn(workspace: Workspace, isAsked: (uri: string) => boolean): number {
  let count = 0;
  for (const [uri, { slots }] of workspace.files) {
    if (!isAsked(uri)) continue;
    for (const { document } of slots)
      for (const { body } of document.objects) if (body.type === "slo") count += body.objectives.length;
  }
  return count;
}

function notesOn(
  changes: readonly PlacedChange[],
  after: Workspace,
  tooLarge: ReadonlySet<string>,
): readonly string[] {
  const notes: string[] = [];
  for (const path of tooLarge) notes.push(`${path} is larger than 5 MB and was passed over.`);
  const broken = new Set<string>();
  for (const { kind, before, places } of changes) {
    if (kind !== "removed" || !before || !places.before) continue;
    const slots = after.files.get(before.place.uri)?.slots ?? [];
    if (slots.some(({ document }) => document.yaml.faults.length > 0)) broken.add(places.before.path);
  }
  for (const path of broken)
    notes.push(`${path} is no sound YAML after the change: what is told as removed may only be unreadable.`);
  return notes;
}
