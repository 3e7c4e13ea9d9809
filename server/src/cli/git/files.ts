import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { LARGEST_FILE } from "../../host/passed-over";
import { decode } from "../input/decode";
import { MisuseError, reasonOf } from "../io";
import type { Commit, Repository } from "./repository";
import { git } from "./run";

/** Where the text of a file is to be had. */
export type Content =
  | { readonly kind: "blob"; readonly id: string }
  | { readonly kind: "disk"; readonly path: string };

/** The files of one side of a comparison, by their paths in the repository, with forward slashes. */
export interface Tree {
  /** All paths, those of other files included. */
  readonly paths: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, Content>;
  /** Paths of files that are too large to be specs. */
  readonly tooLarge: readonly string[];
}

const REGULAR = /^100/;
const SYMBOLIC_LINK = "120000";
/** A link may lead to a link; a longer chain than this is not followed. */
const MOST_LINKS = 8;

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size?: number;
}

/**
 * The files of a commit.
 *
 * @param isWanted whether a path is one to read
 */
export async function treeOfCommit(
  commit: Commit,
  repository: Repository,
  isWanted: (path: string) => boolean,
): Promise<Tree> {
  const { code, out, complaint } = await git(
    ["ls-tree", "-r", "-z", "-l", "--full-tree", commit.id],
    repository.top,
  );
  if (code !== 0) throw new MisuseError(`git cannot read ${commit.name}: ${complaint}`);
  const entries = new Map<string, Entry>();
  for (const record of records(out)) {
    const match = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record);
    const [, mode = "", id = "", size = "-", path = ""] = match ?? [];
    if (match) entries.set(path, { mode, id, ...(size === "-" ? {} : { size: Number(size) }) });
  }
  return readEntries(entries, repository, isWanted);
}

async function readEntries(
  entries: ReadonlyMap<string, Entry>,
  repository: Repository,
  isWanted: (path: string) => boolean,
): Promise<Tree> {
  const files = new Map<string, Content>();
  const tooLarge: string[] = [];
  const links = [...entries].filter(([, { mode }]) => mode === SYMBOLIC_LINK);
  const wantedLinks = links.some(([path]) => isWanted(path));
  const targets = wantedLinks
    ? await blobTexts(
        links.map(([, { id }]) => id),
        repository,
      )
    : new Map<string, string>();
  for (const [path, entry] of entries) {
    if (!isWanted(path)) continue;
    const found = followed(path, entry, entries, targets);
    if (!found) continue;
    if ((found.size ?? 0) > LARGEST_FILE) tooLarge.push(path);
    else files.set(path, { kind: "blob", id: found.id });
  }
  return { paths: new Set(entries.keys()), files, tooLarge };
}

/** The regular file that an entry is or leads to, inside of the repository. */
function followed(
  path: string,
  entry: Entry,
  entries: ReadonlyMap<string, Entry>,
  targets: ReadonlyMap<string, string>,
): Entry | undefined {
  let at = path;
  let current: Entry | undefined = entry;
  for (let link = 0; current?.mode === SYMBOLIC_LINK && link < MOST_LINKS; link++) {
    at = posix.normalize(posix.join(posix.dirname(at), targets.get(current.id) ?? ""));
    current = entries.get(at);
  }
  return current && REGULAR.test(current.mode) ? current : undefined;
}

/**
 * The files as they are now: those that git knows and those that it would take, from the disk. What a sparse checkout
 * leaves out is as it is in the index.
 */
export async function treeOfWorkingTree(
  repository: Repository,
  isWanted: (path: string) => boolean,
): Promise<Tree> {
  const { top } = repository;
  const known = await git(["ls-files", "-z", "--stage", "-t"], top);
  const others = await git(["ls-files", "-z", "--others", "--exclude-standard"], top);
  for (const { code, complaint } of [known, others])
    if (code !== 0) throw new MisuseError(`git cannot list the files: ${complaint}`);
  const paths = new Set<string>();
  const files = new Map<string, Content>();
  const tooLarge: string[] = [];
  const take = (path: string) => {
    const size = sizeOnDisk(path, top);
    if (size === undefined) return;
    paths.add(path);
    if (!isWanted(path)) return;
    if (size > LARGEST_FILE) tooLarge.push(path);
    else files.set(path, { kind: "disk", path: join(top, path) });
  };
  for (const record of records(known.out)) {
    const match = /^(\S) (\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(record);
    const [, tag = "", mode = "", id = "", path = ""] = match ?? [];
    if (tag !== "S") take(path);
    else {
      paths.add(path);
      if (isWanted(path) && REGULAR.test(mode)) files.set(path, { kind: "blob", id });
    }
  }
  for (const path of records(others.out)) take(path);
  return { paths, files, tooLarge };
}

/** The size of a regular file, or of one that a link in the repository leads to; undefined where there is none. */
function sizeOnDisk(path: string, top: string): number | undefined {
  try {
    const own = lstatSync(join(top, path));
    if (own.isFile()) return own.size;
    if (!own.isSymbolicLink()) return undefined;
    const real = realpathSync(join(top, path));
    if (relative(realpathSync(top), real).split(sep)[0] === "..") return undefined;
    const led = lstatSync(real);
    return led.isFile() ? led.size : undefined;
  } catch {
    // Deleted, or not ours to read: it is not there to be compared.
    return undefined;
  }
}

function records(out: Buffer): string[] {
  return out
    .toString("utf8")
    .split("\0")
    .filter((record) => record !== "");
}

/** Reads texts: of blobs all at once, from the disk one by one. A file that is gone by now is left out. */
export async function readTexts(
  contents: readonly Content[],
  repository: Repository,
): Promise<Map<Content, string>> {
  const blobs = await blobTexts(
    contents.flatMap((content) => (content.kind === "blob" ? [content.id] : [])),
    repository,
  );
  const texts = new Map<Content, string>();
  for (const content of contents) {
    const text = content.kind === "blob" ? blobs.get(content.id) : diskText(content.path);
    if (text !== undefined) texts.set(content, text);
  }
  return texts;
}

function diskText(path: string): string | undefined {
  try {
    return decode(readFileSync(path)).text;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === "ENOENT") return undefined;
    throw new MisuseError(`"${path}" cannot be read (${reason}).`);
  }
}

/** The texts of blobs, by their ids. What is no UTF-8 is read as files are. */
async function blobTexts(ids: readonly string[], repository: Repository): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return texts;
  const { code, out, complaint } = await git(
    ["cat-file", "--batch"],
    repository.top,
    `${wanted.join("\n")}\n`,
  );
  if (code !== 0) throw new MisuseError(`git cannot read its objects: ${complaint}`);
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf("\n", at);
    if (end < 0) break;
    const [id = "", type = "", size = ""] = out.toString("utf8", at, end).split(" ");
    if (type === "missing")
      throw new MisuseError(`Object ${id} is not in this clone: fetch the history first.`);
    const length = Number(size);
    texts.set(id, decode(out.subarray(end + 1, end + 1 + length)).text);
    at = end + 1 + length + 1;
  }
  return texts;
}
