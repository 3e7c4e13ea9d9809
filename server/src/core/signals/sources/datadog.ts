import type { YamlNode } from "../../yaml/node";
import type { SignalLabel } from "../signal";
import {
  append,
  groupStart,
  hasHole,
  type LocatedSignalReference,
  labelOf,
  named,
  queryTexts,
  runsIntoHole,
} from "./query-text";

/** `trace.http.request.hits{`: a name right before its scope. What a hole precedes is only a name's end. */
const SCOPED = /(?<![\w.$}])([A-Za-z][\w.]{0,500})\{/dg;
/** `sum:system.load.1` without a scope: an aggregation, perhaps a percentile, then the name. */
const AGGREGATED = /(?<![\w.$}])(?:avg|sum|min|max|count|p\d{2}):([A-Za-z][\w.]{0,500})/dg;
/** Scopes are short; a longer text is a scope that was never closed. */
const LONGEST_SCOPE = 2_000;

/**
 * The metrics of Datadog queries: `sum:trace.http.request.hits{service:shop}.as_count()`, with the scope's tags as
 * labels. See https://docs.datadoghq.com/dashboards/querying/.
 */
export function datadogReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText)) {
    const { text } = query;
    const here = new Map<number, LocatedSignalReference>();
    for (const match of text.matchAll(SCOPED)) {
      const [whole, name = ""] = match;
      const end = match.index + whole.length - 1;
      if (name === "by" || runsIntoHole(text, end)) continue;
      const start = groupStart(match, 1);
      here.set(start, named("datadog", query, { start, written: name }, tagsOf(text, end + 1)));
    }
    for (const match of text.matchAll(AGGREGATED)) {
      const name = (match[1] ?? "").replace(/\.+$/, "");
      const start = groupStart(match, 1);
      const end = start + name.length;
      // `sum:x.${NAME}` names a part only; a dot that ends a name belongs to what follows it.
      if (here.has(start) || runsIntoHole(text, match.index + match[0].length)) continue;
      if (text[end] === "(") continue;
      here.set(start, named("datadog", query, { start, written: name }));
    }
    append(
      found,
      [...here].sort(([a], [b]) => a - b).map(([, reference]) => reference),
    );
  }
  return found;
}

/** The tags of a scope that is opened before `start`; those with `OR` or `IN` are left out. */
function tagsOf(text: string, start: number): SignalLabel[] {
  const after = text.slice(start, start + LONGEST_SCOPE);
  const end = after.indexOf("}");
  if (end < 0) return [];
  const scope = after.slice(0, end);
  if (/\b(OR|IN)\b/i.test(scope)) return [];
  const labels: SignalLabel[] = [];
  for (const part of scope.split(/,|\bAND\b/)) {
    const tag = /^\s*(!|NOT\s+)?([A-Za-z][\w./-]*):(\S+)\s*$/.exec(part);
    if (tag && !hasHole(part)) labels.push(labelOf(tag[2] ?? "", tag[3] ?? "", tag[1] !== undefined));
  }
  return labels;
}
