import { LineIndex } from "../../text/line-index";
import { type Span, shift } from "../../text/span";
import { isSpecFile, type SourceFile } from "../../workspace";
import type { YamlNode } from "../../yaml/node";
import { ownItems, ownPairs, pairRange, textRange } from "./node-ranges";

/** Lines that can be folded into their first one; both are counted from zero, and the last one is folded too. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: "comment" | "region" | "value";
}

/**
 * What can be folded in a file: documents of a stream, maps, lists, texts of several lines, comments. Undefined for a
 * file that holds no specs, so that the editor folds it as it does all others.
 */
export function foldingRanges(file: SourceFile): FoldingRange[] | undefined {
  if (!isSpecFile(file)) return undefined;
  const lines = new LineIndex(file.text);
  const ranges: FoldingRange[] = [];
  const add = (kind: FoldingRange["kind"], span: Span) => {
    const startLine = lines.positionAt(span.start).line;
    const endLine = lines.positionAt(Math.max(span.start, span.end)).line;
    if (endLine > startLine) ranges.push({ startLine, endLine, kind });
  };
  for (const { start, document } of file.slots) {
    const { text, root, faults } = document.yaml;
    if (file.slots.length > 1) add("region", shift(contentOf(text), start));
    if (faults.length > 0 || !root) byIndentation(text, lines, start, ranges);
    else visit(root, text, (span) => add("value", shift(span, start)));
  }
  return distinct([...ranges, ...comments(lines)]);
}

function visit(node: YamlNode, text: string, add: (span: Span) => void): void {
  for (const pair of ownPairs(node)) {
    if (pair.value.kind === "scalar" ? !pair.value.missing : pair.value.span.start >= pair.key.span.start) {
      add(pairRange(text)(pair));
      visit(pair.value, text, add);
    }
  }
  for (const item of ownItems(node)) {
    add(textRange(item, text));
    visit(item, text, add);
  }
}

/** A document without the blank lines around it; its `---` is its first line. */
function contentOf(text: string): Span {
  const start = text.length - text.trimStart().length;
  const marker = /^---(?=\s|$)/m.exec(text);
  // Comments before the marker belong to it.
  return {
    start: Math.min(marker?.index ?? start, text.length),
    end: text.trimEnd().replace(/\r?\n\.\.\.$/, "").length,
  };
}

/** In a text whose YAML is broken: each line with those below it that are indented deeper, or are items of its list. */
function byIndentation(text: string, lines: LineIndex, start: number, ranges: FoldingRange[]): void {
  const first = lines.positionAt(start).line;
  const last = lines.positionAt(start + text.trimEnd().length).line;
  const open: { readonly line: number; readonly depth: number; end: number }[] = [];
  const close = (depth: number) => {
    for (let top = open.at(-1); top && top.depth >= depth; top = open.at(-1)) {
      open.pop();
      if (top.end > top.line) ranges.push({ startLine: top.line, endLine: top.end, kind: "value" });
    }
  };
  for (let line = first; line <= last; line++) {
    const shown = lines.lineText(line);
    if (/^\s*(?:#|$)|^---|^\.\.\./.test(shown)) continue;
    // Half a step deeper: a list may stand right below its key.
    const indent = 2 * (shown.length - shown.trimStart().length) + (/^\s*-(?:\s|$)/.test(shown) ? 1 : 0);
    close(indent);
    for (const outer of open) outer.end = line;
    open.push({ line, depth: indent, end: line });
  }
  close(-1);
}

/** Comments of several lines. */
function comments(lines: LineIndex): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let begin = -1;
  for (let line = 0; line <= lines.lineCount; line++) {
    const isComment = line < lines.lineCount && /^\s*#/.test(lines.lineText(line));
    if (isComment && begin < 0) begin = line;
    if (isComment || begin < 0) continue;
    if (line - 1 > begin) ranges.push({ startLine: begin, endLine: line - 1, kind: "comment" });
    begin = -1;
  }
  return ranges;
}

/** Editors fold a line once: of ranges that begin in one line the longest of each end is enough. */
function distinct(ranges: readonly FoldingRange[]): FoldingRange[] {
  const seen = new Set<string>();
  return ranges
    .filter(({ startLine, endLine }) => {
      const key = `${startLine}-${endLine}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}
