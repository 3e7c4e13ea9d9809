import { MisuseError } from "../io";
import { git, gitText } from "./run";

/** A repository as the caller stands in it. */
export interface Repository {
  /** The folder that holds the work tree; of a bare repository its own. */
  readonly top: string;
  readonly isBare: boolean;
}

/** A commit, by the words that the caller used. */
export interface Commit {
  readonly name: string;
  /** Its whole id. */
  readonly id: string;
}

/** What is compared: a commit with another, or with the files as they are now. */
export interface Comparison {
  readonly base: Commit;
  /** Absent: the working tree. */
  readonly head?: Commit;
}

/** Finds the repository that a folder belongs to. */
export async function findRepository(cwd: string): Promise<Repository> {
  const { code, out, complaint } = await git(
    ["rev-parse", "--is-bare-repository", "--absolute-git-dir"],
    cwd,
  );
  if (code !== 0) {
    if (/not a git repository/i.test(complaint))
      throw new MisuseError(`This folder is not in a git repository: ${cwd}`);
    throw new MisuseError(`git cannot read the repository: ${complaint}`);
  }
  const [bare, directory = ""] = out.toString("utf8").trimEnd().split("\n");
  if (bare === "true") return { top: directory, isBare: true };
  const top = await gitText(["rev-parse", "--show-toplevel"], cwd);
  if (top === undefined)
    throw new MisuseError("This is git's own folder. Run the command in the folder of the files.");
  return { top, isBare: false };
}

/**
 * Reads what to compare: `main`, `main..topic`, or `main...topic` from where the two parted. A side that is left out of
 * a range is `HEAD`, as for git.
 *
 * @throws MisuseError where a commit is not there
 */
export async function readComparison(range: string, repository: Repository): Promise<Comparison> {
  const dots = /^(.*?)(\.{2,3})(.*)$/.exec(range);
  if (!dots) {
    if (repository.isBare)
      throw new MisuseError("A bare repository has no working tree: name two commits, as in main..topic.");
    return { base: await commitNamed(range, repository) };
  }
  const [, left = "", between, right = ""] = dots;
  const base = await commitNamed(left || "HEAD", repository);
  const head = await commitNamed(right || "HEAD", repository);
  if (between === "..") return { base, head };
  const id = await gitText(["merge-base", base.id, head.id], repository.top);
  if (id === undefined || id === "") {
    const why = (await isShallow(repository))
      ? "in this clone, which is shallow: fetch more of the history first."
      : "in this repository.";
    throw new MisuseError(`${base.name} and ${head.name} have no commit in common ${why}`);
  }
  return { base: { name: `${base.name}...${head.name}`, id }, head };
}

async function commitNamed(name: string, repository: Repository): Promise<Commit> {
  const wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const id = await gitText(wanted, repository.top);
  if (id !== undefined && /^[0-9a-f]{40,64}$/.test(id)) return { name, id };
  if (await isShallow(repository))
    throw new MisuseError(
      `There is no commit "${name}" in this clone, which is shallow: fetch it first (in GitHub Actions: "fetch-depth: 0" for the checkout).`,
    );
  if (name === "HEAD") throw new MisuseError("The repository has no commit yet.");
  throw new MisuseError(`There is no commit "${name}" in this repository. Paths follow behind the commit.`);
}

async function isShallow({ top }: Repository): Promise<boolean> {
  return (await gitText(["rev-parse", "--is-shallow-repository"], top)) === "true";
}
