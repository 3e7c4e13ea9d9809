import { describe, expect, it } from "vitest";
import { readRegex } from "../../server/src/core/promql/re2";
import { askPromtool, promtoolFor } from "./promtool";
import { Random } from "./random";

const PATTERNS = 10_000;
const PIECES =
  `a b é 😀 _ - . ^ $ | * + ? ( ) [ ] { } 5.. .* .+ a-z z-a [^ (?: (?P<n> (?P<m> (?i) (?s: (?! (?<= (?-) (?-i)
  {2} {2,} {3,1} {,5} {1001} {100} {11} {0} {0,} {1 {01} \\d \\D \\w \\b \\B \\A \\z \\Z \\1 \\12 \\0 \\8 \\x41
  \\x{41} \\x4 \\p{L} \\pL \\p{Greek} \\p{Foo} \\pZ \\p{^Lu} \\Q \\E \\. \\_ \\- \\ \\C \\h \\e \\/ \\" \\n \\a
  [:alpha:] [:foo:] [[:digit:]] (a|b) (a|b|) [0-9] [^a] [a-]`.split(/\s+/);

const version = promtoolFor("patterns of matchers");

function patterns(): string[] {
  const random = new Random(1);
  return Array.from({ length: PATTERNS }, () =>
    Array.from({ length: 1 + random.below(5) }, () => random.pick(PIECES)).join(""),
  );
}

describe.runIf(version !== undefined)("regular expressions of matchers, beside promtool", () => {
  const all = patterns();

  it("are refused where promtool refuses them", () => {
    const theirs = askPromtool(all.map((pattern) => `x{a=~${JSON.stringify(pattern)}}`));
    const different = all.filter((pattern, i) => readRegex(pattern).ok !== (theirs[i] === undefined));
    expect(different).toEqual([]);
    const refused = theirs.filter((verdict) => verdict !== undefined).length;
    expect(refused).toBeGreaterThan(PATTERNS / 10);
    expect(refused).toBeLessThan((PATTERNS * 9) / 10);
  });

  it("match the empty text where promtool says that a selector of nothing else selects everything", () => {
    const readable = all.filter((pattern) => readRegex(pattern).ok);
    const theirs = askPromtool(readable.map((pattern) => `{a=~${JSON.stringify(pattern)}}`));
    const different = readable.filter((pattern, i) => {
      const reading = readRegex(pattern);
      return reading.ok && reading.matchesEmpty !== (theirs[i]?.includes("non-empty matcher") ?? false);
    });
    expect(different).toEqual([]);
  });
});
