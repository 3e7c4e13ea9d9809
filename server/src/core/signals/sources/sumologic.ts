import type { YamlNode } from "../../yaml/node";
import {
  append,
  groupStart,
  hasHole,
  type LocatedSignalReference,
  named,
  type QueryText,
  queryTexts,
} from "./query-text";

const TEXT_KEYS = /query|search|expression|filter|good|total|bad|valid|field/i;
/** `metric=CPU_User`, `metric="HTTPCode_Target_5XX_Count"` in a metrics query. */
const METRIC = /(?<![\w.%])metric\s{0,5}=\s{0,5}(?:"([^"\n]{1,256})"|([^\s"|(),]{1,256}))/dgi;
const NAMESPACE = /(?<![\w.%])namespace\s{0,5}=\s{0,5}(?:"([^"\n]{1,256})"|([^\s"|(),]{1,256}))/i;
/** `_sourceCategory=prod/shop`, `_index=_trace_spans`: where log messages come from. */
const EVENTS =
  /(?<![\w.])((_index|_view|_sourceCategory)\s{0,5}=\s{0,5}(?:"([^"\n|]{1,256})"|([^\s"|(),]{1,256})))/dgi;
/** Fields that only spans of real browsers have: `rum.session_id`, `http.browser_time_to_page_load_end`. */
const BROWSER = /(?<![\w.])(rum\.[a-z]\w{0,100}|http\.browser_time\w{0,100})/dg;

/**
 * The metrics of Sumo Logic's metrics queries; CloudWatch's are named as CloudWatch names them. For a search over
 * logs the fields that only browsers send, else its source categories and indexes. See
 * https://help.sumologic.com/docs/metrics/metrics-queries/.
 */
export function sumologicReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText, TEXT_KEYS)) {
    const metrics = metricsIn(query);
    append(found, metrics.length > 0 ? metrics : eventsIn(query));
  }
  return found;
}

function metricsIn(query: QueryText): LocatedSignalReference[] {
  const space = NAMESPACE.exec(query.text);
  const namespace = space?.[1] ?? space?.[2];
  const aws = namespace !== undefined && /^(aws\/\w|cwagent$)/i.test(namespace);
  const found: LocatedSignalReference[] = [];
  for (const match of query.text.matchAll(METRIC)) {
    const written = match[1] ?? match[2] ?? "";
    if (hasHole(written) || written === "*") continue;
    const start = groupStart(match, match[1] ? 1 : 2);
    const place = aws ? { start, written, name: `${namespace} ${written}` } : { start, written };
    found.push(named(aws ? "cloudwatch" : "sumologic", query, place));
  }
  return found;
}

function eventsIn(query: QueryText): LocatedSignalReference[] {
  const browser = [...query.text.matchAll(BROWSER)].map((match) =>
    named("sumologic", query, { start: match.index, written: match[1] ?? "" }),
  );
  if (browser.length > 0) return browser;
  const found: LocatedSignalReference[] = [];
  for (const match of query.text.matchAll(EVENTS)) {
    const value = match[3] ?? match[4] ?? "";
    if (value === "*" || hasHole(value)) continue;
    const field = /^_s/i.test(match[2] ?? "") ? "_sourceCategory" : (match[2] ?? "").toLowerCase();
    found.push(
      named("sumologic", query, {
        start: match.index,
        written: match[1] ?? "",
        name: `${field}=${value}`,
      }),
    );
  }
  return found;
}
