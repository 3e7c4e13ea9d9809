import { describe, expect, it } from "vitest";
import { config, findingsOf, GOOGLE, slo, step } from "./support";

/** The 1-based line of a text's first line that holds a needle. */
function lineOf(text: string, needle: string): number {
  const line = text.split("\n").findIndex((one) => one.includes(needle));
  if (line < 0) throw new Error(`no line with ${needle}`);
  return line + 1;
}

/** `expect`s the errors of a text, in any order. */
function errorsOf(text: string): string[] {
  return findingsOf(text).filter((finding) => finding.endsWith("error"));
}

interface Case {
  readonly what: string;
  /** Where slo-generator stops, or what it misreads. */
  readonly source: string;
  readonly text: string;
  readonly at: string;
  readonly code: string;
}

const FILTER = "browser_checkout_attempts_total";
const without = (line: string) => slo().replace(new RegExp(`^ *${line}.*\n`, "m"), "");

const CASES: readonly Case[] = [
  {
    what: "a goal in percent",
    source: "report.py, build: the budget is below zero, no step alerts",
    text: slo({ goal: "99.9" }),
    at: "goal:",
    code: "target-range",
  },
  {
    what: "a goal of 1",
    source: "report.py, build: every burn rate is 0",
    text: slo({ goal: "1" }),
    at: "goal:",
    code: "target-range",
  },
  {
    what: "a goal with a percent sign",
    source: "report.py: float(goal)",
    text: slo({ goal: "99.9%" }),
    at: "goal:",
    code: "target-range",
  },
  {
    what: "no goal",
    source: "report.py, build: self.goal is not set",
    text: without("goal"),
    at: "spec:",
    code: "missing-key",
  },
  {
    what: "no name",
    source: 'report.py: self.metadata["name"]',
    text: without("name: checkout"),
    at: "metadata:",
    code: "missing-key",
  },
  {
    what: "no description",
    source: "report.py: the dataclass has no default for it",
    text: without("description"),
    at: "spec:",
    code: "missing-key",
  },
  {
    what: "no backend",
    source: 'utils.py, get_backend: spec["backend"]',
    text: without("backend"),
    at: "spec:",
    code: "missing-key",
  },
  {
    what: "no method",
    source: 'report.py, run_backend: config["spec"]["method"]',
    text: without("method"),
    at: "spec:",
    code: "missing-key",
  },
  {
    what: "a method that the backend's class does not have",
    source: "report.py, run_backend: getattr(instance, method)",
    text: slo({ method: "good_bad_ration" }),
    at: "method:",
    code: "unknown-value",
  },
  {
    what: "a method of another backend",
    source: "backends/cloud_monitoring.py has no query_sli",
    text: slo({
      backend: "cloud_monitoring",
      method: "query_sli",
      indicator: 'filter_valid: metric.type="a.b/c"',
    }),
    at: "method:",
    code: "unknown-value",
  },
  {
    what: "neither bad nor valid events",
    source: "backends/prometheus.py, good_bad_ratio: ValueError",
    text: slo({ indicator: `filter_good: ${FILTER}[window]` }),
    at: "service_level_indicator:",
    code: "key-choice",
  },
  {
    what: "no good events",
    source: 'backends/prometheus.py, good_bad_ratio: measurement["filter_good"]',
    text: slo({ indicator: `filter_bad: ${FILTER}[window]` }),
    at: "service_level_indicator:",
    code: "key-choice",
  },
  {
    what: "no expression",
    source: 'backends/prometheus.py, query_sli: measurement["expression"]',
    text: slo({ method: "query_sli" }),
    at: "service_level_indicator:",
    code: "key-choice",
  },
  {
    what: "no bucket",
    source: 'backends/prometheus.py, distribution_cut: measurement["threshold_bucket"]',
    text: slo({ method: "distribution_cut", indicator: 'expression: a_seconds_bucket{b="c"}' }),
    at: "service_level_indicator:",
    code: "key-choice",
  },
  {
    what: "an expression over a fixed range",
    source: "backends/prometheus.py, _fmt_query puts [3600s] behind all of it",
    text: slo({
      method: "query_sli",
      indicator: `expression: sum(rate(${FILTER}{result="ok"}[5m])) / sum(rate(${FILTER}[5m]))`,
    }),
    at: "expression:",
    code: "window-placeholder",
  },
  {
    what: "a filter over a fixed range",
    source: "backends/prometheus.py, _fmt_query puts [3600s] behind [5m]",
    text: slo({ indicator: `filter_good: ${FILTER}{result="ok"}[5m]\nfilter_valid: ${FILTER}[window]` }),
    at: "filter_good:",
    code: "window-placeholder",
  },
  {
    what: "good and valid events of Datadog, and bad ones too",
    source: "backends/datadog.py, good_bad_ratio takes good events off the bad ones",
    text: slo({ backend: "datadog", indicator: "query_good: a{b:c}\nquery_bad: a{b:d}\nquery_valid: a{*}" }),
    at: "query_valid:",
    code: "key-choice",
  },
  {
    what: "keys of Prometheus for Datadog",
    source: 'backends/datadog.py, query_sli: measurement["query"]',
    text: slo({ backend: "datadog", method: "query_sli", indicator: "expression: a" }),
    at: "expression:",
    code: "unknown-key",
  },
  {
    what: "a policy under a key in other letters",
    source: 'utils.py, get_error_budget_policy: spec.get("error_budget_policy", "default")',
    text: slo({ more: "errorBudgetPolicy: relaxed" }),
    at: "errorBudgetPolicy",
    code: "unknown-key",
  },
  {
    what: "a kind that the loader filters out",
    source: "utils.py, load_config(kind=...)",
    text: slo().replace("ServiceLevelObjective", "SLO"),
    at: "kind:",
    code: "header",
  },
  {
    what: "a window in words",
    source: "report.py, build: self.window * gap",
    text: config({ default: [step("1 hour", "1h", "9")] }),
    at: "window:",
    code: "wrong-type",
  },
  {
    what: "a window with a fraction",
    source: "backends/cloud_monitoring.py, get_aggregation: whole seconds",
    text: config({ default: [step("1 hour", "3600.5", "9")] }),
    at: "window:",
    code: "wrong-type",
  },
  {
    what: "a step without a window",
    source: "report.py: self.window is not set",
    text: config({ default: [step("1 hour", "", "9")] }),
    at: "- name:",
    code: "missing-key",
  },
  {
    what: "a step without a threshold",
    source: 'report.py: step["burn_rate_threshold"]',
    text: config({ default: [step("1 hour", "3600", "")] }),
    at: "- name:",
    code: "missing-key",
  },
  {
    what: "a policy without steps",
    source: 'compute.py: error_budget_policy["steps"]',
    text: config({ default: GOOGLE, empty: [] }).replace("  empty:\n    steps:\n", "  empty: {}"),
    at: "empty:",
    code: "missing-key",
  },
  {
    what: "a step with version 1's words",
    source: "migrations/migrator.py, ebp_v1tov2",
    text: config({
      default: [step("1 hour", "3600", "").replace("alert: true", "alerting_burn_rate_threshold: 9")],
    }),
    at: "alerting_burn_rate_threshold",
    code: "unknown-key",
  },
];

describe("what slo-generator stops at, or misreads", () => {
  it.each(CASES.map((one) => [one.what, one] as const))("%s", (_what, { text, at, code }) => {
    expect(errorsOf(text)).toContain(`${lineOf(text, at)} ${code} error`);
  });

  it("is little else but what a case is about", () => {
    for (const { what, text } of CASES) expect(errorsOf(text).length, what).toBeLessThanOrEqual(2);
  });
});

describe("what the shared configuration decides", () => {
  const files = (one: string) => `${one}# file: config.yaml\n${config()}`;

  it("accepts what it defines", () => {
    expect(findingsOf(files(slo()))).toEqual([]);
  });

  it("refuses a mistyped policy and a mistyped backend", () => {
    const text = slo({ more: "error_budget_policy: defualt", backend: "prometheus/eu" });
    expect(findingsOf(files(text))).toEqual(
      ["10 dangling-reference error", "12 dangling-reference error"].sort(),
    );
  });

  it("warns of a policy that may stand in another file", () => {
    expect(findingsOf(files(slo({ more: "error_budget_policy: relaxed" })))).toEqual([
      "12 dangling-reference error",
    ]);
  });

  it("says nothing without one", () => {
    expect(findingsOf(slo({ more: "error_budget_policy: relaxed" }))).toEqual([]);
  });

  it("misses the policy that is taken where none is named", () => {
    const text = `${slo()}# file: config.yaml\n${config({ standard: GOOGLE })}`;
    expect(findingsOf(text)).toEqual(["9 dangling-reference error"]);
  });

  it("finds steps that a goal keeps from alerting", () => {
    expect(findingsOf(files(slo({ goal: "0.88" })))).toEqual(["9 never-fires warning"]);
    // 1 / (1 - 0.89) is 9.09, which rounds to 9.1: above 9.
    expect(findingsOf(files(slo({ goal: "0.89" })))).toEqual(["9 never-fires warning"].slice(1));
    expect(findingsOf(files(slo({ goal: "0.6" })))).toEqual(["9 never-fires error"]);
  });
});
