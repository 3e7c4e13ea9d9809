import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { toData } from "../../server/src/core/yaml/data";
import { type Path, placeAt, type YamlNode } from "../../server/src/core/yaml/node";
import { parseYaml } from "../../server/src/core/yaml/parse";
import { maskTemplates } from "../../server/src/core/yaml/template";
import { hostile, stream } from "./streams";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value that YAML can write: keys that are not empty, no templates. */
const plainText = fc.string({ maxLength: 12 }).filter((text) => !/[{}$%\ue000]/.test(text));
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(plainText, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      plainText.filter((key) => key !== "" && key !== "<<" && key !== "__proto__"),
      tie("value"),
      { maxKeys: 20 },
    ) as fc.Arbitrary<Json>,
  ),
}));

/** Every value of a tree with its path; `merged` and repeated values have their places elsewhere. */
function visit(node: YamlNode, path: Path, seen: (node: YamlNode, path: Path) => void): void {
  seen(node, path);
  if (node.kind === "seq")
    for (const [index, item] of node.items.entries()) visit(item, [...path, index], seen);
  if (node.kind === "map") for (const pair of node.pairs) visit(pair.value, [...path, pair.key.source], seen);
}

describe("reading YAML", () => {
  it("gives back what was written", () => {
    fc.assert(
      fc.property(json, fc.boolean(), (value, crlf) => {
        const written = stringify(value, { lineWidth: 0 });
        const text = crlf ? written.replaceAll("\n", "\r\n") : written;
        const { root, faults } = parseYaml(text);
        expect(faults).toEqual([]);
        const read = root === undefined ? null : JSON.parse(JSON.stringify(toData(root)));
        const wanted = JSON.parse(JSON.stringify(value));
        // A break in a text is one break, whatever the file's are.
        expect(read).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it("finds each value again from its own place", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = stringify(value, { lineWidth: 0 });
        const { root } = parseYaml(text);
        if (!root) return;
        visit(root, [], (node, path) => {
          if (node.kind !== "scalar" || node.missing) return;
          expect(placeAt(root, node.span.start)).toMatchObject({ path });
        });
      }),
      { numRuns: 200 },
    );
  });

  it("answers any text, with ranges inside it", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, stream), (text) => {
        const { root, faults, control, duplicateKeys } = parseYaml(text);
        const spans = [...faults, ...duplicateKeys].map(({ span }) => span).concat(control);
        if (root) visit(root, [], (node) => spans.push(node.span));
        for (const { start, end } of spans) {
          if (!(start >= 0 && start <= end && end <= text.length))
            expect.fail(`${start}-${end} of ${text.length}`);
        }
        for (const { span } of faults) if (text.trim() !== "") expect(span.end).toBeGreaterThan(span.start);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("masking any text", () => {
  it("keeps its length and its line breaks, and changes nothing outside of actions", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const text = raw.replaceAll(/\r(?!\n)/g, "\n");
        const masked = maskTemplates(text).text;
        expect(masked.length).toBe(text.length);
        for (let at = 0; at < text.length; at++) {
          const changed = masked[at] !== text[at];
          if (changed && !/[ \ue000]/.test(masked[at] ?? ""))
            expect.fail(`${at}: ${JSON.stringify(masked[at])}`);
          if (changed && /[\r\n]/.test(text[at] ?? "")) expect.fail(`${at}: a line break is gone`);
        }
        if (!/\{[{%]/.test(text)) expect(masked).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
