import type { TextEdit } from "../../text/edits";
import { LineIndex } from "../../text/line-index";
import { breakIn } from "../../text/lines";
import type { Span } from "../../text/span";
import type { DocumentSlot, FileFinding, Workspace } from "../../workspace";
import type { YamlNode } from "../../yaml/node";

/** What stands for the reason until somebody writes it. */
export const REASON = "say why";

/** A comment that puts a finding aside. */
export interface Suppression {
  readonly code: string;
  readonly edit: TextEdit;
  /** Where {@link REASON} stands in the edit's new text. */
  readonly reason: Span;
}

/** What a comment cannot put aside: that the text cannot be read, and that a comment is wrong. */
const BEYOND_COMMENTS: ReadonlySet<string> = new Set(["yaml-syntax", "suppression"]);

/**
 * The comment `# slo-ignore <code>: <reason>` for a finding: on a line of its own above the finding's, or above the
 * first line of a text of several lines that holds it. On a document's first line it stands at the end, since above
 * it would silence the whole document. Undefined where no comment can stand.
 */
export function suppressionOf(
  workspace: Workspace,
  uri: string,
  finding: Pick<FileFinding, "code" | "span">,
): Suppression | undefined {
  const slot = workspace.slotAt(uri, finding.span.start);
  if (!slot || BEYOND_COMMENTS.has(finding.code)) return undefined;
  const { text, root } = slot.document.yaml;
  const lines = new LineIndex(text);
  const texts = textsOf(root, lines);
  const at = firstLineOf(lines.positionAt(finding.span.start - slot.start).line, texts);
  const place: Place = { slot, lines, texts };
  return aboveLine(at, place, finding.code) ?? atEnd(at, place, finding.code);
}

/** A document's lines, and those of its texts that go over several of them. */
interface Place {
  readonly slot: DocumentSlot;
  readonly lines: LineIndex;
  readonly texts: readonly TextLines[];
}

function aboveLine(line: number, { slot, lines, texts }: Place, code: string): Suppression | undefined {
  if (isFirst(line, lines) || isInsideText(line - 1, texts)) return undefined;
  const indentation = /^[ \t]*/.exec(lines.lineText(line))?.[0] ?? "";
  const lead = `${indentation}# slo-ignore ${code}: `;
  const at = slot.start + lines.offsetAt({ line, character: 0 });
  return suppression(code, at, lead, breakIn(slot.document.yaml.text));
}

function atEnd(line: number, { slot, lines, texts }: Place, code: string): Suppression | undefined {
  const end = lines.lineEnd(line);
  const text = lines.lineText(line);
  // A second comment on the line would be part of the first.
  if (isInsideText(line, texts) || /(?:^|\s)#/.test(text)) return undefined;
  return suppression(code, slot.start + end, `${/\s$/.test(text) ? "" : " "}# slo-ignore ${code}: `, "");
}

function suppression(code: string, at: number, lead: string, tail: string): Suppression {
  return {
    code,
    edit: { span: { start: at, end: at }, newText: lead + REASON + tail },
    reason: { start: lead.length, end: lead.length + REASON.length },
  };
}

/** Nothing but comments, directives and the document's marker stand above. */
function isFirst(line: number, lines: LineIndex): boolean {
  for (let above = line - 1; above >= 0; above--) {
    if (!/^\s*(#|$|---|%)/.test(lines.lineText(above))) return false;
  }
  return true;
}

/** The line, or where it lies within a text of several lines the line on which that begins, with its key. */
function firstLineOf(line: number, texts: readonly TextLines[]): number {
  return texts.reduce((at, { first, last }) => (first <= at && at <= last ? first : at), line);
}

/** Whether a text goes on behind the end of a line: a comment there would be part of it. */
function isInsideText(line: number, texts: readonly TextLines[]): boolean {
  return texts.some(({ first, last }) => first <= line && line < last);
}

interface TextLines {
  readonly first: number;
  readonly last: number;
}

/** The lines of the texts that go over several of them. */
function textsOf(root: YamlNode | undefined, lines: LineIndex): TextLines[] {
  const found: TextLines[] = [];
  const seen = new Set<YamlNode>();
  const add = (scalar: Span, key?: Span) => {
    const first = lines.positionAt((key ?? scalar).start).line;
    const end = lines.positionAt(scalar.end);
    // A block's span takes the line break behind it along.
    const last = end.character === 0 ? end.line - 1 : end.line;
    if (last > first) found.push({ first, last });
  };
  const walk = (node: YamlNode, key?: Span): void => {
    if (node.kind === "scalar") {
      add(node.span, key);
      return;
    }
    // What aliases repeat was seen at its own place.
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "seq") for (const item of node.items) walk(item);
    else for (const pair of node.pairs) if (!pair.merged) walk(pair.value, pair.key.span);
  };
  if (root) walk(root);
  return found;
}
