import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { glob } from "tinyglobby";
import { isEntered, PASSED_OVER } from "../../host/passed-over";
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
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      const found = walk(absolute, new GitIgnore(absolute), new Set(), problems);
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

/** The YAML files below a directory. One that a symbolic link leads to a second time is entered once. */
function* walk(
  directory: string,
  ignored: GitIgnore,
  entered: Set<string>,
  problems: string[],
): Generator<string> {
  let entries: Dirent[];
  try {
    const real = realpathSync(directory);
    if (entered.has(real)) return;
    entered.add(real);
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    problems.push(`"${directory}" cannot be read (${(error as { code?: string }).code ?? String(error)}).`);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    const target = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    if (target?.isDirectory()) {
      if (isEntered(entry.name) && !ignored.ignores(path, true))
        yield* walk(path, ignored, entered, problems);
    } else if (YAML_NAME.test(entry.name) && !ignored.ignores(path, false)) yield path;
  }
}
