import { pairOf, type YamlNode } from "../../yaml/node";
import type { SignalLabel } from "../signal";
import {
  append,
  groupStart,
  hasHole,
  type LocatedSignalReference,
  labelOf,
  named,
  type QueryText,
  queryText,
  queryTexts,
} from "./query-text";

/** New Relic's NRQL: the event types after FROM. */
const EVENT_TYPES = /\bFROM\s{1,20}((?:[A-Za-z_]\w{0,100}\s{0,5},\s{0,5}){0,10}[A-Za-z_]\w{0,100})/dgi;
/** `average(apm.service.transaction.duration)`: what a query of the event type Metric reads. */
const DIMENSIONAL = /\(\s{0,5}`?([a-z][\w-]{0,60}(?:\.[\w-]{1,60}){1,10})`?\s{0,5}[),]/dg;
/** The provider and type of an Azure resource's id. */
const AZURE_RESOURCE =
  /\/providers\/([\w.]{1,100}\/[\w]{1,100})\/[^/]{1,200}(?:\/([a-z]\w{0,60})\/[^/]{1,200})?$/i;
const LIGHTSTEP = /^\s*metric\s{1,20}([A-Za-z_][\w./-]{0,200})/d;
const TSDB = /(?:^|[&?])m=[\w-]{1,20}(?::[^&\s]{0,200})?:([A-Za-z_][\w.-]{0,200})(?=[{&\s]|$)/d;

/**
 * The metrics of sources that have few words in common, told by their keys: New Relic (`nrql`), AppDynamics
 * (`metricPath`), ThousandEyes (`testType`), Pingdom (`checkType`), Azure Monitor (`resourceId` or `metricNamespace`
 * with `metricName`), Graphite, Lightstep and OpenTSDB. The product stands before the name: `New Relic PageView`.
 */
export function otherReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const read = (key: string): QueryText | undefined => {
    const value = pairOf(spec, key)?.value;
    const text = value?.kind === "scalar" ? queryText(value, key, documentText) : undefined;
    return text && !hasHole(text.text) ? text : undefined;
  };
  const whole = (text: QueryText | undefined, product: string): LocatedSignalReference[] =>
    text ? [named("other", text, { start: 0, written: text.text, name: `${product}${text.text}` })] : [];
  const isAppDynamics = pairOf(spec, "applicationName") !== undefined;
  return [
    ...nrqlIn(spec, documentText),
    ...whole(read("metricPath"), isAppDynamics ? "AppDynamics " : ""),
    ...whole(pairOf(spec, "testID") && read("testType"), "ThousandEyes "),
    ...(pairOf(spec, "checkId") ? pingdom(spec, read("checkType")) : []),
    ...azure(read("metricName"), read("metricNamespace"), read("resourceId")),
    ...matched(read("uql"), LIGHTSTEP),
    ...matched(pairOf(spec, "nrql") ? undefined : read("query"), TSDB),
    ...matched(tsdbTemplate(spec, documentText), TSDB),
  ];
}

/** OpenTSDB's queries have their times from a template, which says nothing of the metric. */
function tsdbTemplate(spec: YamlNode, documentText: string): QueryText | undefined {
  const value = pairOf(spec, "query")?.value;
  const text = value?.kind === "scalar" ? queryText(value, "query", documentText) : undefined;
  return text && hasHole(text.text) && text.text.startsWith("start=") ? text : undefined;
}

function matched(text: QueryText | undefined, pattern: RegExp): LocatedSignalReference[] {
  const match = text && pattern.exec(text.text);
  if (!text || !match?.[1]) return [];
  return [named("other", text, { start: groupStart(match, 1), written: match[1] })];
}

/** Pingdom's uptime checks are asked for when no type is given. */
function pingdom(spec: YamlNode, type: QueryText | undefined): LocatedSignalReference[] {
  if (type) return [named("other", type, { start: 0, written: type.text, name: `Pingdom ${type.text}` })];
  const key = pairOf(spec, "checkType") ? undefined : pairOf(spec, "checkId")?.key;
  return key ? [{ source: "other", name: "Pingdom uptime", labels: [], span: key.span }] : [];
}

function azure(
  metric: QueryText | undefined,
  namespace: QueryText | undefined,
  resource: QueryText | undefined,
): LocatedSignalReference[] {
  if (!metric) return [];
  const [, type, inner] = (resource && AZURE_RESOURCE.exec(resource.text)) ?? [];
  const owner = namespace?.text ?? (type && inner ? `${type}/${inner}` : type);
  const name = owner ? `${owner} ${metric.text}` : metric.text;
  return [named("other", metric, { start: 0, written: metric.text, name })];
}

function nrqlIn(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText, /^nrql$/i)) {
    if (query.key === "") continue;
    const labels = conditionsOf(query.text);
    let metric = false;
    for (const match of query.text.matchAll(EVENT_TYPES)) {
      let start = groupStart(match, 1);
      for (const part of (match[1] ?? "").split(",")) {
        const written = part.trim();
        const at = start + part.indexOf(written);
        start += part.length + 1;
        if (written.toLowerCase() === "metric") metric = true;
        else if (written !== "")
          found.push(named("other", query, { start: at, written, name: `New Relic ${written}` }, labels));
      }
    }
    if (metric) append(found, dimensional(query, labels));
  }
  return found;
}

function dimensional(query: QueryText, labels: readonly SignalLabel[]): LocatedSignalReference[] {
  return [...query.text.matchAll(DIMENSIONAL)].map((match) => {
    const written = match[1] ?? "";
    const place = { start: groupStart(match, 1), written, name: `New Relic ${written}` };
    return named("other", query, place, labels);
  });
}

/** What a query compares with `=` or `!=`; nothing where it joins alternatives. */
function conditionsOf(text: string): SignalLabel[] {
  if (/\bOR\b/i.test(text)) return [];
  const labels: SignalLabel[] = [];
  const pattern = /(?<![\w.])([A-Za-z][\w.]{0,100})\s{0,5}(!?)=\s{0,5}'([^'\n]{0,300})'/g;
  for (const [, label = "", not, value = ""] of text.matchAll(pattern))
    if (!hasHole(value)) labels.push(labelOf(label, value, not === "!"));
  return labels;
}
