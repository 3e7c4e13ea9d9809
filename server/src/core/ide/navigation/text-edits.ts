import type { Span } from "../../text/span";

/** A replacement of a range, relative to whatever the range is. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The ranges that edits have, once they are all applied. */
export function newSpans(edits: readonly TextEdit[]): Span[] {
  let moved = 0;
  return edits.map(({ span, newText }) => {
    const start = span.start + moved;
    moved += newText.length - (span.end - span.start);
    return { start, end: start + newText.length };
  });
}

/** A text with edits applied, which are in order and apart from each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const { span, newText } of edits) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}
