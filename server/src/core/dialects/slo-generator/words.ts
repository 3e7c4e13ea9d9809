import type { NeededPlaceholder } from "../../model/sli";
import type { TargetKey } from "../../model/slo";
import type { Reader } from "../../model/spec-object";

export const SLO_GENERATOR = "slo-generator/v2";
export const API_VERSION = "sre.google.com/v2";
export const KIND = "ServiceLevelObjective";
export const SLO_SCHEMA = `${API_VERSION}#${KIND}`;
export const CONFIG_SCHEMA = `${SLO_GENERATOR}#SharedConfig`;
export const POLICY_SCHEMA = `${SLO_GENERATOR}#ErrorBudgetPolicy`;
export const BACKEND_SCHEMA = `${SLO_GENERATOR}#Backend`;
export const EXPORTER_SCHEMA = `${SLO_GENERATOR}#Exporter`;

/** Nothing is validated: a missing key stops the program, an unknown one is never asked for. */
export const READER: Reader = {
  refuses: "slo-generator stops at it, or makes no report.",
  ignores: "slo-generator passes over it without a word.",
};

/** Source: slo-generator, report.py (SLOReport.build: `eb_burn_rate = 0 if eb_target == 0`). */
export const GOAL: TargetKey = {
  name: "goal",
  unit: "ratio",
  takesNone: true,
  takesAll: true,
  consequences: {
    beyond:
      "slo-generator takes it: the error budget is below zero, and so is every burn rate, so that no step alerts.",
    all: "slo-generator takes it and sets every burn rate to 0, so that no step ever alerts.",
  },
};

/** Source: slo-generator, backends/prometheus.py (_fmt_query). */
export const WINDOW: NeededPlaceholder = {
  text: "[window]",
  pattern: /\[window/,
  tool: "slo-generator",
  bracketed: true,
  without:
    "slo-generator then puts the step's range behind the whole text, which is no PromQL: the SLO has no report.",
};

/** The policy of an SLO that names none. Source: slo-generator, utils.py (get_error_budget_policy). */
export const DEFAULT_POLICY = "default";
