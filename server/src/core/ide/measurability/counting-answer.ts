import type { MeasurabilityContext } from "./context";
import { type Evidence, judged, noIndicator, notJudged } from "./evidence";

/** Whether all queries could be read, and so judged by what they count. */
export function countingAnswer({ sli, queries }: MeasurabilityContext): Evidence {
  if (!sli) return noIndicator();
  const all = sli.metrics.length;
  if (all === 0) return notJudged("The indicator has no query.");
  const sound = queries.filter(({ promql }) => promql.expr && promql.faults.length === 0).length;
  if (sound === all) {
    const queriesAre = all === 1 ? "The query is" : all === 2 ? "Both queries are" : `All ${all} queries are`;
    return judged(
      `${queriesAre} valid PromQL.`,
      `No rule objects to what ${all === 1 ? "it counts" : "they count"}.`,
    );
  }
  if (queries.some(({ promql }) => promql.faults.length > 0))
    return notJudged(`${all === 1 ? "The query is" : "A query is"} not valid PromQL.`);
  if (queries.length === all) return notJudged("A template fills in what is asked for.");
  const others = all === 1 ? "The query is" : sound > 0 ? "One of the queries is" : "The queries are";
  return notJudged(`${others} not PromQL: only metric names are read in other languages.`);
}
