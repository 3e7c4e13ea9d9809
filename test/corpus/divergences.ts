/**
 * Where a file that its own project calls valid gets an error from us all the same: classes of errors, not lists
 * of files. Each stands with its reasons in docs/divergences.md under the same title; one that no longer occurs
 * fails the corpus test.
 */
export interface Divergence {
  /** The heading in docs/divergences.md. */
  readonly title: string;
  readonly code: string;
  /** The finding's first sentence. */
  readonly says: RegExp;
  /** Names of the files, where the class is about certain files and not about a way of writing. */
  readonly files?: RegExp;
}

export const OPENSLO_V1_DIVERGENCES: readonly Divergence[] = [
  {
    title: "Bare names in alertPolicies",
    code: "policy-shape",
    says: /^`[\w-]+` stands here without a key\.$/,
  },
  {
    title: "A comparison on a ratio",
    code: "threshold-comparison",
    says: /^`(?:op|value)`.* in an objective whose SLI is a ratio\.$/,
  },
  {
    title: "Fields that have gone",
    code: "unknown-key",
    says: /^`(?:description` is not known in `ratioMetric`|operator` is not known in entry \d+ of `conditions`)\.$/,
  },
  {
    title: "Burn conditions without an operator",
    code: "missing-key",
    says: /^`op` is missing in `condition`\.$/,
  },
  {
    title: "SLOs without a window",
    code: "missing-key",
    says: /^`timeWindow` is missing in `spec`\.$/,
  },
  {
    title: "Indicators without a spec",
    code: "missing-key",
    says: /^`spec` is missing in `indicator`\.$/,
  },
  {
    title: "Capital letters in names",
    code: "reference-form",
    says: /^`\w+` holds \d+ capital letters?: /,
  },
  {
    title: "References beside others that lead somewhere",
    code: "dangling-reference",
    says: /^No \w+ is named /,
    files: /^OpenSLO__go-sdk__.*test_data__/,
  },
];

export const OPENSLO_V1ALPHA_DIVERGENCES: readonly Divergence[] = [
  {
    title: "Bodies of v1 under v1alpha",
    code: "header",
    says: /^`apiVersion` is `openslo\/v1alpha`, but the body is written in `openslo\/v1`/,
  },
  {
    title: "A comparison on a ratio",
    code: "threshold-comparison",
    says: /^`op` stands in an objective whose SLI is a ratio\.$/,
  },
  {
    title: "Fields that have gone",
    code: "unknown-key",
    says: /^`(?:counter` is not known in `(?:spec|ratioMetrics)|period` is not known in entry 1 of `timeWindows)`\.$/,
  },
  {
    title: "Slices that nobody can judge",
    code: "time-slice-fields",
    says: /^This objective has no `timeSliceTarget`, and the budgeting method is Timeslices\.$/,
  },
  {
    title: "Objects without a name",
    code: "missing-key",
    says: /^`metadata` is missing at the top level\.$/,
  },
];

export const OPENSLO_V2ALPHA_DIVERGENCES: readonly Divergence[] = [
  {
    title: "SLOs without a window",
    code: "missing-key",
    says: /^`(?:timeWindow|budgetingMethod|objectives)` is missing in `spec`\.$/,
    files: /test_data__decode/,
  },
  {
    title: "Fields that have gone",
    code: "unknown-key",
    says: /^`description` is not known in `ratioMetric`\.$/,
  },
  {
    title: "Capital letters in names",
    code: "name-form",
    says: /^The name `cloudWatch-prod` holds /,
  },
  {
    title: "Data sources without a type",
    code: "missing-key",
    says: /^`type` is missing in `dataSourceSpec`\.$/,
  },
];

export const SLOTH_DIVERGENCES: readonly Divergence[] = [
  {
    title: "Sloth's loader tests without real queries",
    code: "window-placeholder",
    says: /^`\w+` has no `\{\{\.window\}\}`\.$/,
    files: /correct-spec-should-return-the-models/,
  },
  {
    title: "Keys of Sloth's other format",
    code: "unknown-key",
    says: /^`(?:page|ticket)_?alert` is not known in `alerting`\.$/i,
  },
];

export const PYRRA_DIVERGENCES: readonly Divergence[] = [];

export const SLO_GENERATOR_DIVERGENCES: readonly Divergence[] = [
  {
    title: "SLOs of slo-generator's version 1",
    code: "header",
    says: /^This SLO is written in slo-generator's format of version 1/,
  },
  {
    title: "A goal of 1",
    code: "target-range",
    says: /^`goal` is 1: /,
  },
];

export const NOBL9_DIVERGENCES: readonly Divergence[] = [
  {
    title: "Examples under one name",
    code: "duplicate-name",
    says: /^A second \w+ is named /,
    files: /^nobl9__nobl9-go__manifest__v1alpha__\w+__examples/,
  },
  {
    title: "Stand-ins for project names",
    code: "reference-form",
    says: /: `<PROJECT>` cannot be a name\.$/,
  },
  {
    title: "Stand-ins for project names",
    code: "name-form",
    says: /^The name `<PROJECT>` /,
  },
  {
    title: "Budgets below a minute",
    code: "sample-resolution",
    says: /^One slice lasts 1m; the budget is 36s, at 99 % over 1h\.$/,
  },
  {
    title: "Quoted text that goes on at the margin",
    code: "yaml-syntax",
    says: /./,
    files: /multiline_double_quoted_description/,
  },
  {
    title: "Keys that Nobl9 passes over",
    code: "unknown-key",
    says: /^`fake` is not known in `metadata`\.$/,
  },
];

/** By the corpus' folder. */
export const DIVERGENCES: Readonly<Record<string, readonly Divergence[]>> = {
  nobl9: NOBL9_DIVERGENCES,
  "openslo-v1": OPENSLO_V1_DIVERGENCES,
  "openslo-v1alpha": OPENSLO_V1ALPHA_DIVERGENCES,
  "openslo-v2alpha": OPENSLO_V2ALPHA_DIVERGENCES,
  sloth: SLOTH_DIVERGENCES,
  "sloth-crd": SLOTH_DIVERGENCES,
  pyrra: PYRRA_DIVERGENCES,
  "slo-generator": SLO_GENERATOR_DIVERGENCES,
};
