import { Workspace } from "../../server/src/core/workspace";

/** A text of several files: `# file: name.yaml` on a line of its own begins one. What stands before is `main.yaml`. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

const FILE_LINE = /^# file: (\S+)[ \t]*\r?\n/gm;

/** The files of such a text. */
export function splitFiles(text: string): NamedText[] {
  const files: NamedText[] = [];
  let name = "main.yaml";
  let from = 0;
  for (const match of text.matchAll(FILE_LINE)) {
    if (match.index > from) files.push({ name, text: text.slice(from, match.index) });
    name = match[1] ?? name;
    from = match.index + match[0].length;
  }
  files.push({ name, text: text.slice(from) });
  return files.filter((file) => file.text.trim() !== "");
}

/** When the tests' workspaces are read: 1 July 2026, noon in UTC. */
export const NOW_EPOCH_MS = Date.UTC(2026, 6, 1, 12);

export function uriOf(name: string): string {
  return `file:///shopspace/${name}`;
}

/** A workspace that holds these files and nothing else, at {@link NOW_EPOCH_MS}. */
export function workspaceOf(files: readonly NamedText[]): Workspace {
  return Workspace.create()
    .at(NOW_EPOCH_MS)
    .apply(files.map((file) => ({ kind: "set", uri: uriOf(file.name), text: file.text })));
}
