import { type Located, readBoolean, readText } from "../../model/located";
import { queryAt } from "../../model/query-text";
import { askedQueries, type Metric, type NeededPlaceholder, type Sli } from "../../model/sli";
import type { IndicatorUse, Slo } from "../../model/slo";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { fingerprintOf } from "../fingerprint";
import { WINDOW } from "../sloth/words";

/** Reads an objective's `ratioMetrics`. */
export function lowerRatio(map: YamlMap, text: string): Sli {
  const metrics = (["good", "total"] as const).flatMap((role) => lowerMetric(map, role, role, text) ?? []);
  const asks = askedQueries(metrics);
  const counter = readBoolean(valueAt(map, "incremental"));
  return {
    type: "sli",
    shape: "ratio",
    metrics,
    ...(asks === undefined ? {} : { asks }),
    ...(counter ? { counter } : {}),
  };
}

/** Reads `spec.indicator`, which holds a threshold and nothing else. */
export function lowerThreshold(map: YamlMap, text: string): Sli {
  const metric = lowerMetric(map, "thresholdMetric", "threshold", text);
  return { type: "sli", ...(metric ? { shape: "threshold", metrics: [metric] } : { metrics: [] }) };
}

function lowerMetric(holder: YamlNode, key: string, role: Metric["role"], text: string): Metric | undefined {
  const pair = pairOf(holder, key);
  if (pair?.value.kind !== "map") return undefined;
  const sourceType = sourceOf(pair.value);
  const fingerprint = fingerprintOf(pair.value);
  return {
    role,
    span: pair.key.span,
    sourceSpec: pair.value,
    ...(key === role ? {} : { key }),
    ...(sourceType ? { sourceType } : {}),
    ...queryAt(valueAt(pair.value, "query"), text),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

/** The language decides, whatever the source is called: `queryType: promql` may go to `source: sloth`. */
function sourceOf(metric: YamlMap): Located<string> | undefined {
  const language = readText(valueAt(metric, "queryType"));
  if (language && /^promql$/i.test(language.value)) return { value: "Prometheus", span: language.span };
  return readText(valueAt(metric, "source"));
}

const NEEDED: NeededPlaceholder = {
  ...WINDOW,
  without:
    "Sloth writes a range into the other query alone, so that the two count events over different lengths of time.",
};

function isPromql({ sourceType }: Metric): boolean {
  return sourceType?.value === "Prometheus";
}

/** Of queries for Sloth, which one placeholder shows, each has to have it. */
export function withNeeds(slo: Slo): Slo {
  const uses = [slo.indicator, ...slo.objectives.map(({ indicator }) => indicator)];
  if (!uses.flatMap(metricsOf).some(({ queryText }) => queryText && WINDOW.pattern.test(queryText.text)))
    return slo;
  const { indicator } = slo;
  return {
    ...slo,
    ...(indicator ? { indicator: needing(indicator) } : {}),
    objectives: slo.objectives.map((objective) =>
      objective.indicator ? { ...objective, indicator: needing(objective.indicator) } : objective,
    ),
  };
}

function metricsOf(use: IndicatorUse | undefined): readonly Metric[] {
  return use?.kind === "inline" ? use.sli.metrics : [];
}

function needing(use: IndicatorUse): IndicatorUse {
  if (use.kind !== "inline") return use;
  const metrics = use.sli.metrics.map((metric) => (isPromql(metric) ? { ...metric, needs: NEEDED } : metric));
  return { ...use, sli: { ...use.sli, metrics } };
}
