import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  nameOf,
  sharedFiles,
  sloDocument,
  sloStream,
  workspaceFiles,
} from "../../scripts/bench/documents.mjs";
import { EDIT_KINDS, EditedText } from "../../scripts/bench/edited-text.mjs";
import { median, percentile, ratio, summarize } from "../../scripts/bench/statistics.mjs";
import { uriOf, workspaceOf } from "../support/workspace";

const named = (files: Iterable<{ path: string; text: string }>) =>
  [...files].map(({ path, text }) => ({ name: path, text }));

describe("the benchmark's documents", () => {
  it("are right, alone in their files and in one stream", () => {
    const files = named(workspaceFiles(130));
    const stream = { name: "all/slos.yaml", text: sloStream(60) };
    for (const all of [files, [...named(sharedFiles(60)), stream]]) {
      const workspace = workspaceOf(all);
      const said = all.flatMap(({ name }) =>
        workspace.check(uriOf(name)).findings.map(({ code, severity }) => `${name} ${severity} ${code}`),
      );
      expect(said).toEqual([]);
    }
  });

  it("are checked: a target that is wrong does not pass", () => {
    const wrong = { name: "wrong.yaml", text: sloDocument(0).replace("99.5", "995") };
    const workspace = workspaceOf([...named(sharedFiles(1)), wrong]);
    const codes = workspace.check(uriOf("wrong.yaml")).findings.map(({ code }) => code);
    expect(codes).toContain("target-range");
  });

  it("are as many as were asked for, of different names, and the same every time", () => {
    const paths = [...workspaceFiles(1_000)].map(({ path }) => path);
    expect(paths).toHaveLength(1_000);
    expect(new Set(paths).size).toBe(1_000);
    expect(sloStream(100)).toBe(sloStream(100));
    expect(sloStream(100).match(/^kind: SLO$/gm)).toHaveLength(100);
    expect(sloStream(100)).toContain(`name: ${nameOf(99)}\n`);
    expect(sloStream(1_000).length).toBeGreaterThan(780_000);
  });
});

describe("the benchmark's edits", () => {
  const text = sloStream(7);

  it("are taken back by the next one, and say where they stand", () => {
    const edited = new EditedText(text, 7);
    let document = TextDocument.create("file:///slos.yaml", "yaml", 0, text);
    for (const kind of [...EDIT_KINDS, "newKey" as const]) {
      for (const isChanged of [true, false]) {
        const edit = edited.next(kind);
        document = TextDocument.update(document, [edit], document.version + 1);
        expect(edited.isChanged).toBe(isChanged);
        expect(document.getText()).toBe(edited.text());
        expect(document.getText() === text).toBe(!isChanged);
      }
    }
  });

  it("do not mix: one is taken back before another is made", () => {
    const edited = new EditedText(text, 7);
    edited.next("digit");
    expect(() => edited.next("query")).toThrow("digit");
  });

  it("leave the text without errors, and come to every SLO", () => {
    const edited = new EditedText(text, 7);
    const seen = new Set<number>();
    for (let turn = 0; turn < 42; turn++) {
      edited.next(EDIT_KINDS[Math.floor(turn / 2) % EDIT_KINDS.length] ?? "digit");
      seen.add(edited.slo);
      const workspace = workspaceOf([...named(sharedFiles(7)), { name: "slos.yaml", text: edited.text() }]);
      const { findings } = workspace.check(uriOf("slos.yaml"));
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe("the benchmark's statistics", () => {
  it("take the middle", () => {
    expect(median([3])).toBe(3);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 2, 4, 1])).toBe(3);
    expect(() => median([])).toThrow(RangeError);
  });

  it("take the nearest rank, and do not disturb the samples", () => {
    const samples = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(samples, 0.95)).toBe(19);
    expect(percentile(samples, 0.5)).toBe(10);
    expect(percentile(samples, 1)).toBe(20);
    expect(percentile([7], 0.95)).toBe(7);
    expect(samples[0]).toBe(20);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 0)).toThrow(RangeError);
    expect(() => percentile([1], 95)).toThrow(RangeError);
  });

  it("say nothing of what was not measured", () => {
    expect(summarize([])).toBeUndefined();
    expect(summarize([4, 2])).toEqual({ count: 2, least: 2, median: 3, p95: 4 });
    expect(ratio(summarize([10]), summarize([4]))).toBe(2.5);
    expect(ratio(undefined, summarize([4]))).toBeUndefined();
    expect(ratio(summarize([4]), summarize([]))).toBeUndefined();
  });
});
