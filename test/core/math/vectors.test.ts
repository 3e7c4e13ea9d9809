import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runVector, VECTOR_KINDS, type Vector } from "./vector-runner";

const here = dirname(fileURLToPath(import.meta.url));
const shared = process.env.SLOSMITH_SHARED ?? resolve(here, "../../../..", "shared");
const file = join(shared, "vectors", "burn.json");
const present = existsSync(file);

if (!present) {
  console.info(`left out: the shared vectors (vectors/burn.json) are not beside this checkout`);
}

function readVectors(): Vector[] {
  return present ? (JSON.parse(readFileSync(file, "utf8")) as Vector[]) : [];
}

describe.runIf(present)("the shared vectors", () => {
  const vectors = readVectors();

  it("are there, and of known kinds", () => {
    expect(vectors.length).toBeGreaterThan(50);
    expect(vectors.map((vector) => vector.kind).filter((kind) => !VECTOR_KINDS.includes(kind))).toEqual([]);
  });

  it.each(vectors.map((vector) => [vector.id, vector.kind, vector] as const))(
    "%i %s",
    (_id, _kind, vector) => {
      expect(runVector(vector)).toEqual(vector.expected);
    },
  );
});

describe("the vector runner", () => {
  it("refuses a kind that no function answers", () => {
    const vector: Vector = { id: 0, kind: "unheard-of", input: {}, expected: {}, source: null };
    expect(() => runVector(vector)).toThrow("unheard-of");
  });
});
