import type { YamlNode } from "../../yaml/node";
import {
  append,
  groupStart,
  type LocatedSignalReference,
  named,
  type QueryText,
  queryTexts,
  runsIntoHole,
} from "./query-text";

const TEXT_KEYS = /query|metric|^selector$|expression|dql|indicator|filter|good|total|bad|valid/i;
/** Metric keys with a prefix of Dynatrace's own: `builtin:service.response.time`, `dt.service.request.count`. */
const PREFIXED =
  /(?<![\w.:$}-])((?:(?:builtin|calc|ext|func|legacy|cloud):[A-Za-z]|dt\.[a-z])[\w.-]{0,500})/dg;
/** A custom metric at a selector's start: `my.metric:splitBy():sum`, also after `metricSelector=`. */
const CUSTOM =
  /^[(\s]{0,20}(?:metricSelector=)?[(\s]{0,20}([A-Za-z_][\w-]{0,200}(?:\.[\w-]{1,200}){1,50})\s{0,20}(?=:|$|&|\))/d;
/** Keptn's way to ask user sessions: `USQL;COLUMN_CHART;…;SELECT … FROM usersession …`. */
const SESSIONS = /\bFROM\s{1,20}(usersession|useraction|usererror|userevent)\b/dgi;
/** `dt.entity.service` is a dimension, not a metric. */
const DIMENSION = /^dt\.(entity|source_entity|system|owner|security_context|host_group|maintenance)\b/;

/**
 * The metrics of Dynatrace metric selectors and of DQL's `timeseries`. See
 * https://docs.dynatrace.com/docs/dynatrace-api/environment-api/metric-v2/metric-selector.
 */
export function dynatraceReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText, TEXT_KEYS)) {
    const metrics = [...prefixed(query), ...sessions(query)];
    const custom = metrics.length === 0 ? CUSTOM.exec(query.text) : null;
    if (custom && !runsIntoHole(query.text, custom.index + custom[0].length)) {
      const start = groupStart(custom, 1);
      metrics.push(named("dynatrace", query, { start, written: custom[1] ?? "" }));
    }
    append(found, metrics);
  }
  return found;
}

function prefixed(query: QueryText): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const match of query.text.matchAll(PREFIXED)) {
    const written = (match[1] ?? "").replace(/[.-]+$/, "");
    if (DIMENSION.test(written) || runsIntoHole(query.text, match.index + match[0].length)) continue;
    found.push(named("dynatrace", query, { start: match.index, written }));
  }
  return found;
}

function sessions(query: QueryText): LocatedSignalReference[] {
  return [...query.text.matchAll(SESSIONS)].map((match) => {
    const written = match[1] ?? "";
    return named("dynatrace", query, { start: groupStart(match, 1), written, name: written.toLowerCase() });
  });
}
