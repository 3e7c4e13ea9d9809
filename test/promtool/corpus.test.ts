import { describe, expect, it } from "vitest";
import { reportLeftOut } from "../corpus/shared";
import { differences, listed, ourVerdict } from "./agreement";
import { corpusQueries, fillPlaceholders, hasCorpusQueries } from "./corpus-queries";
import { promtoolFor } from "./promtool";

const version = promtoolFor("the corpus' queries");
const present = hasCorpusQueries();
if (!present) reportLeftOut("query-holding");

describe.runIf(version !== undefined && present)("the corpus' queries, beside promtool", () => {
  const all = corpusQueries();
  const promql = all.filter((query) => query.promql);

  it("holds enough PromQL to say something", () => {
    expect(promql.length).toBeGreaterThan(150);
  });

  it("agrees on every PromQL query with its placeholders filled in", () => {
    const found = differences(promql.map((query) => fillPlaceholders(query.text)));
    console.log(`promtool ${version}: ${promql.length} PromQL queries, ${found.length} differences.`);
    expect(listed(found, 50)).toBe("");
  });

  it("says the same of a query with its placeholders as of one without", () => {
    const different = promql.flatMap(({ file, path, text }) => {
      const asWritten = ourVerdict(text);
      const filled = ourVerdict(fillPlaceholders(text));
      return (asWritten === undefined) === (filled === undefined) ? [] : [{ file, path, asWritten, filled }];
    });
    expect(different).toEqual([]);
  });

  it("agrees on the queries of other languages too", () => {
    const others = all.filter((query) => !query.promql);
    const found = differences(others.map((query) => fillPlaceholders(query.text)));
    console.log(`promtool ${version}: ${others.length} other queries, ${found.length} differences.`);
    expect(listed(found, 50)).toBe("");
  });
});
