import { spawn } from "node:child_process";
import { MisuseError } from "../io";

/** What git answered. */
export interface GitAnswer {
  readonly code: number;
  readonly out: Buffer;
  /** Its own words where it failed, on one line. */
  readonly complaint: string;
}

/**
 * Runs git without a shell, and reads only: no lock is taken, and no program that the repository's own settings name is
 * started for it.
 *
 * @param input what it reads from standard input
 * @throws MisuseError where there is no git
 */
export function git(args: readonly string[], cwd: string, input?: string): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["-c", "core.fsmonitor=false", "--no-pager", ...args], {
      cwd,
      env: { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => out.push(part));
    child.stderr.on("data", (part: Buffer) => complaints.push(part));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "ENOENT"
          ? "git was not found: it has to be installed and on the PATH."
          : `git could not be started (${error.code ?? error.message}).`;
      reject(new MisuseError(reason));
    });
    child.on("close", (code) => {
      const [line = ""] = Buffer.concat(complaints).toString("utf8").trim().split("\n");
      resolve({ code: code ?? 1, out: Buffer.concat(out), complaint: line.replace(/^fatal: /, "") });
    });
    // A git that fails before it has read all of its input closes the pipe: its exit code says why.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
  });
}

/** Git's answer as text; undefined where it failed. */
export async function gitText(args: readonly string[], cwd: string): Promise<string | undefined> {
  const { code, out } = await git(args, cwd);
  return code === 0 ? out.toString("utf8").trimEnd() : undefined;
}
