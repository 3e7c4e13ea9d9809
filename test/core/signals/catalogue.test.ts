import { describe, expect, it } from "vitest";
import { catalogue } from "../../../server/src/core/signals/catalogue";
import { CLASS_TEXT, SIGNAL_CLASSES } from "../../../server/src/core/signals/classes";
import { classify } from "../../../server/src/core/signals/classify";
import { series } from "./reference";

const rows = catalogue.filter((row) => row.source === "prometheus");

describe("the catalogue's rows", () => {
  it("have ids of their own, in kebab case", () => {
    const ids = rows.map((row) => row.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("name the document that they rest on", () => {
    for (const { id, evidence } of rows) {
      expect(evidence.title, id).toMatch(/\S/);
      expect(evidence.url, id).toMatch(/^https:\/\/[^\s]+$/);
    }
  });

  it.each(rows.map((row) => [row.id, row] as const))("%s: its examples lead to it", (id, row) => {
    const examples = row.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    const seen = examples.map(
      (example) => `${example}: ${classify(series(example)).family?.id ?? "unknown"}`,
    );
    expect(seen).toEqual(examples.map((example) => `${example}: ${id}`));
  });

  it("are anchored at the start, unless they are conventions", () => {
    const loose = rows.filter((row) => !row.convention && !/^\^/.test(row.match.source));
    expect(loose.map((row) => row.id)).toEqual([]);
  });

  it("carry no flag that keeps state between tests of a name", () => {
    expect(rows.filter((row) => /[gy]/.test(row.match.flags)).map((row) => row.id)).toEqual([]);
  });

  it("that state bounds are histograms of one unit, and the bounds rise", () => {
    for (const { id, defaultBuckets, type, unit } of rows) {
      if (defaultBuckets === undefined) continue;
      expect(type, id).toBe("histogram");
      expect(unit, id).toBeDefined();
      const falls = defaultBuckets.filter((bound, index) => {
        const before = defaultBuckets[index - 1];
        return before !== undefined && bound.compare(before) <= 0;
      });
      expect(falls.map(String), id).toEqual([]);
    }
  });

  it("stand in the order of the classes, those with labels first and conventions last", () => {
    const keys = rows.map((row) => {
      if (row.labels !== undefined) return -1;
      return (row.convention ? 100 : 0) + SIGNAL_CLASSES.indexOf(row.class);
    });
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });
});

describe("the classes' words", () => {
  it("are whole sentences, without exclamation", () => {
    for (const name of SIGNAL_CLASSES) {
      const { sees, cannotSee, instead } = CLASS_TEXT[name];
      for (const words of [sees, cannotSee, instead]) {
        if (words === undefined) continue;
        expect(words, name).toMatch(/^[A-Z].*\.$/);
        expect(words, name).not.toContain("!");
      }
    }
  });

  it("give no advice for an unknown metric", () => {
    expect(CLASS_TEXT.unknown.cannotSee).toBeUndefined();
    expect(CLASS_TEXT.unknown.instead).toBeUndefined();
  });

  it("name a family in their advice that is of a better class", () => {
    for (const name of SIGNAL_CLASSES) {
      const named = CLASS_TEXT[name].example;
      if (named === undefined) continue;
      const better = classify(series(named)).class;
      expect(SIGNAL_CLASSES.indexOf(better), name).toBeLessThan(SIGNAL_CLASSES.indexOf(name));
    }
  });
});
