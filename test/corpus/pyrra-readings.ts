import type { Reading } from "./suite";

/** The reasons are messages of Pyrra's checker, which name no place. */
const derived = (name: string, path: string, code: string): Reading => ({
  files: new RegExp(`^pyrra/pyrra-dev__pyrra__derived__${name}\\.yaml$`),
  path: `spec.${path}`,
  code,
});

const SYNTAX = "promql-syntax";

export const PYRRA_READINGS: readonly Reading[] = [
  derived("bool-gauge-promql-\\d", "indicator.bool_gauge.metric", SYNTAX),
  derived("latency-success-empty", "indicator.latency.success.metric", "text-length"),
  derived("latency-success-le-not-float", "indicator.latency.success.metric", "bucket-bound"),
  derived("latency-total-empty", "indicator.latency.total.metric", "text-length"),
  derived("latency-total-promql-\\d", "indicator.latency.total.metric", SYNTAX),
  derived("native-latency-invalid", "indicator.latencyNative.latency", "prometheus-duration"),
  derived("native-total-empty", "indicator.latencyNative.total.metric", "text-length"),
  derived("native-total-promql-\\d", "indicator.latencyNative.total.metric", SYNTAX),
  derived("ratio-errors-call", "indicator.ratio.errors.metric", "bare-selector"),
  derived("ratio-errors-empty", "indicator.ratio.errors.metric", "text-length"),
  derived("ratio-total-(?:aggregate|binary)", "indicator.ratio.total.metric", "bare-selector"),
  derived("ratio-total-promql-\\d", "indicator.ratio.total.metric", SYNTAX),
  derived("target-empty", "target", "text-length"),
  derived("target-negative", "target", "target-range"),
  derived("window-unknown-unit", "window", "prometheus-duration"),
];
