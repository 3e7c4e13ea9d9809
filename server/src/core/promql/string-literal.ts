import type { Span } from "../text/span";
import type { Placeholder } from "./expr";

/** A string's value, and its first escape that Prometheus does not know. */
export interface StringReading {
  readonly value: string;
  readonly badEscape?: Span;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const NUMERIC = /\\(?:[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;

/**
 * Reads the string that stands in `text` from `start` to `end`, its quotes included. Placeholders stay as written.
 * Source: the escapes of Go's strings, which Prometheus' documentation names.
 */
export function readString(
  text: string,
  start: number,
  end: number,
  placeholders: readonly Placeholder[],
): StringReading {
  const quote = text[start] ?? "";
  const last = end - start > 1 && text[end - 1] === quote ? end - 1 : end;
  if (quote === "`") return { value: text.slice(start + 1, last) };
  const from = text.indexOf("\\", start);
  if (from < 0 || from >= last) return { value: text.slice(start + 1, last) };
  let value = text.slice(start + 1, from);
  let badEscape: Span | undefined;
  let next = firstBehind(placeholders, start);
  for (let at = from; at < last; ) {
    while ((placeholders[next]?.span.end ?? last) <= at && next < placeholders.length) next++;
    const inside = placeholders[next];
    if (inside && inside.span.start <= at) {
      value += text.slice(at, inside.span.end);
      at = inside.span.end;
      continue;
    }
    if (text[at] !== "\\") {
      value += text[at] ?? "";
      at++;
      continue;
    }
    const known = escapeAt(text, at, quote);
    if (known) {
      value += known.value;
      at = known.end;
    } else {
      badEscape ??= { start: at, end: Math.min(at + 2, last) };
      value += text.slice(at, at + 2);
      at += 2;
    }
  }
  return badEscape ? { value, badEscape } : { value };
}

function escapeAt(text: string, at: number, quote: string): { value: string; end: number } | undefined {
  const sign = text[at + 1] ?? "";
  if (sign === quote) return { value: sign, end: at + 2 };
  const simple = SIMPLE[sign];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  NUMERIC.lastIndex = at;
  const found = NUMERIC.exec(text)?.[0];
  if (found === undefined) return undefined;
  const octal = found.length === 4 && found[1] !== "x";
  const code = Number.parseInt(found.slice(octal ? 1 : 2), octal ? 8 : 16);
  if (octal && code > 255) return undefined;
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return { value: String.fromCodePoint(code), end: at + found.length };
}

/** The index of the first placeholder that begins at or behind `offset`. */
function firstBehind(placeholders: readonly Placeholder[], offset: number): number {
  let low = 0;
  let high = placeholders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placeholders[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
