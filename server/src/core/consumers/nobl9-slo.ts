import { type Duration, durationSeconds } from "../math/duration";
import { formatRatio } from "../math/format";
import { isInteger, ratio } from "../math/rational";
import { itemSpan } from "../model/form";
import { readBoolean, readDecimal, readDuration, readText } from "../model/located";
import type { Span } from "../text/span";
import { valueAt, type YamlMap } from "../yaml/node";
import type { Remark, Subject } from "./consumer";
import { change, filledList, mapAt, mapsIn, pairIn, sliSpecOf } from "./parts";

/**
 * What Nobl9 refuses or loses of an OpenSLO v1 SLO.
 *
 * Source: nobl9-openslo, conversion_rules.go (`v1SLORules`: a path without a rule is dropped); nobl9-go,
 * manifest/v1alpha/slo/validation.go and time_window.go.
 */
export function sloRemarks({ object }: Subject): Remark[] {
  if (object.kind !== "SLO") return [];
  const spec = mapAt(object.root, "spec");
  return [
    ...methodRemarks(spec),
    ...windowRemarks(spec),
    ...objectiveRemarks(spec, sliSpecOf(object)),
    ...policyRemarks(spec),
  ];
}

function methodRemarks(spec: YamlMap | undefined): Remark[] {
  const method = readText(valueAt(spec, "budgetingMethod"));
  if (method?.value !== "RatioTimeslices") return [];
  return [
    {
      span: method.span,
      kind: "refuses",
      fact: "`budgetingMethod: RatioTimeslices` is valid OpenSLO, but Nobl9 does not know it.",
      because: "It knows `Occurrences` and `Timeslices`, and refuses the converted SLO.",
      todo: "Write one of these two.",
    },
  ];
}

const MINUTE = 60;
const DAY = 86_400;
const SHORTEST_ROLLING = 5 * MINUTE;
const LONGEST_ROLLING = 31 * DAY;

function windowRemarks(spec: YamlMap | undefined): Remark[] {
  return mapsIn(spec, "timeWindow").flatMap((window) => {
    const duration = readDuration(valueAt(window, "duration"));
    if (!duration) return [];
    const calendar = pairIn(window, "calendar");
    const rolling = readBoolean(valueAt(window, "isRolling"))?.value;
    if (rolling === true && !calendar) return rollingRemarks(duration.value, duration.span);
    return calendar && rolling !== true ? calendarRemarks(duration.value, duration.span) : [];
  });
}

/** Source: nobl9-go, `rollingWindowTimeUnits` and `rollingWindowSizeValidation`. */
function rollingRemarks(duration: Duration, span: Span): Remark[] {
  const seconds = durationSeconds(duration);
  const outside = seconds.compare(SHORTEST_ROLLING) < 0 || seconds.compare(LONGEST_ROLLING) > 0;
  if (outside) {
    return [
      {
        span,
        kind: "refuses",
        fact: `A rolling window of ${duration.text} is valid OpenSLO, but Nobl9's are from 5 minutes to 31 days long.`,
        because: "It refuses the converted SLO.",
        todo: "Choose a length in between, such as 28d.",
      },
    ];
  }
  if (["m", "h", "d"].includes(duration.unit)) return [];
  const days = seconds.div(DAY);
  const meant = isInteger(days) && duration.unit === "w" ? `${formatRatio(days)}d` : undefined;
  return [
    {
      span,
      kind: "refuses",
      fact: `\`${duration.text}\` is valid OpenSLO, but Nobl9 counts rolling windows in minutes, hours or days.`,
      because: "The conversion keeps the unit, and Nobl9 refuses the SLO.",
      todo: `Write ${meant === undefined ? "the length in days, such as 28d" : `\`${meant}\`, which is the same`}.`,
      ...change(span, meant, true),
    },
  ];
}

/** Source: nobl9-go, `calendarWindowTimeUnits`. */
function calendarRemarks({ text, unit }: Duration, span: Span): Remark[] {
  if (unit !== "m" && unit !== "h") return [];
  return [
    {
      span,
      kind: "refuses",
      fact: `A calendar window of ${text} is valid OpenSLO, but Nobl9's are whole days at least.`,
      because: "It counts them in days, weeks, months, quarters or years, and refuses the converted SLO.",
      todo: "Write such a length, such as 1M.",
    },
  ];
}

function objectiveRemarks(spec: YamlMap | undefined, sliSpec: YamlMap | undefined): Remark[] {
  const objectives = mapsIn(spec, "objectives");
  return [
    ...objectives.flatMap((objective) => [
      ...percentRemarks(objective),
      ...compositeRemarks(objective),
      ...sliceRemarks(objective),
    ]),
    ...sameValueRemarks(objectives, sliSpec),
  ];
}

function percentRemarks(objective: YamlMap): Remark[] {
  const pair = pairIn(objective, "targetPercent");
  if (!pair) return [];
  const percent = readDecimal(pair.value);
  const target = percent && `target: ${formatRatio(percent.value.div(ratio(100)))}`;
  const span = { start: pair.key.span.start, end: pair.value.span.end };
  return [
    {
      span: pair.key.span,
      kind: "refuses",
      fact: "`targetPercent` is valid OpenSLO, but Nobl9's conversion drops it.",
      because: "The SLO arrives without a target, and Nobl9 refuses it.",
      todo: target === undefined ? "Write `target` as a ratio." : `Write \`${target}\`, which is the same.`,
      ...(pair.merged ? {} : change(span, target, true)),
    },
  ];
}

function compositeRemarks(objective: YamlMap): Remark[] {
  const pair = pairIn(objective, "indicator") ?? pairIn(objective, "indicatorRef");
  if (!pair) return [];
  return [
    {
      span: pair.key.span,
      kind: "refuses",
      fact: `\`${pair.key.source}\` of an objective is valid OpenSLO, but Nobl9's conversion drops it.`,
      because: "The SLO arrives without an indicator, and Nobl9 refuses it.",
      todo: "Write an SLO for each indicator; Nobl9 puts a composite together from SLOs.",
    },
  ];
}

function sliceRemarks(objective: YamlMap): Remark[] {
  const pair = pairIn(objective, "timeSliceWindow");
  if (!pair) return [];
  return [
    {
      span: pair.key.span,
      kind: "ignores",
      harm: "warning",
      fact: "`timeSliceWindow` is valid OpenSLO, but Nobl9 has no field for it.",
      because: "What is converted has time slices of Nobl9's own length, whatever stands here.",
      todo: "Check that the target holds for its slices too.",
    },
  ];
}

/** Source: nobl9-go, "objectives[*].value must be different for each objective"; without one it is 0. */
function sameValueRemarks(objectives: readonly YamlMap[], sliSpec: YamlMap | undefined): Remark[] {
  if (!sliSpec) return [];
  const seen = new Set<string>();
  return objectives.flatMap((objective): Remark[] => {
    const value = readDecimal(valueAt(objective, "value"))?.value;
    if (pairIn(objective, "value") && !value) return [];
    const text = value ? formatRatio(value) : "0";
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    const ratios = pairIn(sliSpec, "ratioMetric") !== undefined;
    return [
      {
        span: itemSpan(objective),
        kind: "refuses",
        fact: ratios
          ? "A second objective for one ratio is valid OpenSLO, but Nobl9 refuses it."
          : `Two objectives with the \`value\` ${text} are valid OpenSLO, but Nobl9 refuses them.`,
        because: "It tells objectives apart by `value`, which is 0 where there is none.",
        todo: ratios ? "Write an SLO for each target." : "Give each objective its own bound.",
      },
    ];
  });
}

/** Source: nobl9-openslo, `v1SLORules` and test_data/outputs/v1_slos.yaml: the SLO loses its list of policies. */
function policyRemarks(spec: YamlMap | undefined): Remark[] {
  const policies = filledList(spec, "alertPolicies");
  if (!policies) return [];
  return [
    {
      span: policies.key.span,
      kind: "ignores",
      harm: "warning",
      fact: "`alertPolicies` is valid OpenSLO, but Nobl9's conversion does not carry it over to the SLO.",
      because: "The policies are converted, and no SLO names them: nobody is told when the budget burns.",
      todo: "Add `spec.alertPolicies` to the converted SLO.",
    },
  ];
}
