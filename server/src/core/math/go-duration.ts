import { parseDecimal, type Rational, ratio, ZERO } from "./rational";

const UNIT_SECONDS: Readonly<Record<string, Rational>> = {
  ns: ratio(1, 1_000_000_000),
  us: ratio(1, 1_000_000),
  µs: ratio(1, 1_000_000),
  μs: ratio(1, 1_000_000),
  ms: ratio(1, 1_000),
  s: ratio(1),
  m: ratio(60),
  h: ratio(3_600),
};

const WHOLE = /^[-+]?(?:(?:\d{1,18}\.?\d{0,18}|\.\d{1,18})(?:ns|us|µs|μs|ms|s|m|h)){1,20}$/;
const PART = /(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h)/g;

/** Longer texts are refused unread. */
const MAX_TEXT_LENGTH = 100;

/**
 * Reads a length of time as Go's `time.ParseDuration` does: decimal numbers with the units `h`, `m`, `s`, `ms`, `us`
 * and `ns`, in any order (`1h30m`, `1.5h`), or a lone `0`. Days and weeks are no units.
 *
 * @returns the seconds, below 0 with a sign in front; undefined for any other text. Never throws.
 */
export function readGoDuration(text: string): Rational | undefined {
  if (/^[-+]?0$/.test(text)) return ZERO;
  if (text.length > MAX_TEXT_LENGTH || !WHOLE.test(text)) return undefined;
  let sum = ZERO;
  for (const [, number = "", unit = ""] of text.matchAll(PART)) {
    const value = parseDecimal(number.replace(/\.$/, "").replace(/^\./, "0."));
    const length = UNIT_SECONDS[unit];
    if (!value || !length) return undefined;
    sum = sum.add(value.mul(length));
  }
  return text.startsWith("-") ? ZERO.sub(sum) : sum;
}

/** A length of time in Go's units that a text with days or weeks stands for: `2d` is `48h`; undefined without such. */
export function mendedGoDuration(text: string): string | undefined {
  const match = /^\s*(\d{1,6})\s*(d|days?|w|weeks?)\s*$/i.exec(text);
  if (match) {
    const days = Number(match[1]) * (/^w/i.test(match[2] ?? "") ? 7 : 1);
    return days > 0 ? `${days * 24}h` : undefined;
  }
  const plain = /^\s*(\d{1,9})\s*(h|hours?|hrs?|m|mins?|minutes?|s|secs?|seconds?)\s*$/i.exec(text);
  return plain ? `${plain[1]}${(plain[2] ?? "").toLowerCase().charAt(0)}` : undefined;
}
