import { shortened } from "../text/shortened";

/** What Markdown would take for its own. */
const MARKS = /[\\`*_{}[\]<>#|~$!]/g;

/** Text that somebody wrote, so that Markdown shows it as it is, on one line. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(MARKS, "\\$&")
    .replace(/^([-+]|\d+[.)])/, "\\$1");
}

/** A message in which backticks enclose code: everything else is shown as it is. */
export function message(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(MARKS, "\\$&")))
    .join("");
}

/** Text as code, whatever backticks it holds, cut to a length that a hover can show. */
export function code(text: string, longest = 300): string {
  const line = shortened(text.replace(/\s+/g, " ").trim(), longest);
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longestRun + 1);
  const pad = line.startsWith("`") || line.endsWith("`") || line === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Lines of a hover, each on a line of its own. */
export function lines(...parts: readonly (string | undefined | readonly string[])[]): string {
  return parts
    .flatMap((part) => part ?? [])
    .filter((line) => line !== "")
    .join("\n\n");
}
