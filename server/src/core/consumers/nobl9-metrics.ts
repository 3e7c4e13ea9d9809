import { BAD_SOURCES, SOURCE_KEYS } from "../dialects/nobl9/sources";
import { lacks } from "../model/form";
import { readText } from "../model/located";
import { nearest } from "../text/nearest";
import { pairOf, valueAt } from "../yaml/node";
import type { Remark, Subject } from "./consumer";
import { change, type MetricPart, mapAt, metricParts, pairIn, sliSpecOf, textIn } from "./parts";

/**
 * What Nobl9 refuses or loses of an indicator's metrics.
 *
 * Source: nobl9-openslo, validation_rules.go (`opensloV1SLIMetricSpecValidation`) and conversion_rules.go
 * (`convertSLOMetricSource`); nobl9-go, manifest/v1alpha/slo/metrics_validation.go.
 */
export function metricRemarks({ object }: Subject): Remark[] {
  const spec = sliSpecOf(object);
  const parts = metricParts(spec);
  return [
    ...rawRemarks(parts),
    ...parts
      .filter(({ key }) => key.source !== "raw")
      .flatMap((part) => [
        ...referenceRemarks(part, object.partial),
        ...typeRemarks(part, object.partial),
        ...badRemarks(part),
        ...promqlRemarks(part),
      ]),
    ...differenceRemarks(parts),
  ];
}

function rawRemarks(parts: readonly MetricPart[]): Remark[] {
  return parts
    .filter(({ key }) => key.source === "raw")
    .map(({ key }) => ({
      span: key.span,
      kind: "refuses",
      fact: "`raw` is valid OpenSLO, but Nobl9's conversion drops it.",
      because: "The SLO arrives without a metric, and Nobl9 refuses it.",
      todo: "Count `good` and `total`, or compare the ratio with a bound under `thresholdMetric`.",
    }));
}

function referenceRemarks({ key, source }: MetricPart, partial: boolean): Remark[] {
  if (partial || !lacks(source, "metricSourceRef")) return [];
  return [
    {
      span: key.span,
      kind: "refuses",
      fact: `\`${key.source}\` without \`metricSourceRef\` is valid OpenSLO, but Nobl9's conversion asks for it.`,
      because:
        "It is the name of the agent or direct connection that gets the data, and the conversion stops.",
      todo: "Add `metricSourceRef` to `metricSource`.",
    },
  ];
}

function typeRemarks({ key, source }: MetricPart, partial: boolean): Remark[] {
  const type = readText(valueAt(source, "type"));
  if (type) return SOURCE_KEYS.includes(type.value) ? [] : [wrongType(type, SOURCE_KEYS)];
  if (partial || !lacks(source, "type")) return [];
  return [
    {
      // Beside a missing reference, which is reported at the metric, this is said of the reference.
      span: pairOf(source, "metricSourceRef")?.key.span ?? key.span,
      kind: "refuses",
      fact: `\`${key.source}\` without a \`type\` is valid OpenSLO, but Nobl9's conversion asks for it.`,
      because: "It decides by it how to read `spec`, and stops without.",
      todo: "Add `type`, such as `type: prometheus`.",
    },
  ];
}

function wrongType(
  type: { readonly value: string; readonly span: Remark["span"] },
  known: readonly string[],
): Remark {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, "");
  const meant = known.find((word) => plain(word) === plain(type.value)) ?? nearest(type.value, known);
  return {
    span: type.span,
    kind: "refuses",
    fact: `\`type: ${type.value}\` is valid OpenSLO, but Nobl9 has no data source of this name.`,
    because: "The conversion takes Nobl9's own names, letter by letter, and stops.",
    todo: meant === undefined ? "Write the name of Nobl9's integration." : `Write \`${meant}\`.`,
    ...change(type.span, meant),
  };
}

function badRemarks({ key, source }: MetricPart): Remark[] {
  const type = textIn(source, "type");
  if (key.source !== "bad" || type === undefined || BAD_SOURCES.includes(type)) return [];
  if (!SOURCE_KEYS.includes(type)) return [];
  return [
    {
      span: key.span,
      kind: "refuses",
      fact: `\`bad\` is valid OpenSLO, but Nobl9 does not count bad events from \`${type}\`.`,
      because: `It does so only from ${BAD_SOURCES.map((name) => `\`${name}\``).join(", ")}.`,
      todo: "Write a query of the good events under `good`.",
    },
  ];
}

/** What stands under `spec` becomes Nobl9's own description of the query, key by key. */
function promqlRemarks({ source }: MetricPart): Remark[] {
  const spec = mapAt(source, "spec");
  if (textIn(source, "type") !== "prometheus" || !spec || !lacks(spec, "promql")) return [];
  const query = pairIn(spec, "query");
  return [
    {
      span: query?.key.span ?? pairOf(source, "spec")?.key.span ?? spec.span,
      kind: "refuses",
      fact: "Nobl9 reads the query of `prometheus` from `promql`, and finds none.",
      because: "The conversion takes over the keys of `spec` as they are, and Nobl9 refuses the SLO.",
      todo: query ? "Call the key `promql`." : "Write the query under `promql`.",
      ...(query && !query.merged ? change(query.key.span, "promql") : {}),
    },
  ];
}

/** An SLO of Nobl9 has one data source, of one kind. */
function differenceRemarks(parts: readonly MetricPart[]): Remark[] {
  const [first, second] = parts;
  if (!first || !second) return [];
  const types = [first, second].map(({ source }) => textIn(source, "type"));
  const type = valueAt(second.source, "type");
  if (type && types.every((one) => one !== undefined && SOURCE_KEYS.includes(one)) && types[0] !== types[1]) {
    return [
      {
        span: type.span,
        kind: "refuses",
        fact: `\`${first.key.source}\` asks \`${types[0]}\` and \`${second.key.source}\` asks \`${types[1]}\`: valid OpenSLO, but Nobl9 asks one.`,
        because: "It refuses the converted SLO.",
        todo: "Ask one source for both.",
      },
    ];
  }
  const names = [first, second].map(({ source }) => textIn(source, "metricSourceRef"));
  const name = valueAt(second.source, "metricSourceRef");
  if (!name || names.some((one) => one === undefined) || names[0] === names[1]) return [];
  return [
    {
      span: name.span,
      kind: "ignores",
      harm: "warning",
      fact: `\`${first.key.source}\` names \`${names[0]}\` and \`${second.key.source}\` names \`${names[1]}\`, and an SLO of Nobl9 has one data source.`,
      because: "The conversion keeps only one of them, and asks it for both.",
      todo: "Name one source for both.",
    },
  ];
}

/** Source: nobl9-go, manifest/v1alpha/direct (`Spec`); an agent has every source. */
const DIRECT_TYPES = [
  "datadog",
  "newRelic",
  "appDynamics",
  "splunkObservability",
  "thousandEyes",
  "bigQuery",
  "splunk",
  "cloudWatch",
  "pingdom",
  "redshift",
  "sumoLogic",
  "instana",
  "influxdb",
  "gcm",
  "lightstep",
  "dynatrace",
  "azureMonitor",
  "honeycomb",
  "logicMonitor",
  "azurePrometheus",
  "dash0",
];

/** What Nobl9's conversion refuses of a data source. Source: nobl9-openslo, `opensloV1DataSourceValidation`. */
export function dataSourceRemarks({ object }: Subject): Remark[] {
  if (object.kind !== "DataSource") return [];
  const type = readText(valueAt(mapAt(object.root, "spec"), "type"));
  const kind = object.annotations.find(({ key }) => key === "nobl9.com/kind")?.values[0];
  if (kind && kind.value !== "Agent" && kind.value !== "Direct") {
    return [
      {
        span: kind.span,
        kind: "refuses",
        fact: `\`nobl9.com/kind\` is \`${kind.value}\`; Nobl9's conversion knows \`Agent\` and \`Direct\`.`,
        because: "It stops.",
        todo: "Write one of the two.",
      },
    ];
  }
  const known = kind?.value === "Direct" ? DIRECT_TYPES : SOURCE_KEYS;
  return type && !known.includes(type.value) ? [wrongType(type, known)] : [];
}
