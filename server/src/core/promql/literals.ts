import { unitOf } from "../math/duration-hint";
import { parseDecimal, type Rational, ratio } from "../math/rational";

/** Numbers and lengths of time as Prometheus writes them. */

const NUMBER =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?)$/;
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNITS = ["y", "w", "d", "h", "m", "s", "ms"];
const MILLISECONDS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1];
/** Prometheus holds a length of time as nanoseconds in 64 bits. */
const MOST_MILLISECONDS = 9_223_372_036_854;

/** Whether a text is a number without a sign, as PromQL writes one: `1.5e3`, `.5`, `0x1f`, `1_000`. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** A number's exact value; absent for one that is larger or finer than any that a person writes. */
export function numberValue(text: string): Rational | undefined {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  if (/^0[xX]/.test(plain)) return plain.length <= 18 ? ratio(BigInt(plain)) : undefined;
  // A leading zero makes a whole number an octal one.
  if (/^0[0-7]+$/.test(plain)) return plain.length <= 24 ? ratio(BigInt(`0o${plain.slice(1)}`)) : undefined;
  return parseDecimal(plain);
}

export type DurationReading =
  | { readonly kind: "ok"; readonly seconds: Rational }
  | { readonly kind: "too-long" }
  | { readonly kind: "unreadable" };

/** Reads `1h30m`: whole numbers with units from large to small, each unit at most once. A year has 365 days. */
export function readDuration(text: string): DurationReading {
  const match = text === "" ? null : DURATION.exec(text);
  if (!match) return { kind: "unreadable" };
  let milliseconds = 0;
  for (let unit = 0; unit < MILLISECONDS.length; unit++) {
    milliseconds += Number(match[unit + 1] ?? 0) * (MILLISECONDS[unit] ?? 0);
  }
  if (milliseconds > MOST_MILLISECONDS) return { kind: "too-long" };
  return { kind: "ok", seconds: ratio(milliseconds, 1_000) };
}

const PARTS = /(\d+)(ms|[ywdhms])/gy;

/**
 * What someone who wrote a length of time that Prometheus does not read must have meant: `30m1h` is `1h30m`, `1.5h`
 * is `90m`, `4 weeks` is `4w`. Absent where that is not plain; `M` may be a month or a minute.
 */
export function mendedDuration(text: string): string | undefined {
  const inWords = /^(\d+)\s*([a-z]+)$/i.exec(text);
  const named = unitOf(inWords?.[2] ?? "");
  // What is called Y elsewhere is Prometheus' y; it has no months and quarters.
  const spoken = UNITS.find((unit) => unit === named || (unit === "y" && named === "Y"));
  if (inWords && spoken !== undefined) return `${inWords[1]}${spoken}`;
  const fraction = /^(\d+)\.(\d{1,6})(ms|[ywdhms])$/.exec(text);
  if (fraction) {
    const unit = UNITS.indexOf(fraction[3] ?? "");
    const scale = 10 ** (fraction[2] ?? "").length;
    const parts = Number(`${fraction[1]}${fraction[2]}`) * (MILLISECONDS[unit] ?? 0);
    return parts % scale === 0 ? writtenDuration(parts / scale) : undefined;
  }
  const counts = new Map<string, string>();
  let end = 0;
  for (const part of text.matchAll(PARTS)) {
    const [whole, count = "", unit = ""] = part;
    if (counts.has(unit)) return undefined;
    counts.set(unit, count);
    end = part.index + whole.length;
  }
  if (end !== text.length || counts.size === 0) return undefined;
  return UNITS.map((unit) => (counts.has(unit) ? `${counts.get(unit)}${unit}` : "")).join("");
}

function writtenDuration(milliseconds: number): string | undefined {
  if (milliseconds <= 0 || milliseconds > Number.MAX_SAFE_INTEGER) return undefined;
  let rest = milliseconds;
  let text = "";
  for (let unit = 2; unit < MILLISECONDS.length; unit++) {
    const size = MILLISECONDS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${UNITS[unit]}`;
    rest -= count * size;
  }
  return text;
}
