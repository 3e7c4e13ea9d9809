import { LineIndex } from "../text/line-index";
import type { Span } from "../text/span";
import type { YamlNode } from "../yaml/node";
import type { YamlDocument } from "../yaml/parse";

/** A comment `# slo-ignore <code>[, <code>]: reason`. */
export interface Suppression {
  /** Rule codes or aliases, as written. */
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
  readonly reason: string;
  readonly span: Span;
  /**
   * The lines it speaks for: its own, or the next that is no comment; at the document's top all of them. A value of
   * several lines that begins there belongs to it as a whole, since YAML has no comments inside of it.
   */
  readonly scope: { readonly from: number; readonly to: number };
}

export interface SuppressionTable {
  readonly entries: readonly Suppression[];
  /** The entry that silences a code at a place, if there is one with a reason. */
  find(code: string, alias: string | undefined, span: Span): Suppression | undefined;
}

const NOTHING: SuppressionTable = { entries: [], find: () => undefined };
const COMMENT = /#[ \t]*slo-ignore\b[ \t]*([^\r\n]*)/g;
const CODE = /[A-Za-z][\w-]*/g;

/** Reads the suppression comments of one YAML document. */
export function readSuppressions({ text, root }: Pick<YamlDocument, "text" | "root">): SuppressionTable {
  if (!text.includes("slo-ignore")) return NOTHING;
  const lines = new LineIndex(text);
  const lastLines = lastLinesOfTexts(root, text, lines);
  const entries: Suppression[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const start = match.index;
    const rest = match[1] ?? "";
    const colon = rest.indexOf(":");
    const list = colon < 0 ? rest : rest.slice(0, colon);
    const listStart = start + match[0].length - rest.length;
    const codes = [...list.matchAll(CODE)].map((word) => {
      const from = listStart + word.index;
      return { code: word[0], span: { start: from, end: from + word[0].length } };
    });
    entries.push({
      codes,
      reason: colon < 0 ? "" : rest.slice(colon + 1).trim(),
      span: { start, end: start + match[0].trimEnd().length },
      scope: withWholeText(scopeOf(lines, lines.positionAt(start).line, start), lastLines),
    });
  }
  return {
    entries,
    find(code, alias, span) {
      const line = lines.positionAt(span.start).line;
      return entries.find((entry) => {
        if (entry.reason === "" || line < entry.scope.from || line > entry.scope.to) return false;
        return entry.codes.some(
          (named) => named.code === code || (alias !== undefined && named.code === alias),
        );
      });
    },
  };
}

function scopeOf(lines: LineIndex, line: number, start: number): { from: number; to: number } {
  const before = lines.lineText(line).slice(0, start - lines.offsetAt({ line, character: 0 }));
  if (before.trim() !== "") return { from: line, to: line };
  const isNote = (at: number) => /^\s*(#|$|---|%)/.test(lines.lineText(at));
  let above = line;
  while (above > 0 && isNote(above - 1)) above--;
  if (above === 0) return { from: 0, to: lines.lineCount };
  let below = line + 1;
  while (below < lines.lineCount && isNote(below)) below++;
  return { from: below, to: below };
}

type Scope = Suppression["scope"];

/** A line of a comment's scope may begin a text that goes on below: a block, or quotes over several lines. */
function withWholeText(scope: Scope, lastLines: ReadonlyMap<number, number>): Scope {
  const last = lastLines.get(scope.to);
  return last === undefined ? scope : { from: scope.from, to: Math.max(scope.to, last) };
}

/** For each line on which the key or the beginning of a text of several lines stands, the text's last line. */
function lastLinesOfTexts(root: YamlNode | undefined, text: string, lines: LineIndex): Map<number, number> {
  const found = new Map<number, number>();
  const add = (span: Span, keySpan?: Span) => {
    const first = lines.positionAt(span.start).line;
    // A block's span takes the line break behind it along.
    const end = span.start + text.slice(span.start, span.end).trimEnd().length;
    const last = lines.positionAt(end).line;
    if (last === first && (!keySpan || lines.positionAt(keySpan.start).line === first)) return;
    for (const line of [first, keySpan ? lines.positionAt(keySpan.start).line : first]) {
      if (line <= last) found.set(line, Math.max(last, found.get(line) ?? 0));
    }
  };
  const seen = new Set<YamlNode>();
  const walk = (node: YamlNode, keySpan?: Span): void => {
    if (node.kind === "scalar") {
      add(node.span, keySpan);
      return;
    }
    // What aliases repeat was seen at its own place.
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "seq") for (const item of node.items) walk(item);
    else for (const { key, value, merged } of node.pairs) if (!merged) walk(value, key.span);
  };
  if (root) walk(root);
  return found;
}
