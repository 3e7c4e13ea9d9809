import type { Span } from "../text/span";
import { actionAt, isRunTimePlaceholder, nextOpening } from "./template-actions";

/**
 * Spec files are often templates (Helm, gomplate) before they are YAML. What the template engine fills in
 * cannot be judged; the rest of the file can. This masks, at equal length, the actions that YAML would
 * misread, so that every offset stays true.
 */

/** The character that stands for a template action in masked text: from the private use area, a valid plain scalar. */
export const FILL = "\ue000";

export interface MaskedText {
  /** As long as the original, with the same line breaks. */
  readonly text: string;
  /** The lines that hold only template actions (`{{- if … }}`): keys may appear and vanish around them. */
  readonly control: readonly Span[];
}

/**
 * Masks the template actions that YAML would misread. Text without any comes back as it is. Lines end at LF or
 * CRLF here: a lone CR has to be replaced before.
 */
export function maskTemplates(text: string): MaskedText {
  if (nextOpening(text, 0) === text.length) return { text, control: [] };
  return new Masker(text).run();
}

class Masker {
  private readonly pieces: string[] = [];
  private readonly control: Span[] = [];
  private done = 0;
  /** The next place where an action might open, found once for all lines before it. */
  private opening = -1;
  /** The column that a block scalar's text must exceed; undefined outside of block scalars. */
  private block: number | undefined;

  constructor(private readonly text: string) {}

  run(): MaskedText {
    for (let line = 0; line < this.text.length; ) line = this.line(line);
    this.pieces.push(this.text.slice(this.done));
    return { text: this.pieces.join(""), control: this.control };
  }

  /** Masks the line that begins at `start`, with the lines that its actions reach into. Returns the next one's start. */
  private line(start: number): number {
    let end = this.lineEnd(start);
    const first = this.firstInk(start, end);
    if (first === end) return this.after(end);
    const inBlock = this.block !== undefined && first - start > this.block;
    if (inBlock || this.text[first] === "#") return this.after(end);
    const actions = this.actions(start, end);
    const last = actions.at(-1);
    if (last && last.end > end) end = this.lineEnd(last.end);
    if (actions[0] && last && this.isControl(actions, start, end)) {
      // A control line inside a block scalar does not end it, wherever it is indented.
      for (const action of actions) this.mask(action, " ");
      this.control.push({ start: actions[0].start, end: last.end });
      return this.after(end);
    }
    this.block = blockColumn(this.text.slice(start, end));
    for (const action of actions) {
      const readable = isRunTimePlaceholder(this.text.slice(action.start, action.end));
      if (!readable || this.beginsValue(action.start, start)) this.mask(action, FILL);
    }
    return this.after(end);
  }

  private actions(start: number, end: number): Span[] {
    const found: Span[] = [];
    let from = start;
    let limit = end;
    while (this.openingFrom(from) < limit) {
      const action = actionAt(this.text, this.opening);
      if (action) found.push(action);
      from = action ? action.end : this.opening + 2;
      if (from > limit) limit = this.lineEnd(from);
    }
    return found;
  }

  private openingFrom(from: number): number {
    if (this.opening < from) this.opening = nextOpening(this.text, from);
    return this.opening;
  }

  /** Nothing but actions stands on the lines, or a comment after them. */
  private isControl(actions: readonly Span[], start: number, end: number): boolean {
    let at = start;
    for (const action of actions) {
      if (this.firstInk(at, action.start) < action.start) return false;
      at = action.end;
    }
    const rest = this.firstInk(at, end);
    return rest === end || this.text[rest] === "#";
  }

  /** YAML would read what opens here as a flow map: nothing of a plain or quoted scalar stands before it. */
  private beginsValue(at: number, lineStart: number): boolean {
    let before = at - 1;
    while (before >= lineStart && isBlank(this.text.charCodeAt(before))) before--;
    if (before < lineStart) return true;
    const sign = this.text[before] ?? "";
    if (before === at - 1) return "[{,".includes(sign);
    return ":-?[{,".includes(sign);
  }

  private mask(action: Span, fill: string): void {
    this.pieces.push(this.text.slice(this.done, action.start));
    const [head = "", ...more] = this.text.slice(action.start, action.end).split("\n");
    // Only the first line stands for the value: further ones might be indented less than YAML allows.
    this.pieces.push([refill(head, fill), ...more.map((line) => refill(line, " "))].join("\n"));
    this.done = action.end;
  }

  private firstInk(from: number, to: number): number {
    let at = from;
    while (at < to && isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf("\n", from);
    return end < 0 ? this.text.length : end;
  }

  private after(end: number): number {
    return end + 1;
  }
}

function refill(line: string, fill: string): string {
  return line.endsWith("\r") ? `${fill.repeat(line.length - 1)}\r` : fill.repeat(line.length);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xfeff;
}

/** No line that opens a block scalar is longer; it keeps the pattern below from costing time. */
const MAX_HEADER_LENGTH = 500;
const BLOCK_HEADER =
  /^([ \t]*(?:-[ \t]+)*)([^\s#][^#]*?:[ \t]+)?(?:[&!]\S+[ \t]+)*[|>][-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?\r?$/;

/** If a block scalar opens at the line's end: the column that its text must exceed. */
function blockColumn(line: string): number | undefined {
  if (line.length > MAX_HEADER_LENGTH || !/[|>]/.test(line)) return undefined;
  const header = BLOCK_HEADER.exec(line);
  if (!header) return undefined;
  const [, lead = "", key] = header;
  // Under a key the text is deeper than the key, under a dash deeper than the dash.
  if (key !== undefined) return lead.length;
  const dash = lead.lastIndexOf("-");
  return dash >= 0 ? dash : lead.length - 1;
}
