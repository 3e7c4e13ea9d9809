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

/** By the corpus' folder. */
export const DIVERGENCES: Readonly<Record<string, readonly Divergence[]>> = {
  "openslo-v1": OPENSLO_V1_DIVERGENCES,
  sloth: SLOTH_DIVERGENCES,
  "sloth-crd": SLOTH_DIVERGENCES,
};
