import type { ObjectKind } from "../../model/spec-object";

export const OPENSLO_V1ALPHA = "openslo/v1alpha";
export const OPENSLO_V1 = "openslo/v1";
export const OPENSLO_V2ALPHA = "openslo.com/v2alpha";

/** The versions of OpenSLO that its own checker reads. */
export const VERSIONS = [OPENSLO_V1ALPHA, OPENSLO_V1, OPENSLO_V2ALPHA] as const;

export type OpensloVersion = (typeof VERSIONS)[number];

/** All kinds that any version has. */
export const ALL_KINDS: readonly ObjectKind[] = [
  "SLO",
  "SLI",
  "Service",
  "DataSource",
  "AlertPolicy",
  "AlertCondition",
  "AlertNotificationTarget",
];

/** Source: go-sdk, `supportedKinds` in pkg/openslo/{v1alpha,v1,v2alpha}/objects.go. */
export const KINDS: Readonly<Record<OpensloVersion, readonly ObjectKind[]>> = {
  [OPENSLO_V1ALPHA]: ["SLO", "Service"],
  [OPENSLO_V1]: ALL_KINDS,
  [OPENSLO_V2ALPHA]: ALL_KINDS,
};

/** A version that once was, and what became of it. */
interface RetiredVersion {
  readonly pattern: RegExp;
  readonly now: OpensloVersion;
  /** As a whole sentence. */
  readonly story: string;
}

/** Source: OpenSLO's repository, commits ee66771 (2022-04-29) and a077ff7 (2024-11-19). */
export const RETIRED_VERSIONS: readonly RetiredVersion[] = [
  {
    pattern: /^openslo(?:\.com)?\/v1beta1$/i,
    now: OPENSLO_V1,
    story:
      "It is a draft of 2021 that was released as v1 with other windows and alert conditions. Today's go-sdk and oslo refuse it, older ones read it.",
  },
  {
    pattern: /^openslo(?:\.com)?\/v2alpha1$/i,
    now: OPENSLO_V2ALPHA,
    story: "It is what v2alpha was called until November 2024. Today's go-sdk and oslo refuse it.",
  },
];
