import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFrom, splitStream } from "../../../server/src/core/text/split";
import { readFile } from "../../../server/src/core/workspace-file";
import { WorkspaceIndex } from "../../../server/src/core/workspace-index";
import { WorkspaceMap } from "../../../server/src/core/workspace-map";
import { holdsFor, TrackingView } from "../../../server/src/core/workspace-view";

const slo = (name: string, target = "0.99") => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: shop
  objectives:
    - target: ${target}
`;

describe("WorkspaceMap", () => {
  const change = fc.tuple(fc.stringMatching(/^[a-f]{1,3}$/), fc.option(fc.integer(), { nil: undefined }));

  it("says what a Map says after the same changes, and earlier copies what they said", () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 12 }), (rounds) => {
        let map = WorkspaceMap.empty<number>();
        const plain = new Map<string, number>();
        const copies: [WorkspaceMap<number>, Map<string, number>][] = [];
        for (const changes of rounds) {
          copies.push([map, new Map(plain)]);
          map = map.with(changes);
          for (const [key, value] of changes) {
            if (value === undefined) plain.delete(key);
            else plain.set(key, value);
          }
        }
        for (const [copy, expected] of [...copies, [map, plain] as const]) {
          expect(copy.size).toBe(expected.size);
          expect([...copy.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [key, value] of expected) expect(copy.get(key)).toBe(value);
        }
      }),
    );
  });
});

describe("readFile", () => {
  const piece = fc.constantFrom(
    "---\n",
    "...\n",
    "# note\n",
    "a: 1\n",
    slo("one"),
    slo("two"),
    "\n",
    "--- x\n",
    "-",
    "\r\n",
  );
  const stream = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

  it("splits an edited text as if it had not been read before", () => {
    fc.assert(
      fc.property(stream, stream, stream, stream, (ahead, was, is, behind) => {
        const before = readFile("file:///a.yaml", `# openslo\n${ahead}${was}${behind}`, undefined);
        const text = `# openslo\n${ahead}${is}${behind}`;
        const after = readFile("file:///a.yaml", text, before);
        const spans = splitStream(text);
        expect(after.slots.map(({ start }) => start)).toEqual(spans.map(({ start }) => start));
        expect(after.slots.map(({ document }) => document.yaml.text)).toEqual(
          spans.map(({ start, end }) => text.slice(start, end)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps the documents that an edit left alone", () => {
    const text = (target: string) => [slo("one"), slo("two", target), slo("three")].join("---\n");
    const before = readFile("file:///a.yaml", text("0.99"), undefined);
    const after = readFile("file:///a.yaml", text("0.999"), before);
    const kept = after.slots.map(({ document }) => before.slots.some((slot) => slot.document === document));
    expect(kept).toEqual([true, false, true]);
  });
});

describe("splitFrom", () => {
  it("ends where the rest is known", () => {
    const text = "a: 1\n---\nb: 2\n---\nc: 3\n";
    expect(splitFrom(text, 5, (start) => start === 14)).toEqual([{ start: 5, end: 14 }]);
  });
});

describe("TrackingView", () => {
  const file = readFile("file:///a.yaml", slo("one"), undefined);
  const index = WorkspaceIndex.empty.replace([
    { uri: file.uri, before: [], after: file.slots.map(({ document }) => document) },
  ]);

  it("counts a question among those of everybody who used what was made of its answer", () => {
    const view = new TrackingView(WorkspaceIndex.empty, "file:///b.yaml");
    const owner = {};
    const count = () => view.once(owner, "count", () => view.slosOfService("shop").length);
    const [first, asked] = view.recording(count);
    const [second, askedAgain] = view.recording(count);
    expect([first, second]).toEqual([0, 0]);
    for (const one of [asked, askedAgain]) {
      expect(holdsFor(one, WorkspaceIndex.empty)).toBe(true);
      expect(holdsFor(one, index)).toBe(false);
    }
  });

  it("remembers what was asked before a failure", () => {
    const view = new TrackingView(WorkspaceIndex.empty, "file:///b.yaml");
    const [, asked] = view.recording(() => {
      expect(() =>
        view.once({}, "fails", () => {
          view.slosOfService("shop");
          throw new Error("no");
        }),
      ).toThrow("no");
    });
    expect(holdsFor(asked, index)).toBe(false);
  });
});
