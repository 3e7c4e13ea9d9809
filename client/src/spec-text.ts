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

/** The header of an object that is a spec and nothing else. Alone in its line: a longer value is another. */
const HEADER =
  /^(?:apiVersion:[ \t]*["']?(?:openslo(?:\.com)?\/|slosmith\/|n9\/|sloth\.slok\.dev\/|pyrra\.dev\/|sre\.google\.com\/)|version:[ \t]*["']?prometheus\/v1\b)/m;
/** Lines between documents, and documents of nothing but comments. */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$).*$/m;
const CONTENT = /^[^\S\r\n]*[^\s#%]/m;

/** Whether every YAML document of a text says in its header that it is a spec: then no other schema is meant for it. */
export function isWholeSpec(text: string): boolean {
  const documents = text.split(MARKER).filter((document) => CONTENT.test(document));
  return documents.length > 0 && documents.every((document) => HEADER.test(document));
}
