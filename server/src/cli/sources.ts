import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Workspace } from "../core/workspace";
import { findYamlFiles } from "../host/node-files";
import { type CliIo, MisuseError } from "./io";

/** A file that was asked for. */
export interface CheckedFile {
  readonly uri: string;
  /** As people read it: relative to where they stand, with forward slashes. */
  readonly path: string;
}

export interface Sources {
  readonly workspace: Workspace;
  readonly files: readonly CheckedFile[];
}

/** What marks a directory as the root of the files that belong together. */
const ROOT_MARKS = [".slosmith.yaml", ".git"];

/**
 * Reads what was asked for, and beside it the other YAML files of the same repository: references lead there,
 * and what the editor says of a file the command line must say too. `-` is standard input.
 */
export async function readSources(
  paths: readonly string[],
  root: string | undefined,
  io: CliIo,
): Promise<Sources> {
  const asked = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const path of paths.length > 0 ? paths : ["."]) {
    if (path === "-") {
      const name = join(io.cwd, "stdin.yaml");
      asked.set(name, "-");
      texts.set(name, await io.stdin());
      continue;
    }
    const absolute = resolve(io.cwd, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (!stat) throw new MisuseError(`There is no file or directory "${path}".`);
    if (stat.isDirectory())
      for (const file of await findYamlFiles(absolute)) asked.set(file, shown(file, io.cwd));
    else asked.set(absolute, shown(absolute, io.cwd));
  }
  const context = root === undefined ? rootOf([...asked.keys()]) : resolve(io.cwd, root);
  if (root !== undefined && !existsSync(context ?? ""))
    throw new MisuseError(`--root: there is no directory "${root}".`);
  const beside = context === undefined ? [] : await findYamlFiles(context);
  for (const file of new Set([...asked.keys(), ...beside])) {
    if (texts.has(file)) continue;
    const text = readText(file, asked.has(file));
    if (text !== undefined) texts.set(file, text);
  }
  const workspace = Workspace.create().apply(
    [...texts].map(([file, text]) => ({ kind: "set", uri: pathToFileURL(file).href, text })),
  );
  const files = [...asked].map(([file, path]) => ({ uri: pathToFileURL(file).href, path }));
  return { workspace, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A file that was named must be readable; of the others, what cannot be read is left out. */
function readText(file: string, asked: boolean): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (!asked) return undefined;
    throw new MisuseError(`"${file}" cannot be read (${reasonOf(error)}).`);
  }
}

/**
 * Writes a file.
 *
 * @param shown its path as people read it
 */
export function writeText(file: string, shown: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new MisuseError(`"${shown}" cannot be written (${reasonOf(error)}).`);
  }
}

function reasonOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error);
}

/** The repository that holds all the files; undefined where there is none or they lie in different ones. */
function rootOf(files: readonly string[]): string | undefined {
  const roots = new Set(files.map((file) => markedAncestor(dirname(file))));
  return roots.size === 1 ? [...roots][0] : undefined;
}

function markedAncestor(from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A file of the workspace as people read it, relative to where they stand. */
export function shownPath(uri: string, cwd: string): string {
  return uri.startsWith("file:") ? shown(fileURLToPath(uri), cwd) : decodeURIComponent(uri);
}

function shown(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path.startsWith("..") && path.split(sep).length > 4 ? file : path).replaceAll("\\", "/");
}
