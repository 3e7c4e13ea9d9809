import type { Span } from "../text/span";

/** Above this a second reading costs more than what it finds. */
const LONGEST_TEXT = 200_000;

/**
 * Texts to read in place of one that is broken, as long as it is, so that one mistake does not hide the rest of
 * the document: tabs that indent as spaces, then the lines with mistakes left blank, then those before them, as an
 * open bracket is noticed only at the next line. A line that may hold others below it is never left out: they
 * would move to another owner. `text` breaks its lines at LF or CRLF.
 */
export function readings(text: string, faults: readonly Span[]): string[] {
  if (faults.length === 0 || text.length > LONGEST_TEXT) return [];
  const spaced = text.replace(/^[ \t]*\t[ \t]*/gm, (indent) => " ".repeat(indent.length));
  const lines = text.split("\n");
  const faulty = linesOf(lines, faults);
  const before = new Set([...faulty].map((number) => number - 1));
  // All that follows may be the first one's doing.
  const first = linesOf(lines, faults.slice(0, 1));
  const blanked = [faulty, before, first].map((numbers) => withoutLines(lines, numbers));
  return [spaced, ...blanked].flatMap((reading) =>
    reading === undefined || reading === text ? [] : [reading],
  );
}

function linesOf(lines: readonly string[], faults: readonly Span[]): Set<number> {
  const faulty = new Set<number>();
  let at = 0;
  for (const [number, line] of lines.entries()) {
    const end = at + line.length;
    const from = at;
    if (faults.some(({ start }) => start >= from && start <= end)) faulty.add(number);
    at = end + 1;
  }
  return faulty;
}

function withoutLines(lines: readonly string[], faulty: ReadonlySet<number>): string | undefined {
  const kept = lines.map((line, number) => (faulty.has(number) ? line.replace(/[^\r]/g, " ") : line));
  /** The least indentation of the faulty lines since the last one that is kept. */
  let least: number | undefined;
  for (const [number, line] of lines.entries()) {
    if (/^\s*(?:#|$)/.test(line) && !faulty.has(number)) continue;
    const indent = indentOf(line);
    if (faulty.has(number)) least = Math.min(least ?? indent, indent);
    else if (least !== undefined && indent > least) return undefined;
    else least = undefined;
  }
  return kept.join("\n");
}

/** How far a line stands in; where a tab does it, nobody knows. */
function indentOf(line: string): number {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return indent.includes("\t") ? Number.POSITIVE_INFINITY : indent.length;
}
