import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/src/core/ide/completion/completion";
import { uriOf, workspaceOf } from "../support/workspace";
import { hostile, stream } from "./streams";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };
const FOLDER = join(__dirname, "../../examples");
const EXAMPLES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(FOLDER, name), "utf8"));

/** Asks at an offset and holds the answers to what an editor takes for granted. */
function ask(text: string, offset: number): void {
  const workspace = workspaceOf([{ name: "a.yaml", text }]);
  for (const one of completionsAt(workspace, uriOf("a.yaml"), offset, NOW)) {
    const { start, end } = one.replace;
    if (!(start >= 0 && start <= offset && offset <= end && end <= text.length))
      expect.fail(`${one.label}: ${start}-${end}`);
    const replaced = text.slice(start, end);
    // Editors refuse a range over several lines.
    if (/[\r\n]/.test(replaced)) expect.fail(`${one.label} replaces ${JSON.stringify(replaced)}`);
    // White space may go before a word, which stands in the wrong column; never behind what is typed.
    if (/\s$/.test(text.slice(offset, end)))
      expect.fail(`${one.label} takes the white space behind the cursor`);
    expect(one.newText.startsWith("\n"), one.label).toBe(false);
    if (one.snippet !== undefined) expect(one.snippet).not.toMatch(/undefined/);
  }
}

const place = fc.double({ min: 0, max: 1, noNaN: true });

describe("completion", () => {
  it("answers at any offset of an example, cut off anywhere", () => {
    expect(EXAMPLES.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), place, place, fc.boolean(), (example, cut, where, crlf) => {
        const whole = crlf ? example.replaceAll("\n", "\r\n") : example;
        const text = whole.slice(0, Math.ceil(cut * whole.length));
        ask(text, Math.floor(where * text.length));
        ask(text, text.length);
      }),
      { numRuns: 150 },
    );
  });

  it("answers in any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          fc.tuple(stream, hostile).map((parts) => parts.join("")),
        ),
        place,
        (text, where) => {
          ask(text, Math.floor(where * text.length));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("answers where a part of an example was taken out", () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), place, fc.nat(40), (example, where, length) => {
        const at = Math.floor(where * example.length);
        ask(example.slice(0, at) + example.slice(at + length), at);
      }),
      { numRuns: 150 },
    );
  });
});
