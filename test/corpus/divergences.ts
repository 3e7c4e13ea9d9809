/**
 * Where a file that its own project calls valid gets an error from us all the same. Each class stands with its
 * reasons in docs/divergences.md under the same title; an entry that no longer occurs fails the corpus test.
 */
export interface Divergence {
  /** The heading in docs/divergences.md. */
  readonly title: string;
  /** Names of the files. */
  readonly files: RegExp;
  readonly code: string;
}

export const OPENSLO_V1_DIVERGENCES: readonly Divergence[] = [
  {
    title: "Bare names in alertPolicies",
    files: /^OpenSLO__(?:OpenSLO|oslo)__.*__slo-(?:no-)?indicatorref-(?:calendar|rolling)-alerts\.yaml$/,
    code: "policy-shape",
  },
  {
    title: "A comparison on a ratio",
    files:
      /^OpenSLO__(?:OpenSLO__examples__.*(?:timeslices-slo|ratio-timeslices)|go-sdk__.*__v1__examples__slos)\.yaml$/,
    code: "threshold-comparison",
  },
  {
    title: "Fields that have gone",
    files: /^OpenSLO__OpenSLO__pkg__openslo__v1__examples__slis\.yaml$/,
    code: "unknown-key",
  },
  {
    title: "Fields that have gone",
    files: /^OpenSLO__oslo__.*__alert-policy-many-notificationref\.yaml$/,
    code: "unknown-key",
  },
  {
    title: "Burn conditions without an operator",
    files: /^OpenSLO__(?:OpenSLO|oslo)__.*__alert-policy-inline-cond\.yaml$/,
    code: "missing-key",
  },
  {
    title: "SLOs without a window",
    files: /^OpenSLO__go-sdk__.*test_data__(?:encode__v1_slo|decode__v1_slos)\.yaml$/,
    code: "missing-key",
  },
  {
    title: "Indicators without a spec",
    files: /^OpenSLO__oslo__.*__slo-with-(?:annotations|labels)\.yaml$/,
    code: "missing-key",
  },
  {
    title: "Capital letters in names",
    files: /^OpenSLO__oslo__.*__alert-policy-(?:inline-cond|many-notificationref)\.yaml$/,
    code: "reference-form",
  },
  {
    title: "References beside others that lead somewhere",
    files:
      /^OpenSLO__go-sdk__.*test_data__export__(?:inputs__v1_slo|outputs__v1_alert_policies|outputs__v1_slo)\.yaml$/,
    code: "dangling-reference",
  },
];
