import { parseDecimal, type Rational } from "../math/rational";
import type { Matcher, Selector } from "./expr";
import { namedValues } from "./matching";

/** An upper bound of a histogram that a query asks for. */
export interface AskedBound {
  readonly matcher: Matcher;
  /** As written, one of the alternatives of a regular expression included. */
  readonly text: string;
  /** Absent for `+Inf`, and for what is no number. */
  readonly value?: Rational;
}

/** The bounds that a `_bucket` selector asks for by name: `le="0.3"`, `le=~"1|1\\.0"`. None of native histograms. */
export function boundsAsked(selector: Selector): readonly AskedBound[] {
  if (selector.metric?.name.endsWith("_bucket") !== true) return [];
  return selector.matchers.flatMap((matcher) => {
    if (matcher.label !== "le" || matcher.templated || matcher.op === "!=" || matcher.op === "!~") return [];
    return (namedValues([matcher]) ?? []).map((text) => {
      const value = parseDecimal(text);
      return { matcher, text, ...(value ? { value } : {}) };
    });
  });
}

/**
 * The spellings of a bound that exporters and Prometheus are known to write: plain ("1", "0.5", "2500"), with a
 * decimal (Prometheus 3, Python and Java: "1.0"), and with an exponent ("1e+06", "1.0E7"). A label is compared
 * letter by letter.
 */
export function spellingsOf(value: Rational): readonly string[] {
  const plain = decimalOf(value);
  if (plain === undefined) return [];
  const spellings = [plain, ...(plain.includes(".") ? [] : [`${plain}.0`])];
  const [, sign = "", whole = "", , fraction = ""] = /^(-?)(\d+)(\.(\d+))?$/.exec(plain) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return spellings;
  const exponent = whole === "0" ? digits.length - fraction.length - 1 : whole.length - 1;
  if (whole.length > 3 || exponent < 0) {
    const mantissa = digits.replace(/0+$/, "");
    const [head, tail] = [mantissa.slice(0, 1), mantissa.slice(1)];
    const short = tail === "" ? head : `${head}.${tail}`;
    const long = `${head}.${tail === "" ? "0" : tail}`;
    const power = String(Math.abs(exponent)).padStart(2, "0");
    const direction = exponent < 0 ? "-" : "+";
    for (const m of [short, long]) {
      spellings.push(
        `${sign}${m}e${direction}${power}`,
        `${sign}${m}E${exponent}`,
        `${sign}${m}e${exponent}`,
      );
    }
  }
  return spellings;
}

/** The shortest decimal without an exponent; undefined where its decimals never end. */
export function decimalOf(value: Rational): string | undefined {
  const text = value.toString(40);
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}

/** The bounds of a rising list on both sides of a value that is not in it. */
export function neighbours(bounds: readonly Rational[], value: Rational) {
  const below = bounds.filter((bound) => bound.compare(value) < 0).at(-1);
  const above = bounds.find((bound) => bound.compare(value) > 0);
  return { ...(below ? { below } : {}), ...(above ? { above } : {}) };
}
