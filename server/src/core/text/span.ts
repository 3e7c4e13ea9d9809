/** A half-open range of UTF-16 offsets, `start <= end`, relative to the text it was made for. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same range, moved by `offset` characters: from a YAML document's own text to its file's. */
export function shift(span: Span, offset: number): Span {
  return { start: span.start + offset, end: span.end + offset };
}

/** Whether `offset` lies in the range or touches its end, as an editor's cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The range cut to the inside of a text of `length` characters. */
export function clamp(span: Span, length: number): Span {
  const start = Math.min(Math.max(span.start, 0), length);
  return { start, end: Math.min(Math.max(span.end, start), length) };
}

/** Whether a span lies within another one, or is the same. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans overlap, or one ends where the other begins. */
export function meet(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
