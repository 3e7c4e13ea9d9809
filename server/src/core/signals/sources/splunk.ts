import type { YamlNode } from "../../yaml/node";
import type { SignalLabel } from "../signal";
import {
  append,
  groupStart,
  hasHole,
  type LocatedSignalReference,
  labelOf,
  named,
  type QueryText,
  queryTexts,
} from "./query-text";

const TEXT_KEYS = /query|program|signalflow|search|spl|expression|filter|good|total|bad|valid/i;
/** SignalFlow: `data('service.request.count', filter=filter('sf_service', 'shop'))`. */
const DATA =
  /(?<![\w.])(?:data|histogram)\s{0,20}\(\s{0,20}(?:metric\s{0,5}=\s{0,5})?(["'])([^"'\n]{1,256})\1/dg;
const FILTER =
  /(?<![\w.])(not\s{1,5})?filter\s{0,5}\(\s{0,5}(["'])([\w.-]{1,128})\2\s{0,5},\s{0,5}(["'])([^"'\n]{0,256})\4\s{0,5}\)/g;
/** SPL on metric indexes: `mstats avg("cpu.util")`, `mstats avg(_value) WHERE metric_name="cpu.util"`. */
const MSTATS = /(?<![\w.])mstats\b/;
const MEASURED =
  /(?<![\w.])(?:avg|sum|max|min|count|rate|latest|earliest|median|rate_sum|perc\d{1,2}|p\d{1,2})\s{0,5}\(\s{0,5}(?:"([^"\n]{1,256})"|([A-Za-z][\w.:-]{0,255}))\s{0,5}\)/dg;
const METRIC_NAME = /(?<![\w.])metric_name\s{0,5}=\s{0,5}(?:"([^"\n]{1,256})"|([\w.*:-]{1,256}))/dg;
/** SPL on events: where they come from. */
const EVENTS =
  /(?<![\w.])((sourcetype|index)\s{0,5}=\s{0,5}(?:"([^"\n|]{1,256})"|([^\s"|()[\],]{1,256})))/dgi;

/**
 * The metrics that Splunk queries name: those of SignalFlow and of `mstats`; for a search over events its source
 * types (`sourcetype=aws:elb:accesslogs`), or its indexes where none is given. See
 * https://dev.splunk.com/observability/docs/signalflow/functions/data_function/.
 */
export function splunkReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText, TEXT_KEYS)) {
    const flow = signalFlow(query);
    append(found, flow.length > 0 ? flow : MSTATS.test(query.text) ? measured(query) : events(query));
  }
  return found;
}

function signalFlow(query: QueryText): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  let labels: SignalLabel[] | undefined;
  for (const match of query.text.matchAll(DATA)) {
    const written = match[2] ?? "";
    if (hasHole(written)) continue;
    labels ??= filtersOf(query.text);
    found.push(named("splunk", query, { start: groupStart(match, 2), written }, labels));
  }
  return found;
}

/** What a program filters by; nothing where it joins alternatives, or names more than one stream. */
function filtersOf(text: string): SignalLabel[] {
  if (/\bor\b/.test(text) || [...text.matchAll(DATA)].length > 1) return [];
  const labels: SignalLabel[] = [];
  for (const [, not, , label = "", , value = ""] of text.matchAll(FILTER)) {
    if (!hasHole(value)) labels.push(labelOf(label, value, not !== undefined));
  }
  return labels;
}

function measured(query: QueryText): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const pattern of [MEASURED, METRIC_NAME]) {
    for (const match of query.text.matchAll(pattern)) {
      const written = match[1] ?? match[2] ?? "";
      if (written === "" || written.startsWith("_") || hasHole(written)) continue;
      // A field that an earlier command made (`stats count(x)`) has no dots; what mstats reads mostly has.
      if (pattern === MEASURED && !match[1] && !written.includes(".")) continue;
      found.push(named("splunk", query, { start: groupStart(match, match[1] ? 1 : 2), written }));
    }
  }
  return found;
}

function events(query: QueryText): LocatedSignalReference[] {
  const types: LocatedSignalReference[] = [];
  const indexes: LocatedSignalReference[] = [];
  for (const match of query.text.matchAll(EVENTS)) {
    const value = match[3] ?? match[4] ?? "";
    const field = (match[2] ?? "").toLowerCase();
    if (value === "" || value === "*" || hasHole(value)) continue;
    const place = { start: match.index, written: match[1] ?? "", name: `${field}=${value}` };
    (field === "index" ? indexes : types).push(named("splunk", query, place));
  }
  return types.length > 0 ? types : indexes;
}
