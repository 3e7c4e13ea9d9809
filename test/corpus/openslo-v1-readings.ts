import type { Reading, Reason } from "./suite";

export const OPENSLO_V1_READINGS: readonly Reading[] = [
  {
    files: /alert-policy-malformed-cond\.yaml$/,
    path: "spec.conditions[0]",
    because: "the reason says `condition malformed`",
  },
  {
    files: /alert-policy-malformed-targetref\.yaml$/,
    path: "spec.notificationTargets[0]",
    because: "the reason says `targetRef malformed`",
  },
  {
    files: /alert-policy-many-cond\.yaml$/,
    path: "spec.conditions",
    because: "the reason says `exactly one condition allowed`",
  },
  {
    files: /alert-policy-no-notification\.yaml$/,
    path: "spec.notificationTargets",
    because: "the reason says `notificationTargets required`",
  },
  {
    files: /alert-policy-no-cond\.yaml$/,
    path: "spec.conditions",
    because: "the reason says `conditions required`",
  },
  {
    files: /__slo-invalid-duration\.yaml$/,
    path: "spec.timeWindow[0].duration",
    because: "the reason says that a duration does not parse",
  },
  {
    files: /__v1_slo_invalid_policy\.yaml$/,
    path: "spec.alertPolicies[0].alertPolicyRef",
    because: "the reason says that the reference to a policy leads nowhere",
  },
  {
    files: /validate__unknown-field\.yaml$/,
    path: "spec.markdown",
    because: "the reason names the field `markdown`",
  },
  {
    files: /validate__v1\.yaml$/,
    path: "spec.objectives[0].op",
    because: "one of the reason's three; its time zone is valid where zones are known",
  },
  {
    files: /alert-condition-invalid-name\.yaml$/,
    path: "spec.condition.op",
    because: "the reason says `metadata.name`, and this version of the file has a valid name but no `op`",
  },
  {
    files: /convert-openslo__invalid-alert-notification-target\.yaml$/,
    because: "it is valid OpenSLO; only its conversion to another format fails",
  },
];

export const OPENSLO_V1_REASONS: readonly Reason[] = [
  { says: /reference resolution/, codes: ["dangling-reference"] },
  { says: /forbidden/, codes: ["threshold-comparison"] },
  { says: /key must match/, codes: ["tag-key-form"] },
  { says: /string_dns_label/, codes: ["name-form", "reference-form"] },
  { says: /equal_to(?! 1)/, codes: ["unknown-value", "header"] },
  { says: /slice_length|slice_min_length|map_min_length|exactly one/, codes: ["list-size"] },
  { says: /one_of \[|enum/, codes: ["unknown-value"] },
  { says: /one of \[target|\[target, targetPercent\]/, codes: ["target-choice"] },
  { says: /'calendar'/, codes: ["window-shape"] },
  { says: /metric|raw/i, codes: ["sli-shape", "ratio-shape"] },
  { says: /'indicator' or|\[indicator, indicatorRef\]/, codes: ["indicator-place"] },
  { says: /malformed|mutually_exclusive/, codes: ["policy-shape"] },
  { says: /greater_than|less_than/, codes: ["number-range", "target-range"] },
  { says: /duration shorthand/, codes: ["duration-form"] },
  { says: /timeSlice\w+: required/, codes: ["time-slice-fields"] },
  { says: /objectives\[\d\]\.(?:op|value): required/, codes: ["threshold-comparison"] },
  { says: /unknown field/, codes: ["unknown-key"] },
  { says: /invalid metadata\.name/, codes: ["missing-key", "name-form"] },
  { says: /required/, codes: ["missing-key", "text-length"] },
  { says: /string_max_length/, codes: ["text-length"] },
];
