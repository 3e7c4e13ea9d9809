/**
 * Words that every spec has somewhere. The server looks closer; this only decides whether to start it, so that
 * other YAML costs nothing.
 */
const MARKS =
  /openslo|slosmith|ReliabilityTier|budgetingMethod|sl[ot][oh]?\.slok\.dev|PrometheusServiceLevel|AlertWindows|prometheus\/v1|^[ \t]*slos:|^[ \t]*kind:[ \t]*["']?(?:SLO|SLI|AlertPolicy|AlertCondition|AlertNotificationTarget)\b/im;

/** Whether a text may be a spec. */
export function looksLikeSpec(text: string): boolean {
  return MARKS.test(text);
}
