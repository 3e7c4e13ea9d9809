import type { Definition } from "../../resolve/workspace-view";
import type { Span } from "../../text/span";
import type { SourceFile, Workspace } from "../../workspace";
import type { FileChange } from "./text-edits";

/** Takes an object's document out of its file; the file goes with its last one. */
export function removeDocument(workspace: Workspace, definition: Definition): FileChange | undefined {
  const { uri, document } = definition;
  const file = workspace.files.get(uri);
  const at = file?.slots.findIndex((slot) => slot.document === document) ?? -1;
  if (!file || at < 0) return undefined;
  const { text } = file;
  if (file.slots.length === 1) {
    return { uri, operation: "delete", edits: [{ span: { start: 0, end: text.length }, newText: "" }] };
  }
  return { uri, edits: [{ span: documentSpan(file, at), newText: "" }] };
}

function documentSpan({ text, slots }: SourceFile, at: number): Span {
  const start = slots[at]?.start ?? 0;
  const next = slots[at + 1]?.start;
  if (at === 0 && next !== undefined) {
    // The next document becomes the first, which needs no marker where this one had none.
    const marker = /^---/.test(text) ? undefined : /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(next));
    return { start, end: next + (marker?.[0].length ?? 0) };
  }
  if (next !== undefined || /[\r\n]$/.test(text)) return { start, end: next ?? text.length };
  // A file that ends without a break goes on doing so.
  const before = /(?:\r\n|\r|\n)$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end: text.length };
}
