import type { Rational } from "../../math";
import { boundsAsked } from "../../promql/bounds";
import type { Selector } from "../../promql/expr";
import { selectorsIn } from "../../promql/walk";
import { bucketsFor, type KnownBuckets } from "../../rules/query/known-buckets";
import { boundWords } from "../bounds-words";
import { listed } from "../words";
import type { MeasurabilityContext } from "./context";
import { accepted, doesNotApply, type Evidence, judged, noIndicator, notJudged, state } from "./evidence";

/** Whether the histogram's bounds are known where an SLI counts what stayed below one of them. */
export function bucketsAnswer({ object, view, queries, sli }: MeasurabilityContext): Evidence {
  if (!sli) return noIndicator();
  const selectors = queries.flatMap(({ promql }) => (promql.expr ? selectorsIn(promql.expr) : []));
  const asking = selectors.filter(({ matchers }) =>
    matchers.some(({ label, value }) => label === "le" && value !== "+Inf"),
  );
  if (asking.length === 0)
    return queries.length === sli.metrics.length
      ? doesNotApply("No query asks for a histogram's bucket.")
      : notJudged("Queries that are not PromQL are not read for buckets.");
  const bounds = asking.flatMap((selector) => askedValues(selector).map((value) => ({ selector, value })));
  if (bounds.length === 0) return notJudged("A template fills in the bound that is asked for.");
  const bucketsOf = bucketsFor(object, view);
  const open: string[] = [];
  const found = new Map<string, { readonly known: KnownBuckets; readonly values: Rational[] }>();
  for (const { selector, value } of bounds) {
    const known = bucketsOf(selector);
    if (!known) open.push(`\`${selector.metric?.name ?? ""}\``);
    else {
      const group = found.get(known.whose) ?? { known, values: [] };
      found.set(known.whose, group);
      if (!group.values.some((one) => one.equals(value))) group.values.push(value);
    }
  }
  const told = [...found.values()].map(toldOf);
  if (open.length > 0)
    return notJudged(
      [...told.map(({ words }) => words), `The buckets of ${listed([...new Set(open)])} are not known.`].join(
        " ",
      ),
      state(object, "buckets"),
    );
  const words = told.map((one) => one.words).join(" ");
  return told.every(({ holds }) => holds) ? judged(words) : accepted(words);
}

function askedValues(selector: Selector): Rational[] {
  return boundsAsked(selector).flatMap(({ value }) => value ?? []);
}

/** "250ms is one of the default buckets documented for …: 5ms to 10s." */
function toldOf({ known, values }: { readonly known: KnownBuckets; readonly values: readonly Rational[] }) {
  const { bounds, unit } = known;
  const spoken = values.map((value) => boundWords(value, unit));
  const holds = values.every((value) => bounds.some((bound) => bound.equals(value)));
  const whose = known.whose.slice(0, 1).toLowerCase() + known.whose.slice(1);
  const [first, last] = [bounds[0], bounds.at(-1)];
  const range = first && last ? ` (${boundWords(first, unit)} to ${boundWords(last, unit)})` : "";
  const are = values.length === 1 ? "is" : "are";
  return { holds, words: `${listed(spoken)} ${are} ${holds ? "" : "not "}among ${whose}${range}.` };
}
