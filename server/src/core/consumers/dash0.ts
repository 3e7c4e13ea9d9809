import { OPENSLO_V1 } from "../dialects/openslo-v1/versions";
import { durationSeconds } from "../math/duration";
import { itemSpan } from "../model/form";
import { readBoolean, readDuration, readText } from "../model/located";
import { type Metric, metricName } from "../model/sli";
import { unwrap } from "../promql/walk";
import type { Span } from "../text/span";
import { valueAt, type YamlMap, type YamlNode } from "../yaml/node";
import type { Consumer, Reading, Remark, Subject } from "./consumer";
import { filledList, mapAt, mapsIn, metricParts, pairIn, sliSpecOf, textIn } from "./parts";

const WINDOW_SECONDS = 28 * 86_400;
const REFUSED = "Its API answers 400 and stores nothing.";

/**
 * The part of OpenSLO v1 that Dash0's API takes.
 *
 * Source: Dash0's API reference, schemas SloDefinition, SloSpec, SloObjective, SloIndicatorSpec, SloRatioMetric,
 * SloMetricSource and SloAlertPolicy; dash0hq/dash0-operator, the SLO custom resource (SLOSpec); for kinds
 * dash0hq/dash0-cli, internal/asset/kind.go (`IsValidKind`) and internal/apply/apply.go ("unsupported kind").
 */
const OPENSLO: Reading = {
  judge(subject) {
    const { object } = subject;
    if (object.kind !== "SLO") return [otherKind(subject)];
    const spec = mapAt(object.root, "spec");
    return [
      ...methodRemarks(spec),
      ...windowRemarks(spec),
      ...objectiveRemarks(spec),
      ...indicatorRemarks(spec),
      ...sourceRemarks(subject),
      ...queryRemarks(subject),
      ...alertRemarks(spec),
    ];
  },
  takes({ code, span }, object) {
    const { root } = object;
    const at = (node: YamlNode | undefined) =>
      node !== undefined && node.span.start === span.start && node.span.end === span.end;
    // It answers with the group that Kubernetes asks of a custom resource, and reads both.
    if (code === "header")
      return at(valueAt(root, "apiVersion")) && textIn(root, "apiVersion") === "openslo.com/v1";
    if (code !== "missing-key") return false;
    const optional = object.schemaErrors.filter(
      ({ keyword, path, params }) =>
        keyword === "required" &&
        path.join(".") === "spec" &&
        (params.missingProperty === "service" || params.missingProperty === "timeWindow"),
    );
    const others = object.schemaErrors.some(
      (error) => error.span.start === span.start && !optional.includes(error),
    );
    return !others && optional.some((error) => error.span.start === span.start);
  },
};

/** Dash0, by its API, its command line and its Kubernetes operator. */
export const dash0: Consumer = {
  id: "dash0",
  title: "Dash0",
  url: "https://www.dash0.com/docs/dash0/monitoring/alerting/slos-api",
  diet: "Its API takes SLOs of OpenSLO v1, as `openslo/v1` or `openslo.com/v1`, and no other format.",
  reads: new Map([[OPENSLO_V1, OPENSLO]]),
};

function refuses(span: Span, fact: string, because: string, todo: string): Remark {
  return { span, kind: "refuses", fact, because: `${because} ${REFUSED}`, todo };
}

function otherKind({ object }: Subject): Remark {
  return {
    span: object.headerSpan,
    kind: "refuses",
    fact: `\`kind: ${object.kind}\` is valid OpenSLO, but Dash0 reads only SLOs.`,
    because: "`dash0 apply` stops with an unsupported kind.",
    todo: "Keep the object out of what Dash0 is given.",
  };
}

function methodRemarks(spec: YamlNode | undefined): Remark[] {
  const method = readText(valueAt(spec, "budgetingMethod"));
  if (method?.value !== "Timeslices" && method?.value !== "RatioTimeslices") return [];
  return [
    refuses(
      method.span,
      `\`budgetingMethod: ${method.value}\` is valid OpenSLO, but Dash0 counts only \`Occurrences\`.`,
      "It has no time slices.",
      "Write `Occurrences`.",
    ),
  ];
}

function windowRemarks(spec: YamlNode | undefined): Remark[] {
  return mapsIn(spec, "timeWindow").flatMap((window) => {
    const calendar = pairIn(window, "calendar");
    const rolling = readBoolean(valueAt(window, "isRolling"));
    if (calendar || rolling?.value === false) {
      return [
        refuses(
          calendar?.key.span ?? rolling?.span ?? window.span,
          "A calendar window is valid OpenSLO, but Dash0 has only rolling ones.",
          "It counts over the last 28 days.",
          "Write `duration: 28d` with `isRolling: true`.",
        ),
      ];
    }
    const duration = readDuration(valueAt(window, "duration"));
    if (!duration || durationSeconds(duration.value).equals(WINDOW_SECONDS)) return [];
    return [
      refuses(
        duration.span,
        `A window of ${duration.value.text} is valid OpenSLO, but Dash0 takes only 28 days.`,
        "It counts over the last 28 days, always.",
        "Write `28d` or `4w`.",
      ),
    ];
  });
}

/** Keys of an objective that Dash0 refuses, and why. `op` and `value` come with a threshold, which is said of that. */
const OBJECTIVE_KEYS: Readonly<Record<string, string>> = {
  indicator: "It has no composite SLOs; the indicator belongs into `spec`.",
  indicatorRef: "It has no composite SLOs; the indicator belongs into `spec`.",
  compositeWeight: "It has no composite SLOs.",
};

/** Under the methods that it does not know, these go with the method. */
const SLICE_KEYS: Readonly<Record<string, string>> = {
  timeSliceTarget: "It has no time slices.",
  timeSliceWindow: "It has no time slices.",
};

function objectiveRemarks(spec: YamlNode | undefined): Remark[] {
  const objectives = mapsIn(spec, "objectives");
  const second = objectives[1];
  const several = second && [
    refuses(
      itemSpan(second),
      `${objectives.length} objectives are valid OpenSLO, but Dash0 takes one.`,
      "Its SLOs have a single target.",
      "Write an SLO for each target.",
    ),
  ];
  const known = textIn(spec, "budgetingMethod") === "Occurrences";
  const refused = { ...OBJECTIVE_KEYS, ...(known ? SLICE_KEYS : {}) };
  const keys = objectives.flatMap((objective) =>
    Object.entries(refused).flatMap(([key, because]) => {
      const pair = pairIn(objective, key);
      const fact = `\`${key}\` is valid OpenSLO, but Dash0 does not take it in an objective.`;
      return pair ? [refuses(pair.key.span, fact, because, `Remove \`${key}\`.`)] : [];
    }),
  );
  return [...(several ?? []), ...keys];
}

function indicatorRemarks(spec: YamlMap | undefined): Remark[] {
  const named = pairIn(spec, "indicatorRef");
  const threshold = pairIn(mapAt(mapAt(spec, "indicator"), "spec"), "thresholdMetric");
  return [
    ...(named
      ? [
          refuses(
            named.key.span,
            "`indicatorRef` is valid OpenSLO, but Dash0 does not look up SLIs.",
            "It takes only an indicator that is written in the SLO.",
            "Write the SLI under `indicator`, with `metadata` and `spec`.",
          ),
        ]
      : []),
    ...(threshold
      ? [
          refuses(
            threshold.key.span,
            "`thresholdMetric` is valid OpenSLO, but Dash0 takes only `ratioMetric`.",
            "It compares no values with a bound.",
            "Count good and total events under `ratioMetric`.",
          ),
        ]
      : []),
  ];
}

function sourceRemarks({ object }: Subject): Remark[] {
  return metricParts(sliSpecOf(object)).flatMap(({ source }) => {
    const named = pairIn(source, "metricSourceRef");
    const type = readText(valueAt(source, "type"));
    const remarks: Remark[] = [];
    if (named) {
      remarks.push(
        refuses(
          named.key.span,
          "`metricSourceRef` is valid OpenSLO, but Dash0 knows no data sources.",
          "It asks its own metrics.",
          "Remove it, and write the query under `spec`.",
        ),
      );
    }
    if (type && type.value !== "Prometheus") {
      remarks.push(
        refuses(
          type.span,
          `\`type: ${type.value}\` is valid OpenSLO, but Dash0 takes only \`Prometheus\`.`,
          "It asks its own metrics, in PromQL.",
          "Write `type: Prometheus`, with a selector under `spec.query`.",
        ),
      );
    }
    return remarks;
  });
}

/** Dash0 counts on its own what a selector finds: it takes no more than the selector. */
function queryRemarks({ object }: Subject): Remark[] {
  if (object.body.type !== "slo" || object.body.indicator?.kind !== "inline") return [];
  return object.body.indicator.sli.metrics.flatMap((metric: Metric) => {
    const promql = metric.queryText?.promql;
    if (!promql?.expr || promql.faults.length > 0 || !isPrometheus(metric)) return [];
    const expr = unwrap(promql.expr);
    if (expr.kind === "unreadable" || (expr.kind === "selector" && !expr.range)) return [];
    const span = metric.query?.span ?? metric.span;
    const what = expr.kind === "selector" ? "with a range" : "more than a selector";
    return [
      refuses(
        span,
        `The query of \`${metricName(metric)}\` is ${what}; Dash0 takes a bare selector.`,
        "It takes the increase over the window and the sum on its own.",
        'Write only the metric and its labels, such as `http_requests_total{code!~"5.."}`.',
      ),
    ];
  });
}

function isPrometheus({ sourceType, sourceRef }: Metric): boolean {
  return !sourceRef && (sourceType === undefined || sourceType.value === "Prometheus");
}

function alertRemarks(spec: YamlMap | undefined): Remark[] {
  const policies = filledList(spec, "alertPolicies");
  if (!policies) return [];
  return [
    {
      span: policies.key.span,
      kind: "ignores",
      harm: "warning",
      fact: "`alertPolicies` is valid OpenSLO, but Dash0 passes over it.",
      because: "It accepts the key and makes no alert: nobody is told when the budget burns.",
      todo: "Set up the alerts in Dash0 by check rules.",
    },
  ];
}
