import type { Placeholder, PromqlFault } from "./expr";
import { excerpt } from "./fault-words";
import { isNumber, mendedDuration, readDuration } from "./literals";
import { readString } from "./string-literal";
import type { Token } from "./tokens";

/** What is wrong with single tokens: signs that PromQL lacks, strings without an end, numbers, lengths of time. */
export function lexicalFaults(
  text: string,
  tokens: readonly Token[],
  placeholders: readonly Placeholder[],
): PromqlFault[] {
  const faults: PromqlFault[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    if (token.kind === "bad") {
      let end = token.end;
      while (tokens[index + 1]?.kind === "bad" && tokens[index + 1]?.start === end) {
        index++;
        end = tokens[index]?.end ?? end;
      }
      faults.push(badSign(text, token.start, end));
    } else if (token.kind === "number") {
      const fault = numberFault(token);
      if (fault) faults.push(fault);
    } else if (token.kind === "string") {
      const fault = stringFault(text, token, placeholders);
      if (fault) faults.push(fault);
      if (!token.whole) return faults;
    }
  }
  return faults;
}

const MEANT: ReadonlyMap<string, string> = new Map([
  ["&&", "and"],
  ["||", "or"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["≥", ">="],
  ["≤", "<="],
  ["≠", "!="],
  ["×", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["–", "-"],
  ["\u00a0", " "],
]);

function badSign(text: string, start: number, end: number): PromqlFault {
  const signs = text.slice(start, end);
  const meant = MEANT.get(signs);
  const span = { start, end };
  const shown = signs === "\u00a0" ? "A no-break space" : `\`${excerpt(visible(signs))}\``;
  const fault = { kind: "syntax", span, what: `${shown} is no sign of PromQL.` } as const;
  if (meant === undefined)
    return { ...fault, todo: "Take it away, or put it into quotes if it belongs to a value." };
  const title = meant === " " ? "Write a plain space" : `Write ${meant}`;
  return {
    ...fault,
    todo: meant === " " ? "Write a plain space." : `Write \`${meant}\`.`,
    fix: { title, span, newText: meant },
  };
}

/** Signs that nobody can see, by their number: control signs, spaces of other kinds, halves of a pair. */
function visible(signs: string): string {
  return signs.replace(/[\p{C}\p{Z}]/gu, (sign) => {
    return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
}

function numberFault(token: Token): PromqlFault | undefined {
  if (token.templated || token.place === "matchers" || isNumber(token.text)) return undefined;
  const reading = readDuration(token.text);
  if (reading.kind === "ok") return undefined;
  const span = { start: token.start, end: token.end };
  if (reading.kind === "too-long") {
    return {
      kind: "syntax",
      span,
      what: `\`${excerpt(token.text)}\` is longer than the 292 years that Prometheus can hold.`,
      todo: "Write a shorter length of time.",
    };
  }
  const mended = mendedDuration(token.text);
  return {
    kind: "syntax",
    span,
    what: `\`${excerpt(token.text)}\` is neither a number nor a length of time.`,
    todo: mended
      ? `Write \`${mended}\`.`
      : "Write whole numbers with y, w, d, h, m, s or ms, the largest unit first: `1h30m`.",
    ...(mended ? { fix: { title: `Write ${mended}`, span, newText: mended } } : {}),
  };
}

function stringFault(
  text: string,
  token: Token,
  placeholders: readonly Placeholder[],
): PromqlFault | undefined {
  if (!token.whole) {
    return {
      kind: "syntax",
      span: { start: token.start, end: Math.max(token.end, token.start + 1) },
      what: `The string that begins here has no closing ${quoteName(token.text.charAt(0))}.`,
      todo: `Write ${token.text.charAt(0) === "`" ? "a backtick" : `\`${token.text.charAt(0)}\``} where the string ends.`,
    };
  }
  if (!token.text.includes("\\")) return undefined;
  const span = readString(text, token.start, token.end, placeholders).badEscape;
  if (!span) return undefined;
  const written = text.slice(span.start, span.end);
  // A backslash before a sign or a class letter was meant for the regular expression.
  const plain = /^\\[^0-7xuU\w\s]$|^\\[dDwWsSBAzpPQE]$/.test(written);
  return {
    kind: "syntax",
    span,
    what: `\`${written}\` is no escape that a PromQL string knows.`,
    todo: plain
      ? `Write \`\\${written}\`: the string takes the first backslash.`
      : "Write `\\\\` for a backslash.",
    ...(plain ? { fix: { title: `Write \\${written}`, span, newText: `\\${written}` } } : {}),
  };
}

function quoteName(quote: string): string {
  return quote === "`" ? "backtick" : "quote";
}
