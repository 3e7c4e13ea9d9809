import type { TextEdit } from "../../text/edits";
import { breakIn } from "../../text/lines";
import type { SourceFile } from "../../workspace";

/** The edit that puts documents behind a file's last one. */
export function appendDocuments(file: SourceFile, documents: readonly string[]): TextEdit {
  const { text } = file;
  const eol = breakIn(text);
  const end = { start: text.length, end: text.length };
  const body = documents.join("---\n").replaceAll("\n", eol);
  if (text.trim() === "") return { span: end, newText: body };
  // An open marker at the end waits for a document.
  const isOpen = /(?:^|[\r\n])---[ \t]*(?:\r\n|\r|\n)?$/.test(text);
  const lead = /[\r\n]$/.test(text) ? "" : eol;
  return { span: end, newText: `${lead}${isOpen ? "" : `---${eol}`}${body}` };
}
