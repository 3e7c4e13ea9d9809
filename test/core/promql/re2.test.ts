import { describe, expect, it } from "vitest";
import { readRegex } from "../../../server/src/core/promql/re2";

describe("readRegex", () => {
  it.each([
    ["a(b", "(", "its `(` is never closed"],
    ["a)b", ")", "a `)` closes nothing"],
    ["a[b", "[", "its `[` is never closed"],
    ["a(?!b)", "(?!", "RE2 has no `(?!`"],
    ["a(?<=b)", "(?<=", "RE2 has no `(?<=`"],
    ["(?>a)", "(?>", "RE2 has no `(?>`"],
    ["(?P<n>a)(?P<n>b)", "(?P<n>", "two of its groups are called `n`"],
    ["*a", "*", "nothing stands before `*` to repeat"],
    ["a|+", "+", "nothing stands before `+` to repeat"],
    ["a**", "*", "`*` repeats a repetition"],
    ["a{2}{3}", "{3}", "`{3}` repeats a repetition"],
    ["a{1001}", "{1001}", "`{1001}` repeats more than 1000 times or backwards"],
    ["a{3,2}", "{3,2}", "`{3,2}` repeats more than 1000 times or backwards"],
    ["(a{100}){11}", "{11}", "nested repetitions come to more than 1000"],
    ["[b-a]", "b-a", "the range `b-a` runs backwards"],
    ["[[:alfa:]]", "[:alfa:]", "there is no class `[:alfa:]`"],
    ["a\\Z", "\\Z", "RE2 has no `\\Z`"],
    ["(a)\\1", "\\1", "RE2 has no `\\1`"],
    ["a\\", "\\", "it ends with a backslash"],
    ["\\p{Elvish}", "\\p{Elvish}", "there is no Unicode class `Elvish`"],
    ["\\x4", "\\x", "`\\x` wants two hexadecimal digits, or more in braces"],
    ["\\Qa", "\\Q", "its `\\Q` is never closed with `\\E`"],
  ])("refuses %s at %s", (pattern, marked, problem) => {
    const reading = readRegex(pattern);
    expect(reading).toMatchObject({ ok: false, problem });
    if (!reading.ok) expect(pattern.slice(reading.span.start, reading.span.end)).toBe(marked);
  });

  it.each([
    ["", true],
    [".*", true],
    [".+", false],
    ["5..", false],
    ["a|", true],
    ["(a|b)?", true],
    ["(a*)+", true],
    ["a{0}", true],
    ["a{0,3}b*", true],
    ["a{,3}", false],
    ["^$", true],
    ["\\A\\z", true],
    ["\\b", false],
    ["\\B", true],
    ["(?i)", true],
    ["(?i:a)", false],
    ["[]a]", false],
    ["😀*", true],
    ["\\Q*\\E", false],
  ])("takes %s; matches nothing at all: %s", (pattern, matchesEmpty) => {
    expect(readRegex(pattern)).toEqual({ ok: true, matchesEmpty });
  });
});
