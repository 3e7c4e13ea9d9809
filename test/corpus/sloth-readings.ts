import type { Reading } from "./suite";

/** The reasons are messages of Sloth's checker, which name no place. */
const derived = (name: string, path: string, code: string): Reading => ({
  files: new RegExp(`^sloth/slok__sloth__derived__${name}\\.yaml$`),
  path,
  code,
});

const EVENTS = "slos[0].sli.events";

export const SLOTH_READINGS: readonly Reading[] = [
  derived("alert-label-value-empty", "slos[0].alerting.page_alert.labels.something", "text-length"),
  derived("label-value-empty", "slos[0].labels.something", "text-length"),
  derived("objective-over-100", "slos[0].objective", "target-range"),
  derived("sli-error-query-no-window", `${EVENTS}.error_query`, "window-placeholder"),
  derived("sli-total-query-no-window", `${EVENTS}.total_query`, "window-placeholder"),
  derived("sli-missing", "slos[0].sli", "key-choice"),
  derived("sli-raw-empty", "slos[0].sli.raw", "missing-key"),
  derived("sli-raw-no-window", "slos[0].sli.raw.error_ratio_query", "window-placeholder"),
  derived("sli-same-queries", `${EVENTS}.error_query`, "good-equals-total"),
  derived("slo-name-end", "slos[0].name", "identifier-form"),
  derived("slo-name-start", "slos[0].name", "identifier-form"),
  derived("slo-service-charset", "service", "identifier-form"),
  derived("slo-service-required", "service", "identifier-form"),
  { files: /^sloth\/.*spec-without-slos/, path: "slos", code: "list-size" },
  { files: /^sloth\/.*spec-without-version/, path: "service", code: "header" },
  { files: /in-invalid-version/, path: "version", code: "header" },
  { files: /__bad-aa/, path: "slos[1].objective", code: "target-range" },
  { files: /__bad-multi\.yaml/, path: "slos[1].sli", code: "key-choice" },
  { files: /bad-prom-multi-duplicates/, path: "slos[0].name", code: "duplicate-name" },
  { files: /^sloth-crd\/.*spec-without-slos/, path: "spec", code: "missing-key" },
  { files: /__bad-k8s/, path: "spec.service", code: "identifier-form" },
  { files: /__bad-multi-k8s/, path: "spec.slos[0].alerting.name", code: "alert-name" },
  { files: /sli-plugin-that-returns-an-error/, because: "the plugin fails, not the file" },
  { files: /^sloth\/.*unknown-sli-plugin/, because: "only Sloth knows its plugins" },
  {
    files: /^sloth-crd\/.*unknown-sli-plugin/,
    path: "spec.slos[0].alerting.page_alert",
    code: "unknown-key",
  },
  { files: /another-kubernetes-type/, because: "a sound object of another kind" },
  { files: /wrong-spec-yaml/, because: "a lone colon: nothing says that it is Sloth's" },
];
