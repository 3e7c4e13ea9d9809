import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ignore, { type Ignore } from "ignore";

/** The patterns of one file, which hold below one folder. */
interface Patterns {
  readonly folder: string;
  readonly matcher: Ignore;
}

/**
 * What the repository says is not to be looked at: `.git/info/exclude`, and the `.gitignore` of every folder from its
 * root down. Outside of repositories the `.gitignore` files from the directory asked for down count. A user's own
 * file (`core.excludesFile`) is not read: what is checked would be another on each machine.
 */
export class GitIgnore {
  private readonly byFolder = new Map<string, Patterns | undefined>();
  private readonly entered = new Map<string, boolean>();
  private top: string;
  private exclude: Patterns | undefined;

  /** @param directory what was asked for: it is looked at, even where its repository ignores it */
  constructor(directory: string) {
    const repository = repositoryOf(directory);
    this.top = repository ?? directory;
    this.exclude = repository === undefined ? undefined : excludesOf(repository);
    if (directory === this.top || !this.ignores(directory, true)) return;
    this.top = directory;
    this.exclude = undefined;
    this.entered.clear();
  }

  /** Whether a file or folder below the directory is ignored, for itself or because of a folder above it. */
  ignores(path: string, isFolder: boolean): boolean {
    const folder = dirname(path);
    if (folder.length >= this.top.length && folder !== this.top && folder !== path) {
      let above = this.entered.get(folder);
      if (above === undefined) {
        above = this.ignores(folder, true);
        this.entered.set(folder, above);
      }
      if (above) return true;
    }
    for (let at = folder; ; at = dirname(at)) {
      const said = this.patternsIn(at)?.matcher.test(named(at, path, isFolder));
      if (said?.ignored) return true;
      if (said?.unignored) return false;
      if (at === this.top || dirname(at) === at) break;
    }
    return this.exclude?.matcher.ignores(named(this.exclude.folder, path, isFolder)) ?? false;
  }

  private patternsIn(folder: string): Patterns | undefined {
    if (!this.byFolder.has(folder)) this.byFolder.set(folder, patternsOf(join(folder, ".gitignore"), folder));
    return this.byFolder.get(folder);
  }
}

function named(folder: string, path: string, isFolder: boolean): string {
  return `${relative(folder, path).replaceAll("\\", "/")}${isFolder ? "/" : ""}`;
}

function patternsOf(file: string, folder: string): Patterns | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return { folder, matcher: ignore({ ignorecase: false }).add(readFileSync(file, "utf8")) };
  } catch {
    // Not ours to read, as for git: it ignores nothing then.
    return undefined;
  }
}

/** The root of the repository that a directory lies in. */
function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** `info/exclude` of a repository; a worktree and a submodule keep theirs elsewhere, where their `.git` file says. */
function excludesOf(repository: string): Patterns | undefined {
  let git = join(repository, ".git");
  try {
    if (statSync(git).isFile()) {
      git = resolve(repository, (/^gitdir: (.+)$/m.exec(readFileSync(git, "utf8"))?.[1] ?? "").trim());
      const common = join(git, "commondir");
      if (existsSync(common)) git = resolve(git, readFileSync(common, "utf8").trim());
    }
  } catch {
    // A repository that cannot be read excludes nothing.
    return undefined;
  }
  return patternsOf(join(git, "info/exclude"), repository);
}
