import type { BareSelector } from "../../model/sli";
import type { TargetKey } from "../../model/slo";
import type { Reader } from "../../model/spec-object";

export const VERSION = "pyrra.dev/v1alpha1";
export const KIND = "ServiceLevelObjective";
export const SCHEMA_KEY = `${VERSION}#${KIND}`;

/** The ways of measuring, in the order in which Pyrra looks for them. */
export const INDICATOR_KEYS = ["ratio", "latency", "latencyNative", "bool_gauge"] as const;

/** What Pyrra begins the labels and annotations with that it hands on to its rules and alerts. */
export const HANDED_ON = "pyrra.dev/";

export const READER: Reader = {
  refuses: "Pyrra refuses it.",
  ignores: "From a file Pyrra refuses the SLO for it; Kubernetes drops the key and what it says.",
  yaml11: true,
  takesOne: {
    tool: "Pyrra",
    consumer: "pyrra-files",
    consequence:
      "From a file Pyrra reads the first document alone: this SLO would have no rules and no alerts. In Kubernetes all are read.",
  },
};

/** Source: Pyrra, kubernetes/api/v1alpha1 (validate: 0 to 100). It is text, since the CRD has no decimals. */
export const TARGET: TargetKey = {
  name: "target",
  unit: "percent",
  takesNone: true,
  takesAll: true,
  isText: true,
};

/**
 * Source: Pyrra, slo/rules.go: the sum by `grouping` of `increase` over the SLO's window (`IncreaseRules`) and of
 * `rate` over the ranges of its alerts (`Burnrate`).
 */
const SELECTOR: BareSelector = {
  tool: "Pyrra",
  adds: "it puts `increase`, `rate` and `sum` around the series itself, over ranges of its own",
};
export const COUNTER = SELECTOR;
export const HISTOGRAM_COUNT: BareSelector = { ...SELECTOR, series: "count" };
export const HISTOGRAM_BUCKET: BareSelector = {
  ...SELECTOR,
  series: "bucket",
  // Source: Pyrra, slo/prometheus3.go and main.go (on by default).
  bothSpellings: true,
};
export const NATIVE_HISTOGRAM: BareSelector = {
  tool: "Pyrra",
  adds: "it puts `histogram_count`, `histogram_fraction` and `rate` around the series itself, over ranges of its own",
  series: "whole",
};
export const GAUGE: BareSelector = {
  tool: "Pyrra",
  adds: "it puts `sum_over_time` and `count_over_time` around the series itself, over ranges of its own",
};

/** Source: Pyrra, slo/slo.go (defaultAlertname). */
export const ALERT_NAME = "ErrorBudgetBurn";

/** Pyrra's four alerts, the quickest first, as the keys of `alerting.severities` call them. */
export const ALERTS = [
  { key: "fastBurn", name: "fast" },
  { key: "mediumBurn", name: "medium" },
  { key: "slowBurn", name: "slow" },
  { key: "longTermBurn", name: "long-term" },
] as const;
