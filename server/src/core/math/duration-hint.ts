import { parseDecimal, type Rational, ratio } from "./rational";

/** The unit that each spelling means. Single letters are looked up as written first: m is not M. */
const EXACT_LETTERS: Readonly<Record<string, string>> = {
  m: "m",
  h: "h",
  d: "d",
  w: "w",
  M: "M",
  Q: "Q",
  Y: "Y",
  s: "s",
  // A capital or a small letter that has no other meaning in the shorthand.
  H: "h",
  D: "d",
  W: "w",
  q: "Q",
  y: "Y",
  S: "s",
};

const WORDS: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [/^(?:ms|msecs?|millis|milliseconds?)$/, "ms"],
  [/^(?:secs?|seconds?)$/, "s"],
  [/^(?:mins?|minutes?)$/, "m"],
  [/^(?:hrs?|hours?|hourly)$/, "h"],
  [/^(?:days?|daily)$/, "d"],
  [/^(?:wks?|weeks?|weekly)$/, "w"],
  [/^(?:mo|mos|mons?|mths?|months?|monthly)$/, "M"],
  [/^(?:qtrs?|quarters?|quarterly)$/, "Q"],
  [/^(?:yrs?|years?|yearly|annual|annually)$/, "Y"],
];

/** Seconds (or, for M Q Y, months) that one unit lasts: sums are only made within one group. */
const SECONDS: readonly (readonly [unit: string, size: Rational])[] = [
  ["w", ratio(604_800)],
  ["d", ratio(86_400)],
  ["h", ratio(3_600)],
  ["m", ratio(60)],
  ["s", ratio(1)],
  ["ms", ratio(1, 1_000)],
];
const MONTHS: readonly (readonly [unit: string, size: Rational])[] = [
  ["Y", ratio(12)],
  ["Q", ratio(3)],
  ["M", ratio(1)],
];

const PART = /(\d+(?:\.\d+)?|\.\d+)\s*([a-zA-Z]+)[\s,]*/y;
const ISO_8601 = /^P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/;

/**
 * The valid duration that an author probably meant: "30 days" is 30d, "1mo" 1M, "60s" 1m, "P30D" 30d.
 *
 * @param text a text that is not a valid duration
 * @param fine whether milliseconds and seconds are accepted where it stands
 * @returns a valid duration, or `undefined` where any answer would be a guess
 */
export function suggestDuration(text: string, fine: boolean): string | undefined {
  const trimmed = text.trim().replace(/^[-+]\s*/, "");
  const parts = ISO_8601.test(trimmed) ? isoParts(trimmed) : writtenParts(trimmed);
  return parts === undefined ? undefined : total(parts, fine);
}

interface Part {
  readonly amount: Rational;
  readonly unit: string;
}

/** The unit that a word or a letter means: `w` for `weeks`; undefined for other words. */
export function unitOf(word: string): string | undefined {
  if (word.length === 1) return EXACT_LETTERS[word];
  const lower = word.toLowerCase();
  return WORDS.find(([pattern]) => pattern.test(lower))?.[1];
}

/** "1h30m", "2 hours", "Week". `undefined` as soon as one part is not understood. */
function writtenParts(text: string): Part[] | undefined {
  if (/^[a-zA-Z]{2,}$/.test(text)) {
    const unit = unitOf(text);
    // Not "ms" or "min" alone, which no one writes for one of them, but "Week" and "monthly".
    return unit === undefined || text.length < 3 ? undefined : [{ amount: ratio(1), unit }];
  }
  const parts: Part[] = [];
  PART.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    const amount = parseDecimal(match?.[1] ?? "");
    const unit = unitOf(match?.[2] ?? "");
    if (match === null || amount === undefined || unit === undefined) return undefined;
    parts.push({ amount, unit });
    at = PART.lastIndex;
  }
  return parts.length === 0 ? undefined : parts;
}

/** ISO 8601's "P30D" and "PT1H", which calendars and Java libraries write. */
function isoParts(text: string): Part[] {
  const [date = "", time = ""] = text.slice(1).split("T");
  const ofDate: Readonly<Record<string, string>> = { Y: "Y", M: "M", W: "w", D: "d" };
  const ofTime: Readonly<Record<string, string>> = { H: "h", M: "m", S: "s" };
  const read = (from: string, units: Readonly<Record<string, string>>): Part[] =>
    [...from.matchAll(/(\d{1,16})([A-Z])/g)].map(([, count = "", letter = ""]) => ({
      amount: ratio(BigInt(count)),
      unit: units[letter] ?? "",
    }));
  return [...read(date, ofDate), ...read(time, ofTime)];
}

/**
 * The parts as one whole count: a single whole part keeps the author's unit ("28D" is 28d, not 4w);
 * anything else takes the largest unit in which the sum is whole.
 */
function total(parts: readonly Part[], fine: boolean): string | undefined {
  const table = [SECONDS, MONTHS].find((group) =>
    parts.every((part) => group.some(([unit]) => unit === part.unit)),
  );
  if (table === undefined) return undefined;
  const size = (unit: string): Rational => table.find(([name]) => name === unit)?.[1] ?? ratio(0);
  const sum = parts.reduce((so, part) => so.add(part.amount.mul(size(part.unit))), ratio(0));
  if (sum.n === 0n) return undefined;
  const usable = table.filter(([unit]) => fine || (unit !== "s" && unit !== "ms"));
  const [only] = parts;
  const kept = parts.length === 1 && only !== undefined ? usable.filter(([unit]) => unit === only.unit) : [];
  for (const [unit, length] of [...kept, ...withoutWeeks(usable)]) {
    const count = sum.div(length);
    if (count.d === 1n) return count.n <= BigInt(Number.MAX_SAFE_INTEGER) ? `${count.n}${unit}` : undefined;
  }
  return undefined;
}

/** A sum that comes to days is said in days ("14d"): weeks are kept only where the author wrote weeks. */
function withoutWeeks(
  units: readonly (readonly [string, Rational])[],
): readonly (readonly [string, Rational])[] {
  return units.filter(([unit]) => unit !== "w");
}
