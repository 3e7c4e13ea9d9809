import { itemSpan, lacks } from "../model/form";
import { readBoolean, readDecimal, readText } from "../model/located";
import type { WorkspaceView } from "../resolve/workspace-view";
import { nearest } from "../text/nearest";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../yaml/node";
import type { Reading, Remark, Subject } from "./consumer";
import { change, mapAt, mapsIn, pairIn, textIn } from "./parts";

const REFUSED = "Sloth refuses the file.";

/**
 * What Sloth's import takes of an OpenSLO v1alpha SLO: ratios of PromQL queries, and one window of days.
 *
 * Source: slok/sloth, internal/storage/io/openslo.go (`IsSpecType`, `validateTimeWindow`, `getSLI`, `getSLOs`);
 * pkg/common/validation/slo.go (`ValidateSLO`); internal/alert/window.go (`GetWindows`) with internal/alert/windows.
 */
export const SLOTH_OPENSLO: Reading = {
  judge(subject) {
    const { object, view } = subject;
    if (object.kind !== "SLO") {
      return [
        {
          span: object.headerSpan,
          kind: "refuses",
          fact: `\`kind: ${object.kind}\` is valid OpenSLO, but Sloth reads only SLOs.`,
          because:
            "Of an SLO it takes the service's name, and looks up no Service. It stops at a file that holds one.",
          todo: "Keep the object in a file that Sloth is not given.",
        },
      ];
    }
    const spec = mapAt(object.root, "spec");
    return [
      ...headerRemarks(subject),
      ...methodRemarks(spec),
      ...indicatorRemarks(spec),
      ...windowRemarks(spec, view),
      ...mapsIn(spec, "objectives").flatMap((objective) => objectiveRemarks(objective, subject)),
    ];
  },
  takes({ code, severity, span }, { schemaErrors }) {
    // It counts no slices, whatever the method says; of that a remark speaks.
    if (code === "time-slice-fields") return true;
    // What a rule only mentions, because of Sloth.
    if (severity === "information" && (code === "threshold-comparison" || code === "window-shape"))
      return true;
    if (code !== "missing-key") return false;
    const here = schemaErrors.filter(
      (error) => error.span.start === span.start && error.span.end === span.end,
    );
    return (
      here.length > 0 &&
      here.every(({ keyword, params }) => {
        return keyword === "required" && OPTIONAL.has(String(params.missingProperty));
      })
    );
  },
};

/** Keys that OpenSLO's checker asks for and that Sloth does without. */
const OPTIONAL = new Set([
  "value",
  "displayName",
  "timeWindows",
  "isRolling",
  "budgetingMethod",
  "incremental",
]);

/** What Sloth looks for in the text before it reads it as YAML. A carriage return is let pass, as editors set it. */
const HEADER_LINES = {
  apiVersion: /(?:^|\n)apiVersion: +['"]?openslo\/v1alpha['"]? *(?=\r?\n|$)/,
  kind: /(?:^|\n)kind: +['"]?SLO['"]? *(?=\r?\n|$)/,
} as const;

function headerRemarks({ object: { root }, document }: Subject): Remark[] {
  const keys = ["apiVersion", "kind"] as const;
  return keys.flatMap((key): Remark[] => {
    const pair = pairOf(root, key);
    if (!pair || HEADER_LINES[key].test(document.yaml.text)) return [];
    const value = key === "kind" ? "SLO" : "openslo/v1alpha";
    return [
      {
        span: { start: pair.key.span.start, end: pair.value.span.end },
        kind: "refuses",
        fact: `Sloth does not find the line \`${key}: ${value}\`.`,
        because: `It looks for it by its letters, at the first column and with nothing behind it. ${REFUSED}`,
        todo: "Write it on a line of its own, without a comment.",
      },
    ];
  });
}

function methodRemarks(spec: YamlMap | undefined): Remark[] {
  const method = readText(valueAt(spec, "budgetingMethod"));
  if (method?.value !== "Timeslices") return [];
  return [
    {
      span: method.span,
      kind: "ignores",
      harm: "warning",
      fact: "`budgetingMethod: Timeslices` is valid OpenSLO, but Sloth passes over it.",
      because: "It always takes the share of good events, and never counts time slices.",
      todo: "Write `Occurrences` if that is what you mean.",
    },
  ];
}

function indicatorRemarks(spec: YamlMap | undefined): Remark[] {
  const threshold = pairIn(mapAt(spec, "indicator"), "thresholdMetric");
  if (!threshold) return [];
  return [
    {
      span: threshold.key.span,
      kind: "refuses",
      fact: "`thresholdMetric` is valid OpenSLO, but Sloth reads only `ratioMetrics`.",
      because: `It counts good and total events, and compares no values with a bound. ${REFUSED}`,
      todo: "Count good and total events under `ratioMetrics` of the objective.",
    },
  ];
}

/** The periods that Sloth has alert windows for. */
const BUILT_IN_DAYS = [28, 30];

function windowRemarks(spec: YamlMap | undefined, view: WorkspaceView): Remark[] {
  return mapsIn(spec, "timeWindows")
    .slice(0, 1)
    .flatMap((window) => {
      const unit = readText(valueAt(window, "unit"));
      if (unit && unit.value.toLowerCase() !== "day") {
        return [
          {
            span: unit.span,
            kind: "refuses",
            fact: `\`unit: ${unit.value}\` is valid OpenSLO, but Sloth counts its window only in days.`,
            because: `${REFUSED} Without a file of other AlertWindows the window is 28 or 30 days.`,
            todo: "Write `unit: Day` with `count: 28` or `count: 30`.",
          },
        ];
      }
      return [...countRemarks(window, view), ...calendarRemarks(window)];
    });
}

function countRemarks(window: YamlMap, view: WorkspaceView): Remark[] {
  const count = readDecimal(valueAt(window, "count"));
  if (!count || BUILT_IN_DAYS.some((days) => count.value.equals(days)) || hasWindows(view)) return [];
  return [
    {
      span: count.span,
      kind: "refuses",
      fact: `A window of ${textIn(window, "count") ?? ""} days is valid OpenSLO, but Sloth has alert windows only for 28 and 30 days.`,
      because: "It stops with a missing window period, although it makes no alerts of an OpenSLO SLO.",
      todo: "Write 28 or 30, or give Sloth AlertWindows of this length (`--slo-period-windows-path`).",
    },
  ];
}

/** Whether the workspace brings alert windows of its own, of whatever length. */
function hasWindows(view: WorkspaceView): boolean {
  return view.all("AlertWindows").length > 0;
}

function calendarRemarks(window: YamlMap): Remark[] {
  const calendar = pairIn(window, "calendar");
  const rolling = readBoolean(valueAt(window, "isRolling"));
  if (!calendar && rolling?.value !== false) return [];
  return [
    {
      span: calendar?.key.span ?? rolling?.span ?? window.span,
      kind: "ignores",
      harm: "warning",
      fact: "A calendar window is valid OpenSLO, but Sloth passes over the calendar.",
      because: "Its window rolls: it always counts over the last days.",
      todo: "Write `isRolling: true` if that is what you mean.",
    },
  ];
}

function objectiveRemarks(objective: YamlMap, { object }: Subject): Remark[] {
  const ratio = mapAt(objective, "ratioMetrics");
  const sliced = pairIn(objective, "timeSliceTarget");
  const slices: Remark[] = sliced
    ? [
        {
          span: sliced.key.span,
          kind: "ignores",
          harm: "information",
          fact: "Sloth passes over `timeSliceTarget`.",
          because: "It counts events, and no time slices.",
          todo: "Remove it, if Sloth is the only reader.",
        },
      ]
    : [];
  if (!ratio) {
    const threshold = pairIn(mapAt(mapAt(object.root, "spec"), "indicator"), "thresholdMetric");
    if (threshold || object.partial || !lacks(objective, "ratioMetrics")) return slices;
    return [
      ...slices,
      {
        span: itemSpan(objective),
        kind: "refuses",
        fact: "This objective has no `ratioMetrics`.",
        because: `Sloth takes its queries from there and nowhere else. ${REFUSED}`,
        todo: "Write `ratioMetrics` with `good` and `total`.",
      },
    ];
  }
  const good = mapAt(ratio, "good");
  const total = mapAt(ratio, "total");
  return [
    ...slices,
    ...metricRemarks("good", good, true),
    // Sloth asks the good metric's source once more here: that of `total` is free where `good` says `sloth`.
    ...metricRemarks("total", total, textIn(good, "source") !== "sloth"),
    ...windowlessRemarks(good, total),
  ];
}

const SOURCES = ["prometheus", "sloth"];

function metricRemarks(key: string, metric: YamlMap | undefined, readsSource: boolean): Remark[] {
  const source = readText(valueAt(metric, "source"));
  const queryType = readText(valueAt(metric, "queryType"));
  const known = key === "good" ? SOURCES : ["prometheus"];
  const remarks: Remark[] = [];
  if (source && readsSource && !known.includes(source.value)) {
    remarks.push(wrongWord(source, known, `the \`source\` of \`${key}\``));
  }
  if (queryType && queryType.value !== "promql") {
    remarks.push(wrongWord(queryType, ["promql"], `the \`queryType\` of \`${key}\``));
  }
  return remarks;
}

function wrongWord(
  written: { readonly value: string; readonly span: Remark["span"] },
  known: readonly string[],
  place: string,
): Remark {
  const meant =
    nearest(written.value.toLowerCase(), known) ??
    (/^promql$|^prometheus$/i.test(written.value) ? known[0] : undefined);
  return {
    span: written.span,
    kind: "refuses",
    fact: `\`${written.value}\` is valid OpenSLO, but Sloth takes ${known.map((word) => `\`${word}\``).join(" or ")} for ${place}.`,
    because: `It asks Prometheus in PromQL. ${REFUSED}`,
    todo: `Write \`${meant ?? known[0] ?? ""}\`.`,
    ...change(written.span, meant),
  };
}

/** Source: slok/sloth, pkg/common/conventions (`TplSLIQueryWindowVarRegex`). */
const WINDOW_PLACE = /\{\{ *\.window *\}\}/;

/** Sloth writes both queries into one template, and asks that the range stands in it at all. */
function windowlessRemarks(good: YamlMap | undefined, total: YamlMap | undefined): Remark[] {
  const queries = [good, total].flatMap((metric) => queryNode(metric) ?? []);
  const [first] = queries;
  if (queries.length < 2 || !first || queries.some((query) => WINDOW_PLACE.test(query.source))) return [];
  return [
    {
      span: first.span,
      kind: "refuses",
      fact: "Neither query holds `{{.window}}`.",
      because: `Sloth puts the range in there, a different one for each of its rules, and does not do without. ${REFUSED}`,
      todo: "Write `[{{.window}}]` where a range belongs.",
    },
  ];
}

function queryNode(metric: YamlNode | undefined) {
  const query = valueAt(metric, "query");
  return query?.kind === "scalar" && !query.missing ? query : undefined;
}
