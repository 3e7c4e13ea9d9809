/** An OpenSLO v1 SLO that names Nobl9 as its reader; `more` is further lines of its `spec`. */
export function nobl9sExample({ duration = "28d", more = "" }: { duration?: string; more?: string } = {}) {
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  annotations:
    slosmith/consumers: nobl9
spec:
  service: checkout
  indicatorRef: checkout-good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: ${duration}
      isRolling: true
  objectives:
    - target: 0.999
${more}`;
}
