import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPattern } from "../../server/src/core/promql/pattern";

const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("a", "b", "5", ".", "[ab]", "[^a]", "[0-9]", "\\d", "\\.", "-"),
    tie("pattern").map((inner) => `(${inner})`),
    tie("pattern").map((inner) => `(?:${inner})`),
  ),
  pattern: fc
    .array(
      fc
        .tuple(tie("atom"), fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "|"))
        .map((pair) => pair.join("")),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
}));

describe("a pattern that is read", () => {
  it("matches what another engine matches", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "5", ".", "-"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const read = readPattern(source);
        expect(read).toBeDefined();
        expect(read?.matches(subject)).toBe(new RegExp(`^(?:${source})$`).test(subject));
        if (read?.texts) expect(read.texts.includes(subject)).toBe(read.matches(subject));
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."()[]{}|*+?^$\\.-:a1,"), maxLength: 30 }),
        (source) => {
          readPattern(source)?.matches("a1");
        },
      ),
      { numRuns: 3000 },
    );
  });
});
