import {
  type FineDuration,
  formatCount,
  formatFactor,
  formatPercent,
  type Rational,
  ratio,
  shortDuration,
  spokenPeriod,
} from "../math";

export { capital } from "../text/capital";

/** The largest count that {@link outOf} speaks in: a share finer than this is told as a percentage. */
const MOST = ratio(1_000_000_000);

/** A share as "5 of every 10,000": the least power of ten from 100 on that makes it whole; else "0.05 %". */
export function outOf(share: Rational): string {
  for (let all = ratio(100); all.compare(MOST) <= 0; all = all.mul(10)) {
    const part = share.mul(all);
    if (part.d === 1n) return `${formatCount(part)} of every ${formatCount(all)}`;
  }
  return formatPercent(share, "down");
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1] ?? ""}`;
}

/** "1 failure", "2 failures". */
export function counted(count: bigint | number | Rational, one: string, many = `${one}s`): string {
  const text = formatCount(count);
  return `${text} ${text === "1" ? one : many}`;
}

/** "one-minute", "5-minute": a duration before a noun. */
export function adjective(duration: FineDuration): string {
  const unit = spokenPeriod({ ...duration, count: 1 });
  return `${duration.count === 1 ? "one" : formatCount(duration.count)}-${unit}`;
}

/** "within an hour", "within 6h". */
export function within(duration: FineDuration): string {
  const one = { h: "an hour", d: "a day", w: "a week" } as const;
  const word = duration.count === 1 ? one[duration.unit as keyof typeof one] : undefined;
  return `within ${word ?? shortDuration(duration)}`;
}

/** A burn without its unit, for "burn 8". */
export function burnNumber(burn: Rational): string {
  return formatFactor(burn).replace(/x$/, "");
}

/** A part of an address as people wrote it: `%20` is a blank. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    // A name with a bare % is no encoded one.
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Whether letters stand in a text in their order, be it apart: so editors narrow a list. In any case. */
export function holdsLetters(text: string, letters: string): boolean {
  const lower = text.toLowerCase();
  let at = 0;
  for (const letter of letters.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How many entries of a list to show: a single last one takes no more room than the words for it. */
export function shownOf(all: number, most: number): number {
  return all === most + 1 ? all : most;
}

/** "3 SLOs more" for what a list leaves out; undefined where it leaves out nothing. */
export function andMore(all: number, shown: number, one: string, many = `${one}s`): string | undefined {
  const rest = all - shown;
  return rest > 0 ? `… and ${rest} more ${rest === 1 ? one : many}.` : undefined;
}

/** An identifier as words: "error rate" for `errorRate`. */
export function spaced(identifier: string): string {
  return identifier.replace(/([a-z])([A-Z])/g, (_all, before: string, letter: string) => {
    return `${before} ${letter.toLowerCase()}`;
  });
}
