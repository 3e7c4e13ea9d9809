import type { Span } from "./span";

const DASH = 45;
const DOT = 46;
const PERCENT = 37;
const HASH = 35;

/**
 * Splits a YAML stream into the ranges of its documents, in order, without gap or overlap.
 *
 * `---` and `...` in column 0 followed by white space or the end are document markers wherever they
 * stand, inside block and quoted scalars too (YAML 1.2.2, rule c-forbidden), so no parser is needed to
 * find them. A `---` that follows only comments, directives and blank lines belongs to the same
 * document as these. The text after the last `...` is a range of its own only when something stands there.
 */
export function splitStream(text: string): Span[] {
  return splitFrom(text, 0);
}

/**
 * The same for the part of a stream that begins with a document.
 *
 * @param from where that document starts
 * @param isKnown asked for the start of each further document: true ends the work there
 */
export function splitFrom(text: string, from: number, isKnown: (start: number) => boolean = never): Span[] {
  const spans: Span[] = [];
  let start = from;
  let hasContent = false;
  let line = from;
  while (line < text.length) {
    const next = lineBreakAfter(text, line);
    const first = text.charCodeAt(line);
    if ((first === DASH || first === DOT) && isMarker(text, line, first)) {
      if (first === DASH) {
        if (hasContent) {
          spans.push({ start, end: line });
          if (isKnown(line)) return spans;
          start = line;
        }
        hasContent = true;
      } else {
        spans.push({ start, end: next });
        if (isKnown(next)) return spans;
        start = next;
        hasContent = false;
      }
    } else if (!hasContent && first !== PERCENT && !isBlankOrComment(text, line, next)) {
      hasContent = true;
    }
    line = next;
  }
  if (start < text.length || spans.length === 0) {
    const last = spans.at(-1);
    // Comments and blank lines after a final `...` hold no document: they stay with the last one.
    if (last && !hasContent) spans[spans.length - 1] = { start: last.start, end: text.length };
    else spans.push({ start, end: text.length });
  }
  return spans;
}

function never(): boolean {
  return false;
}

function isMarker(text: string, at: number, code: number): boolean {
  if (text.charCodeAt(at + 1) !== code || text.charCodeAt(at + 2) !== code) return false;
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || after === 32 || after === 9 || after === 10 || after === 13;
}

/** The offset of the next line's first character; YAML breaks lines at LF, CRLF and a lone CR. */
function lineBreakAfter(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) return i + 1;
    if (code === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return text.length;
}

function isBlankOrComment(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === HASH) return true;
    const blank = code === 32 || code === 9 || code === 10 || code === 13 || code === 0xfeff;
    if (!blank) return false;
  }
  return true;
}
