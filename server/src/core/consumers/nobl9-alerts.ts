import { durationSeconds } from "../math/duration";
import { readBoolean, readDuration, readText } from "../model/located";
import { nearest } from "../text/nearest";
import { valueAt, type YamlMap } from "../yaml/node";
import type { Remark, Subject } from "./consumer";
import { change, conditionSpecs, mapAt, pairIn, policySpecs } from "./parts";

/**
 * What Nobl9 refuses or loses of alert policies and their conditions.
 *
 * Source: nobl9-openslo, conversion_rules.go (`v1AlertPolicyRules`); nobl9-go, manifest/v1alpha/alertpolicy
 * (`conditionValidation`, `operatorValidationRule`, `severityValidation`).
 */
export function alertRemarks({ object }: Subject): Remark[] {
  return [
    ...policySpecs(object).flatMap(policyRemarks),
    ...conditionSpecs(object).flatMap((spec) => [
      ...severityRemarks(spec),
      ...conditionRemarks(mapAt(spec, "condition")),
    ]),
  ];
}

function policyRemarks(spec: YamlMap): Remark[] {
  const pair = pairIn(spec, "alertWhenNoData");
  if (!pair || readBoolean(pair.value)?.value !== true) return [];
  return [
    {
      span: pair.key.span,
      kind: "ignores",
      harm: "warning",
      fact: "`alertWhenNoData` is valid OpenSLO, but Nobl9's conversion drops it.",
      because: "Nobody is told when the data stops. Nobl9 has that on the SLO, as `anomalyConfig.noData`.",
      todo: "Set `anomalyConfig` on the converted SLO.",
    },
  ];
}

const SEVERITIES = ["Low", "Medium", "High"];

function severityRemarks(spec: YamlMap): Remark[] {
  const severity = readText(valueAt(spec, "severity"));
  if (!severity || SEVERITIES.includes(severity.value)) return [];
  const meant = SEVERITIES.find((word) => word.toLowerCase() === severity.value.toLowerCase());
  return [
    {
      span: severity.span,
      kind: "refuses",
      fact: `\`severity: ${severity.value}\` is valid OpenSLO, but Nobl9 knows \`Low\`, \`Medium\` and \`High\`.`,
      because: "It refuses the converted policy.",
      todo: `Write ${meant === undefined ? "one of them" : `\`${meant}\``}.`,
      ...change(severity.span, meant),
    },
  ];
}

const SHORTEST_WINDOW = 5 * 60;
const LONGEST_WINDOW = 7 * 86_400;

function conditionRemarks(condition: YamlMap | undefined): Remark[] {
  const op = readText(valueAt(condition, "op"));
  const after = pairIn(condition, "alertAfter");
  const lookback = pairIn(condition, "lookbackWindow");
  const remarks: Remark[] = [];
  if (op && ["gt", "lt", "lte"].includes(op.value)) {
    remarks.push({
      span: op.span,
      kind: "refuses",
      fact: `\`op: ${op.value}\` is valid OpenSLO, but Nobl9 compares burn rates only by \`gte\`.`,
      because: "It refuses the converted policy.",
      todo: "Write `gte`.",
      ...(op.value === "gt" ? change(op.span, "gte") : {}),
    });
  }
  if (after && lookback) {
    remarks.push({
      span: after.key.span,
      kind: "refuses",
      fact: "`alertAfter` beside `lookbackWindow` is valid OpenSLO, but Nobl9 takes only one of the two.",
      because: "They become `lastsFor` and `alertingWindow`, which exclude each other.",
      todo: "Remove `alertAfter`.",
    });
  }
  return [...remarks, ...lookbackRemarks(condition)];
}

/** The text goes to Go's `time.ParseDuration`, which knows no unit above an hour. */
function lookbackRemarks(condition: YamlMap | undefined): Remark[] {
  const lookback = readDuration(valueAt(condition, "lookbackWindow"));
  if (!lookback) return [];
  const { value: duration, span } = lookback;
  const seconds = durationSeconds(duration);
  if (seconds.compare(SHORTEST_WINDOW) < 0 || seconds.compare(LONGEST_WINDOW) > 0) {
    return [
      {
        span,
        kind: "refuses",
        fact: `A \`lookbackWindow\` of ${duration.text} is valid OpenSLO, but Nobl9's are from 5 minutes to 7 days long.`,
        because: "It refuses the converted policy.",
        todo: "Choose a length in between, such as 1h.",
      },
    ];
  }
  if (duration.unit === "m" || duration.unit === "h") return [];
  const meant = `${seconds.div(3600).toFraction()}h`;
  return [
    {
      span,
      kind: "refuses",
      fact: `\`${duration.text}\` is valid OpenSLO, but Nobl9 reads a \`lookbackWindow\` only in minutes or hours.`,
      because: "The conversion keeps the text, and Nobl9 cannot read it.",
      todo: `Write \`${meant}\`, which is the same.`,
      ...change(span, meant, true),
    },
  ];
}

/** Source: nobl9-go, manifest/v1alpha/alertmethod (`Spec`). */
const METHODS = [
  "discord",
  "email",
  "jira",
  "msteams",
  "opsgenie",
  "pagerduty",
  "servicenow",
  "slack",
  "webhook",
];

/** What Nobl9's conversion refuses of a notification target. Source: nobl9-openslo, `opensloV1Validation`. */
export function targetRemarks({ object }: Subject): Remark[] {
  if (object.kind !== "AlertNotificationTarget") return [];
  const target = readText(valueAt(mapAt(object.root, "spec"), "target"));
  if (!target || METHODS.includes(target.value)) return [];
  const meant = nearest(target.value.toLowerCase().replaceAll(/[-_ ]/g, ""), METHODS);
  return [
    {
      span: target.span,
      kind: "refuses",
      fact: `\`target: ${target.value}\` is valid OpenSLO, but Nobl9 has no alert method of this name.`,
      because: `It knows ${METHODS.map((name) => `\`${name}\``).join(", ")}, and the conversion stops.`,
      todo: meant === undefined ? "Write one of them." : `Did you mean \`${meant}\`?`,
      ...change(target.span, meant),
    },
  ];
}
