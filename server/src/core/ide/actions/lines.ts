import type { Span } from "../../text/span";

/** The line break that a text is written with. */
export function breakIn(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Where an offset's line begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Where an offset's line ends, before its break. */
export function lineEnd(text: string, offset: number): number {
  const found = /[\r\n]/.exec(text.slice(offset));
  return found ? offset + found.index : text.length;
}

/** Past the break of an offset's line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (/^(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0].length ?? 0);
}

/** Lines moved to the left by up to so many blanks each. */
export function dedented(text: string, by: number): string {
  return text.replaceAll(new RegExp(`^ {0,${by}}`, "gm"), "");
}

/** Lines moved to the right; empty ones stay empty. */
export function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=[^\r\n])/gm, " ".repeat(by));
}

/** Whether a line's rest is empty but for a remark. */
export function isRemark(rest: string): boolean {
  return /^[ \t]*(?:[ \t]#.*)?$/.test(rest);
}

/**
 * The end of the last line of a block, with the remarks below it that are indented like the block.
 *
 * @param column the block's own
 */
export function blockEnd(text: string, block: Span, column: number): number {
  let end = block.end;
  while (end > block.start && /\s/.test(text[end - 1] ?? "")) end--;
  end = lineEnd(text, end);
  for (let next = nextLine(text, end); next > end && next < text.length; ) {
    const last = lineEnd(text, next);
    const line = text.slice(next, last);
    if (line.trim() !== "" && !new RegExp(`^ {${column},}#`).test(line)) break;
    if (line.trim() !== "") end = last;
    const after = nextLine(text, next);
    if (after === next) break;
    next = after;
  }
  return end;
}
