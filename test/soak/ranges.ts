import type { Workspace } from "../../server/src/core/workspace";
import type { Answers } from "./answers";

/** Keys whose spans lie in the file that was asked about, whatever file stands beside them. */
const IN_ASKED_FILE: ReadonlySet<string> = new Set(["origin"]);

/**
 * The ranges in some answers that do not lie inside their file, each with the service that gave it. A range is any object
 * with a numeric `start` and `end`; it lies in the file that the nearest `uri` around it names.
 */
export function rangesOutside(workspace: Workspace, uri: string, answers: Answers): string[] {
  const outside: string[] = [];
  const lengthOf = (of: string) => workspace.files.get(of)?.text.length ?? 0;
  const look = (value: unknown, service: string, owner: string): void => {
    if (typeof value !== "object" || value === null) return;
    const named = "uri" in value && typeof value.uri === "string" ? value.uri : owner;
    if ("start" in value && "end" in value) {
      const { start, end } = value;
      if (typeof start === "number" && typeof end === "number") {
        const isInside = start >= 0 && start <= end && end <= lengthOf(named);
        if (!isInside) outside.push(`${service}: ${start}-${end} of ${lengthOf(named)} in ${named}`);
      }
    }
    for (const [key, inner] of Object.entries(value))
      look(inner, service, IN_ASKED_FILE.has(key) ? uri : named);
  };
  for (const [service, answer] of Object.entries(answers)) look(answer, service, uri);
  return outside;
}
