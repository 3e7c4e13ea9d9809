import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findPlaceholders } from "../../server/src/core/promql/placeholders";
import { differences, KNOWN, listed } from "./agreement";
import { corpusQueries, fillPlaceholders } from "./corpus-queries";
import { mutate } from "./mutate";
import { promtoolFor } from "./promtool";
import { Random } from "./random";
import { SEEDS } from "./seeds";

const MUTATIONS = 10_000;

const version = promtoolFor("changed queries");

/** Where changes start from: our own queries, and as often those of the corpus where there is one. */
function sources(): readonly (readonly string[])[] {
  const corpus = corpusQueries().filter((query) => query.promql);
  return corpus.length === 0 ? [SEEDS] : [SEEDS, corpus.map((query) => fillPlaceholders(query.text))];
}

describe.runIf(version !== undefined)("queries with changes, beside promtool", () => {
  it("differs in nothing that docs/promtool.md does not name", () => {
    const documented = readFileSync(resolve(__dirname, "../../docs/promtool.md"), "utf8");
    for (const { kind } of KNOWN) expect(documented).toContain(`\n## ${kind}\n`);
  });

  it("starts from queries that promtool takes", () => {
    expect(differences(SEEDS).filter((one) => !one.known)).toEqual([]);
  });

  it(`agrees on 99 of 100 of ${MUTATIONS} queries`, () => {
    const random = new Random(3);
    const from = sources();
    const all = new Set<string>();
    while (all.size < MUTATIONS) {
      const changed = mutate(random.pick(random.pick(from)), random);
      // A change can make a placeholder, of `{{` or `$x`. We leave those to what fills them in; promtool cannot.
      if (findPlaceholders(changed).length === 0) all.add(changed);
    }
    const found = differences([...all]);
    const agreement = (100 * (MUTATIONS - found.length)) / MUTATIONS;
    console.log(`promtool ${version}: ${MUTATIONS} changed queries, ${agreement.toFixed(2)} % agreement.`);
    if (found.length > 0) console.log(listed(found));
    expect(agreement).toBeGreaterThanOrEqual(99);
    const unexplained = found.filter((one) => !one.known);
    expect(listed(unexplained, 50)).toBe("");
  });
});
