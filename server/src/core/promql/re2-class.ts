import type { Span } from "../text/span";

/** An escape or a character class of a regular expression: where it ends, or what is wrong with it. */
export type PieceReading =
  | {
      readonly ok: true;
      readonly end: number /** The character it stands for; absent for a class. */;
      readonly char?: number;
    }
  | { readonly ok: false; readonly span: Span; readonly problem: string };

const POSIX =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** Of a class: nobody writes a longer one, and a search for its end stays short. */
const LONGEST_NAME = 200;

/** Reads the class that begins with the `[` at `start`. Source: the RE2 syntax page. */
export function readClass(text: string, start: number): PieceReading {
  let at = start + 1;
  if (text[at] === "^") at++;
  let first = true;
  while (at < text.length) {
    if (text[at] === "]" && !first) return { ok: true, end: at + 1 };
    first = false;
    if (text.startsWith("[:", at)) {
      const close = text.slice(at + 2, at + 2 + LONGEST_NAME).indexOf(":]") + at + 2;
      if (close >= at + 2) {
        const named = POSIX.exec(text.slice(at, close + 2));
        if (named === null)
          return refuse(at, close + 2, `there is no class \`${text.slice(at, close + 2)}\``);
        at += named[0].length;
        continue;
      }
    }
    const low = member(text, at, true);
    if (!low.ok) return low;
    const from = at;
    at = low.end;
    if (low.char === undefined || text[at] !== "-" || text[at + 1] === "]" || at + 1 >= text.length) continue;
    const high = member(text, at + 1, false);
    if (!high.ok) return high;
    at = high.end;
    if ((high.char ?? 0) < low.char) {
      return refuse(from, at, `the range \`${text.slice(from, at)}\` runs backwards`);
    }
  }
  return refuse(start, start + 1, "its `[` is never closed");
}

/** One character of a class, or one of its shorthands such as `\d` where these may stand. */
function member(text: string, at: number, classes: boolean): PieceReading {
  if (text[at] === "\\") return readEscape(text, at, !classes);
  const char = text.codePointAt(at) ?? 0;
  return { ok: true, end: at + (char > 0xffff ? 2 : 1), char };
}

/**
 * Reads the escape that begins with the backslash at `start`.
 * @param single a single character is wanted: a class such as `\d` is refused
 */
export function readEscape(text: string, start: number, single: boolean): PieceReading {
  const next = text.codePointAt(start + 1);
  if (next === undefined) return refuse(start, start + 1, "it ends with a backslash");
  const letter = String.fromCodePoint(next);
  const end = start + 1 + letter.length;
  if (!single && /[dDsSwW]/.test(letter)) return { ok: true, end };
  if (!single && /[pP]/.test(letter)) return unicodeClass(text, start);
  const octal = /^\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(text.slice(start, start + 4));
  if (octal !== null) {
    return { ok: true, end: start + octal[0].length, char: Number.parseInt(octal[0].slice(1), 8) };
  }
  if (letter === "x") return hexEscape(text, start);
  const control = "afnrtv".indexOf(letter);
  if (control >= 0) return { ok: true, end, char: [7, 12, 10, 13, 9, 11][control] ?? 0 };
  if (next < 128 && !/[A-Za-z0-9]/.test(letter)) return { ok: true, end, char: next };
  return refuse(start, end, `RE2 has no \`\\${letter}\``);
}

function hexEscape(text: string, start: number): PieceReading {
  const found = /^\\x(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(text.slice(start, start + 12));
  const char = Number.parseInt(found?.[1] ?? found?.[2] ?? "", 16);
  if (found === null || char > 0x10ffff) {
    return refuse(start, start + 2, "`\\x` wants two hexadecimal digits, or more in braces");
  }
  return { ok: true, end: start + found[0].length, char };
}

function unicodeClass(text: string, start: number): PieceReading {
  const found = /^\\[pP](?:\{\^?([^}]*)\}|([^{]))/su.exec(text.slice(start));
  if (found === null) return refuse(start, start + 2, "`\\p` wants the name of a Unicode class");
  const end = start + found[0].length;
  const name = found[1] ?? found[2] ?? "";
  return isUnicodeClass(name)
    ? { ok: true, end }
    : refuse(start, end, `there is no Unicode class \`${name}\``);
}

const CATEGORIES = /^(?:Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

function isUnicodeClass(name: string): boolean {
  if (CATEGORIES.test(name)) return true;
  if (!/^\w{3,}$/.test(name)) return false;
  try {
    // The JavaScript engine knows the same scripts by the same names.
    new RegExp(`\\p{Script=${name}}`, "u");
    return true;
  } catch {
    return false;
  }
}

function refuse(start: number, end: number, problem: string): PieceReading {
  return { ok: false, span: { start, end }, problem };
}
