import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/core/workspace";
import { rangesOutside } from "../soak/ranges";
import { soak } from "../soak/soak";
import { soakTexts } from "../soak/texts";
import { uriOf } from "../support/workspace";

const texts = soakTexts(join(__dirname, "../.."));

describe("a workspace after many random edits", () => {
  it("gives the answers of a fresh one, to every question; ranges lie inside", () => {
    const counts = soak({ texts, seed: 20261124, edits: 3_000, compareEvery: 200 });
    expect(counts.findings).toEqual([]);
    expect(counts.edits).toBeGreaterThanOrEqual(3_000);
    expect(counts.comparisons).toBeGreaterThan(10);
    // Every kind of edit has had its turn.
    for (const kind of ["acrossMarker", "insideSurrogatePair", "lineBreaks", "undo"])
      expect(counts.byKind[kind], kind).toBeGreaterThan(50);
  });
});

describe("the check of ranges", () => {
  const uri = uriOf("a.yaml");
  const workspace = Workspace.create().apply([{ kind: "set", uri, text: "abc" }]);

  it("sees one behind the end, one before the start, one turned round, in whatever file is named", () => {
    const bad = [
      { span: { start: 1, end: 4 } },
      [{ span: { start: -1, end: 2 } }],
      { deep: { span: { start: 2, end: 1 } } },
      { uri: uriOf("none.yaml"), span: { start: 0, end: 1 } },
    ];
    for (const answer of bad) expect(rangesOutside(workspace, uri, { answer })).toHaveLength(1);
    const good = { span: { start: 0, end: 3 }, uri, other: { start: "x", end: 9 } };
    expect(rangesOutside(workspace, uri, { good, nothing: undefined })).toEqual([]);
  });
});
