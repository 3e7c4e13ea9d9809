import { LineIndex } from "../../server/src/core/text/line-index";

/**
 * Marks in a fixture, each below the line that it speaks of:
 *
 *     target: 99.9
 *     #       ^^^^ target-range
 *     #       ^^^^ warning target-range: some words of the message
 *     #@ 0-4 unknown-key          columns 0 to 4, where a comment sign would be in the way
 */
export interface Mark {
  readonly code: string;
  readonly severity?: string;
  /** Words that the message must hold. */
  readonly words?: string;
  readonly start: number;
  readonly end: number;
}

const CARETS = /^(\s*#\s*)(\^+)\s+(?:(error|warning|information|hint)\s+)?([\w-]+)(?::\s*(.*))?\s*$/;
const COLUMNS = /^\s*#@\s+(\d+)-(\d+)\s+(?:(error|warning|information|hint)\s+)?([\w-]+)(?::\s*(.*))?\s*$/;

/** The marks of a fixture's text. */
export function readMarks(text: string): Mark[] {
  const lines = new LineIndex(text);
  const marks: Mark[] = [];
  let subject = 0;
  for (let line = 0; line < lines.lineCount; line++) {
    const content = lines.lineText(line);
    const carets = CARETS.exec(content);
    const columns = COLUMNS.exec(content);
    const found = carets ?? columns;
    if (!found) {
      subject = line;
      continue;
    }
    const [, first = "", second = "", severity, code = "", words] = found;
    const from = carets ? first.length : Number(first);
    const to = carets ? from + second.length : Number(second);
    const base = lines.offsetAt({ line: subject, character: 0 });
    marks.push({
      code,
      start: base + from,
      end: base + to,
      ...(severity === undefined ? {} : { severity }),
      ...(words === undefined ? {} : { words }),
    });
  }
  return marks;
}

/** A line that shows a range as people see it: `3:5-9 code`. */
export function showRange(text: string, start: number, end: number): string {
  const lines = new LineIndex(text);
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  const tail = to.line === from.line ? `${to.character}` : `${to.line + 1}:${to.character}`;
  return `${from.line + 1}:${from.character}-${tail}`;
}
