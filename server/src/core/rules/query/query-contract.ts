import { metricName, type QueryContract } from "../../model/sli";
import { findPlaceholders } from "../../promql/placeholders";
import { slisOf } from "../indicator/slis";
import { nobl9Example, nobl9Threshold } from "../nobl9-example";
import type { Rule } from "../rule";

const nrql = (end: string) =>
  nobl9Example({
    objectives: nobl9Threshold({
      query: `newRelic:\n  nrql: SELECT average(duration) FROM PageView WHERE appName = 'shop'${end}`,
    }),
  });

export const rule: Rule = {
  code: "query-contract",
  concern: "query",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A query without what its tool looks for in it, or with what it refuses.",
    why: "Tools that poll other sources add the times to a query, and read the result by fixed names. Nobl9 refuses a Splunk search without `n9time`, `n9value` and `index=`, SQL without `n9date` and `n9value` and its times, a search of Elasticsearch without `{{.BeginTime}}` and `{{.EndTime}}`; and NRQL with `SINCE` or `UNTIL`, and wildcards in a path of Graphite.",
    bad: nrql(" SINCE 5 minutes ago"),
    good: nrql(""),
    references: [{ title: "Nobl9, data sources", url: "https://docs.nobl9.com/sources/" }],
  },
  checkObject(object, report) {
    for (const sli of slisOf(object)) {
      for (const metric of sli.metrics) {
        const { contract, query, queryText } = metric;
        if (!contract || !query || !queryText || queryText.text.trim() === "") continue;
        const { text } = queryText;
        for (const { wanted, pattern, what, why } of contract.clauses) {
          const found = pattern.exec(text);
          if ((found !== null) === wanted || (wanted && holdsOthers(text, contract))) continue;
          const span = found && { start: found.index, end: found.index + found[0].length };
          report({
            span: span ? queryText.toSource(span) : query.span,
            message: {
              what: `The query of \`${metricName(metric)}\` has ${wanted ? `no ${what}` : what}.`,
              why,
              todo: wanted ? `Add ${what}.` : "Take it out.",
            },
          });
        }
      }
    }
  },
};

/** Whether a text holds what neither the tool nor its language knows, and which may be anything. */
function holdsOthers(text: string, { fillsIn }: QueryContract): boolean {
  return findPlaceholders(text).some((placeholder) => !fillsIn.test(placeholder.text));
}
