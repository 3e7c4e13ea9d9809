/**
 * Words that every spec has somewhere. The server looks closer; this only decides whether to start it, so that
 * other YAML costs nothing.
 */
const MARKS =
  /openslo|slosmith|ReliabilityTier|budgetingMethod|sl[ot][oh]?\.slok\.dev|PrometheusServiceLevel|AlertWindows|prometheus\/v1|\bn9\/v1|nobl9|countMetrics|rawMetric|pyrra|sre\.google|service_level_indicator|error_budget_polic|default_exporters|slo_target|^[ \t]*slos:|^[ \t]*kind:[ \t]*["']?(?:SLO|SLI|ServiceLevelObjective|AlertPolicy|AlertCondition|AlertNotificationTarget)\b/im;

/** Whether a text may be a spec. */
export function looksLikeSpec(text: string): boolean {
  return MARKS.test(text);
}
