import { lineEnd, nextLine } from "../../text/lines";
import type { Span } from "../../text/span";

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
