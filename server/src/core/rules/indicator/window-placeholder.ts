import type { QueryText } from "../../model/query-text";
import { type Metric, metricName, type NeededPlaceholder } from "../../model/sli";
import { findPlaceholders } from "../../promql/placeholders";
import { selectorsIn } from "../../promql/walk";
import type { Fix, Report, Rule } from "../rule";
import { slothExample } from "../sloth-example";
import { slisOf } from "./slis";

export const rule: Rule = {
  code: "window-placeholder",
  concern: "indicator",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A query without the placeholder that its tool puts the range into.",
    why: "Sloth asks each query over eight ranges, from 5m to 3d, and writes the range where `{{.window}}` stands. It refuses a query without it. With a fixed `[5m]` in its place every alert would look at the same five minutes. Spaces inside of the braces are allowed; a dash (`{{-`), a capital letter or a missing dot are not. slo-generator writes the window of each step where `[window]` stands; behind a bare selector it adds the range itself, behind anything else that makes text which Prometheus refuses.",
    bad: slothExample({
      sli: `events:
  error_query: sum(rate(browser_checkout_attempts_total{result="error"}[5m]))
  total_query: sum(rate(browser_checkout_attempts_total[{{.window}}]))`,
    }),
    good: slothExample(),
    references: [{ title: "Sloth, SLI types", url: "https://sloth.dev/introduction/" }],
  },
  checkObject(object, report) {
    for (const sli of slisOf(object)) {
      for (const metric of sli.metrics) {
        const { needs, query, queryText } = metric;
        if (!needs || !query || !queryText || query.missing) continue;
        const { text } = queryText;
        if (needs.pattern.test(text) || text.trim() === "" || isFilledIn(text)) continue;
        report(judge(metric, needs, queryText));
      }
    }
  },
};

/** What an engine or a variable puts into the query may be the very placeholder. */
function isFilledIn(text: string): boolean {
  return findPlaceholders(text).some((placeholder) => !isNearly(placeholder.text));
}

const NEARLY_ACTION = /^\{\{-?\s*[.$]?window\s*-?\}\}$/i;
const NEARLY_VARIABLE = /^(?:\$\{?window\}?|\[\s*window\s*\])$/;

/** A placeholder that was meant to be the window's. */
function isNearly(placeholder: string): boolean {
  return NEARLY_ACTION.test(placeholder) || NEARLY_VARIABLE.test(placeholder);
}

function judge(metric: Metric, needs: NeededPlaceholder, query: QueryText): Report {
  const nearly = findPlaceholders(query.text).find(({ text }) => isNearly(text));
  const ranges = fixedRanges(query);
  const [range] = ranges;
  const name = metricName(metric);
  const span = nearly?.span ?? range?.span;
  const fix = nearly
    ? mend(query, nearly.span, inPlaceOf(nearly.text, needs), true)
    : rangeFix(query, ranges, needs);
  return {
    span: span ? query.toSource(span) : (metric.query?.span ?? metric.span),
    message: {
      what: nearly
        ? `\`${name}\` has \`${nearly.text}\`, which ${needs.tool} does not read as \`${needs.text}\`.`
        : `\`${name}\` has no \`${needs.text}\`${range ? `, but the fixed range \`[${range.text}]\`` : ""}.`,
      why:
        needs.without ??
        `${needs.tool} refuses the SLO: it asks each query over several ranges, and writes them there.`,
      todo: nearly
        ? `Write \`${needs.text}\`.`
        : `Write \`${rangeOf(needs)}\` ${range ? `for \`[${range.text}]\`` : "behind the metric's selector"}.`,
    },
    ...(fix ? { fixes: [fix] } : {}),
  };
}

/** The placeholder as a range; slo-generator's `[window]` holds the brackets itself. */
function rangeOf({ text, bracketed }: NeededPlaceholder): string {
  return bracketed ? text : `[${text}]`;
}

/** The placeholder where another text stands, with brackets only where that has them. */
function inPlaceOf(written: string, needs: NeededPlaceholder): string {
  if (written.startsWith("[")) return rangeOf(needs);
  return needs.bracketed ? needs.text.slice(1, -1) : needs.text;
}

function fixedRanges({ promql }: QueryText) {
  const selectors = promql.expr ? selectorsIn(promql.expr) : [];
  return selectors.flatMap(({ range }) => (range?.seconds ? [range] : []));
}

/** All fixed ranges at once; with several it is a guess whether each was to be the window. */
function rangeFix(
  query: QueryText,
  ranges: ReturnType<typeof fixedRanges>,
  needs: NeededPlaceholder,
): Fix | undefined {
  const edits = ranges.flatMap(({ span }) => query.change(span, inPlaceOf("", needs)) ?? []);
  if (edits.length === 0) return undefined;
  return { title: `Use \`${needs.text}\` as the range`, safe: ranges.length === 1, edits };
}

function mend(query: QueryText, span: Report["span"], text: string, safe: boolean): Fix | undefined {
  const edit = query.change(span, text);
  return edit && { title: `Change to \`${text}\``, safe, edits: [edit] };
}
