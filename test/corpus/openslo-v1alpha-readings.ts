import type { Reading, Reason } from "./suite";

export const OPENSLO_V1ALPHA_READINGS: readonly Reading[] = [
  {
    files: /v1alpha-slo-neither-indicator-nor-ratio\.yaml$/,
    path: "spec",
    code: "indicator-place",
    because: "the reason's paths are in the message about `spec`",
  },
  {
    files: /v1alpha-slo-no-time-windows\.yaml$/,
    path: "spec.timeWindows",
    code: "list-size",
    because: "go-sdk calls the field by another version's name",
  },
  {
    files: /v1alpha-slo-no-value\.yaml$/,
    because: "Sloth does without `value` of a ratio, so that we only mention it",
  },
  {
    files: /validate__v1alpha\.yaml$/,
    path: "spec.objectives[0].timeSliceTarget",
    code: "time-slice-fields",
    because: "one of the reason's three",
  },
  { files: /v1alpha__invalid-service\.yaml$/, path: "metadata.name", code: "name-form" },
  {
    files: /spec-without-ratio-(?:good-|total-)?sli-should-fail\.yaml$/,
    path: "spec.objectives",
    code: "missing-key",
    because: "the file has `objectives` twice, first without a value",
  },
  {
    files: /spec-without-version-should-fail\.yaml$/,
    path: "kind",
    code: "header",
    because: "the reason says that the version is missing",
  },
  {
    files: /validate__bad__bad-openslo\.yaml$/,
    because: "28d was refused once; today it is one of the periods that Sloth has windows for",
  },
  { files: /validate__invalid-apiversion\.yaml$/, path: "apiVersion", code: "header" },
  { files: /spec-with-invalid-version-should-fail\.yaml$/, path: "apiVersion", code: "header" },
];

export const OPENSLO_V1ALPHA_REASONS: readonly Reason[] = [
  { says: /metadata\.name/, codes: ["name-form"] },
  {
    says: /ratioMetrics\.\w+: required|thresholdMetric\.\w+: required|spec: required/,
    codes: ["missing-key"],
  },
  { says: /timeSliceTarget: required/, codes: ["time-slice-fields"] },
  { says: /target: required/, codes: ["target-choice"] },
  { says: /less_than/, codes: ["target-range"] },
  { says: /one_of|op: required/, codes: ["unknown-value"] },
];
