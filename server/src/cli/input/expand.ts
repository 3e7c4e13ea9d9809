import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { glob } from "tinyglobby";
import { isEntered, PASSED_OVER } from "../../host/passed-over";
import { reasonOf } from "../io";
import { GitIgnore } from "./git-ignore";

const YAML_NAME = /\.ya?ml$/i;
const GLOB = /[*?[\]{}]|[!@+]\(/;

/** Which files a call asks for. */
export interface Expanded {
  /** By absolute path, in no order; `named` where the call says the very name. */
  readonly files: ReadonlyMap<string, { readonly named: boolean }>;
  /** What could not be found, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * The files that arguments ask for: files by name, the YAML files in directories that the repository does not ignore,
 * what patterns match, less what patterns that begin with `!` match.
 */
export async function expand(paths: readonly string[], cwd: string): Promise<Expanded> {
  const files = new Map<string, { named: boolean }>();
  const problems: string[] = [];
  const wanted = paths.filter((path) => !isNegation(path));
  for (const path of wanted.length > 0 ? wanted : ["."]) {
    const absolute = resolve(cwd, path);
    const stat = statusOf(absolute, path, problems);
    if (stat === "unreadable") continue;
    if (stat?.isDirectory()) {
      const found = yamlFilesBelow(absolute, new GitIgnore(absolute), problems);
      for (const file of found) if (!files.has(file)) files.set(file, { named: false });
    } else if (stat) files.set(absolute, { named: true });
    else if (GLOB.test(path)) {
      const found = await matching(path, cwd);
      if (found.length === 0) problems.push(`No file matches "${path}".`);
      for (const file of found) if (!files.has(file)) files.set(file, { named: false });
    } else problems.push(`There is no file or directory "${path}".`);
  }
  for (const path of paths.filter(isNegation)) {
    for (const file of await globbed(path.slice(1), cwd)) files.delete(file);
    const folder = resolve(cwd, path.slice(1));
    for (const file of files.keys()) if (file.startsWith(join(folder, "/"))) files.delete(file);
  }
  return { files, problems };
}

/** A file's status; undefined where there is none. */
function statusOf(file: string, path: string, problems: string[]): Stats | undefined | "unreadable" {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    problems.push(`"${path}" cannot be read (${reasonOf(error)}).`);
    return "unreadable";
  }
}

function isNegation(path: string): boolean {
  return path.startsWith("!") && path.length > 1 && path[1] !== "(";
}

/** The files that a pattern matches and no `.gitignore` takes out; YAML files, unless it names another ending. */
async function matching(pattern: string, cwd: string): Promise<string[]> {
  const found = await globbed(pattern, cwd);
  const fixed = pattern.split("/").findIndex((part) => GLOB.test(part));
  const base = resolve(
    cwd,
    pattern.split("/").slice(0, fixed).join("/") || (pattern.startsWith("/") ? "/" : "."),
  );
  const ignored = new GitIgnore(base);
  const anyEnding = /\.[\w-]+$/.test(pattern);
  return found.filter((file) => (anyEnding || YAML_NAME.test(file)) && !ignored.ignores(file, false));
}

async function globbed(pattern: string, cwd: string): Promise<string[]> {
  const found = await glob([pattern.replaceAll("\\", "/")], {
    cwd,
    absolute: true,
    dot: true,
    expandDirectories: false,
    onlyFiles: true,
    ignore: ["**/.git/**", ...PASSED_OVER.map((name) => `**/${name}/**`)],
  });
  return found.map((file) => resolve(file));
}

/**
 * The YAML files below a directory. Each file and each directory is met once, whatever links lead to it, and under its
 * own name where it has one here. Pipes, sockets and devices are no files: reading one might never end.
 */
function yamlFilesBelow(top: string, ignored: GitIgnore, problems: string[]): string[] {
  const found: string[] = [];
  const met = new Set<string>();
  // Links come last; what they lead to may hold further ones.
  const links: string[] = [];
  const enter = (directory: string) => {
    let entries: Dirent[];
    let real: string;
    try {
      real = realpathSync(directory);
      if (met.has(real)) return;
      met.add(real);
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      problems.push(`"${directory}" cannot be read (${reasonOf(error)}).`);
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) {
        if (isEntered(entry.name) && !ignored.ignores(path, true)) enter(path);
      } else if (entry.isFile() && isYaml(path, ignored)) {
        met.add(join(real, entry.name));
        found.push(path);
      }
    }
  };
  enter(top);
  for (const link of links) {
    const target = targetOf(link);
    if (target === "directory") {
      if (isEntered(basename(link)) && !ignored.ignores(link, true)) enter(link);
    } else if (target !== "other" && isYaml(link, ignored)) {
      // One that leads nowhere is kept: whoever reads it says so.
      const real = target === "file" ? realpathSync(link) : link;
      if (!met.has(real)) found.push(link);
      met.add(real);
    }
  }
  return found;
}

/** A lock of Emacs, `.#slo.yaml`, is a link that leads nowhere while somebody edits the file. */
function isYaml(path: string, ignored: GitIgnore): boolean {
  return YAML_NAME.test(path) && !basename(path).startsWith(".#") && !ignored.ignores(path, false);
}

/** What a symbolic link leads to. */
function targetOf(link: string): "file" | "directory" | "other" | "nothing" {
  try {
    const stat = statSync(link);
    return stat.isDirectory() ? "directory" : stat.isFile() ? "file" : "other";
  } catch {
    // Why it leads nowhere (it is missing, it is a circle) is told by whoever reads it.
    return "nothing";
  }
}
