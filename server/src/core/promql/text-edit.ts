import type { Span } from "../text/span";

/** A part of a query's text, and what stands there instead. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after edits that do not overlap, in any order; of two at one place the first given comes first. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let done = 0;
  for (const { span, newText } of inOrder) {
    result += text.slice(done, span.start) + newText;
    done = span.end;
  }
  return result + text.slice(done);
}
