import { describe, expect, it } from "vitest";
import { classify } from "../../../../server/src/core/signals/classify";
import { elsewhereFamilies } from "../../../../server/src/core/signals/families-elsewhere";
import { familiesOf } from "./read";

describe("the rows of other sources", () => {
  it("have ids of their own and name a document", () => {
    const ids = elsewhereFamilies.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, evidence } of elsewhereFamilies) {
      expect([id, id]).toEqual([id, expect.stringMatching(/^[a-z][a-z0-9-]+$/)]);
      expect([id, URL.canParse(evidence.url), evidence.url.startsWith("https://")]).toEqual([id, true, true]);
    }
  });

  // The catalogue tries its rows by class, so no name may fit two of them.
  it.each(elsewhereFamilies.map((family) => [family.id, family] as const))(
    "%s fits its examples, and no other row does",
    (id, family) => {
      expect(family.examples?.length).toBeGreaterThan(0);
      for (const example of family.examples ?? []) {
        const [, name = "", label, value = ""] = /^(.*?)(?:\{(.*)="(.*)"\})?$/.exec(example) ?? [];
        const labels = label === undefined ? [] : [{ label, op: "=" as const, value }];
        const rows = familiesOf({ source: family.source, name, labels });
        expect([example, rows.map((row) => row.id)]).toEqual([example, [id]]);
      }
    },
  );

  it("are what the whole catalogue finds, with advice that the source can follow", () => {
    for (const family of elsewhereFamilies) {
      for (const example of family.examples ?? []) {
        const [, name = "", label, value = ""] = /^(.*?)(?:\{(.*)="(.*)"\})?$/.exec(example) ?? [];
        const labels = label === undefined ? [] : [{ label, op: "=" as const, value }];
        const verdict = classify({ source: family.source, name, labels });
        expect([example, verdict.family?.id, verdict.class]).toEqual([example, family.id, family.class]);
        expect([example, verdict.instead ?? ""]).toEqual([
          example,
          expect.not.stringMatching(/`(nginx|http)_/),
        ]);
      }
    }
  });

  it("name as an example only what they know themselves", () => {
    for (const { id, source, instead = "" } of elsewhereFamilies) {
      for (const [, name = ""] of instead.matchAll(/for example `([^`]+)`\.$/g)) {
        const classes = familiesOf({ source, name, labels: [] }).map((family) => family.class);
        expect([id, name, classes]).toEqual([id, name, [expect.stringMatching(/^(edge|server)$/)]]);
      }
    }
  });

  it("say in two sentences what a metric leaves out", () => {
    for (const { id, companion } of elsewhereFamilies)
      if (companion !== undefined) expect([id, companion.match(/\.(?= [A-Z`]|$)/g)?.length]).toEqual([id, 2]);
  });
});
