import { clamp, type Span } from "../text/span";
import type { YamlScalar } from "./node";
import { type Decoded, decodeScalar, type Segment } from "./scalar-decode";
import { maskTemplates } from "./template";

/** A scalar's text with the way back to its source. Spans of the source are relative to the YAML document. */
export interface ScalarText {
  /** What the YAML parser reads: escapes resolved, lines folded, indentation off; placeholders as written. */
  readonly text: string;
  /**
   * Whether each character has its own place. Where not, all of the text has the scalar's span: it came through an
   * alias, whose span is all there is, or through a tag or a broken document, so that the source says something else.
   */
  readonly exact: boolean;
  /**
   * The source of a part of the text; what lies outside of the text is cut off. Never empty for a part that is not,
   * always inside the scalar's span. A character written as itself has exactly its own place, never half of a
   * surrogate pair; one written otherwise has all that stands for it: an escape, the line break that was folded.
   * For an empty part: an empty span where text would be put in.
   */
  toSource(span: Span): Span;
  /**
   * The offset in the text for a cursor in the source; within an escape, the offset before its character. Undefined
   * outside of the scalar, on what is no text (quotes, a block scalar's header, indentation), and where not `exact`.
   */
  toText(sourceOffset: number): number | undefined;
}

/**
 * A scalar's text with its map to `documentText`, the text of the YAML document that the scalar was read from.
 * `text` is always the scalar's `source`. The map is made at its first use, in time linear to the scalar's length.
 * Undefined for a value that is missing: its span is its key's. Never throws.
 */
export function scalarText(scalar: YamlScalar, documentText: string): ScalarText | undefined {
  return scalar.missing ? undefined : new MappedText(scalar, documentText);
}

class MappedText implements ScalarText {
  readonly text: string;
  private made: { readonly decoded: Decoded | undefined } | undefined;

  constructor(
    private readonly scalar: YamlScalar,
    private readonly documentText: string,
  ) {
    this.text = scalar.source;
  }

  get exact(): boolean {
    return this.decoded() !== undefined;
  }

  toSource(span: Span): Span {
    const { start, end } = clamp(span, this.text.length);
    const decoded = this.decoded();
    const whole = this.scalar.span;
    if (!decoded) return start < end ? whole : { start: whole.start, end: whole.start };
    if (start === end) {
      const gap = whole.start + gapAt(decoded, start);
      return { start: gap, end: gap };
    }
    return this.wholeCharacters({
      start: whole.start + startOf(decoded, start),
      end: whole.start + endOf(decoded, end),
    });
  }

  toText(sourceOffset: number): number | undefined {
    const decoded = this.decoded();
    return decoded && textOffset(decoded, sourceOffset - this.scalar.span.start);
  }

  private decoded(): Decoded | undefined {
    this.made ??= { decoded: decode(this.scalar, this.documentText) };
    return this.made.decoded;
  }

  private wholeCharacters({ start, end }: Span): Span {
    return {
      start: splitsPair(this.documentText, start) ? start - 1 : start,
      end: splitsPair(this.documentText, end) ? end + 1 : end,
    };
  }
}

/** The scalar's text read from its source, or undefined where that says something else. */
function decode(scalar: YamlScalar, documentText: string): Decoded | undefined {
  const { start, end } = scalar.span;
  // No plain scalar begins with the sign of an alias.
  if (documentText[start] === "*") return undefined;
  const written = withoutLoneReturns(documentText.slice(start, end + 1)).slice(0, end - start);
  const decoded = decodeScalar(scalar.style, written, written, scalar.source);
  if (decoded.text === scalar.source) return decoded;
  // The parser saw template actions masked, so that an escape in one is none. To know how, the lines before are needed.
  if (!/\{[{%]/.test(written)) return undefined;
  const parsed = maskTemplates(withoutLoneReturns(documentText)).text.slice(start, end);
  const masked = decodeScalar(scalar.style, parsed, written, scalar.source);
  return masked.text === scalar.source ? masked : undefined;
}

/** The parser is given LF for a lone CR. */
function withoutLoneReturns(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

function splitsPair(text: string, offset: number): boolean {
  return isSurrogate(text.charCodeAt(offset - 1), 0xd800) && isSurrogate(text.charCodeAt(offset), 0xdc00);
}

function isSurrogate(code: number, first: number): boolean {
  return code >= first && code < first + 0x400;
}

/** Where text that is put in at a text offset would stand. */
function gapAt(decoded: Decoded, offset: number): number {
  if (offset > 0 && offset === decoded.text.length) return endOf(decoded, offset);
  const before = offset > 0 ? endOf(decoded, offset) : 0;
  // The break that the parser adds at a file's end shares the last character's place.
  return Math.max(before, startOf(decoded, offset));
}

/** The source offset where the character at a text offset begins. */
function startOf({ segments, inner }: Decoded, offset: number): number {
  const segment = segments[countOf(segments, (each) => each.text <= offset) - 1];
  if (!segment) return inner.start;
  return isEven(segment) ? segment.source + offset - segment.text : segment.source;
}

/** The source offset where the character before a text offset ends. */
function endOf({ segments, inner }: Decoded, offset: number): number {
  const segment = segments[countOf(segments, (each) => each.text < offset) - 1];
  if (!segment) return inner.start;
  return segment.source + (isEven(segment) ? offset - segment.text : segment.sourceLength);
}

function textOffset({ segments, inner }: Decoded, offset: number): number | undefined {
  if (segments.length === 0) return inner.start <= offset && offset <= inner.end ? 0 : undefined;
  const passed = countOf(segments, (each) => each.source + each.sourceLength <= offset);
  const segment = segments[passed];
  if (segment && segment.source <= offset) {
    return isEven(segment) ? segment.text + offset - segment.source : segment.text;
  }
  const before = segments[passed - 1];
  if (before && before.source + before.sourceLength === offset) return before.text + before.length;
  return undefined;
}

function isEven(segment: Segment): boolean {
  return segment.length === segment.sourceLength;
}

/** How many segments from the first on `holds` is true of; after the first of which it is not, it is of none. */
function countOf(segments: readonly Segment[], holds: (segment: Segment) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment && holds(segment)) low = middle + 1;
    else high = middle;
  }
  return low;
}
