/** Specs to try things on, from the walkthrough: whole documents, so that they work in an empty window and on the web. */
export const EXAMPLES = {
  slo: `# An SLO to look around in. Point at 0.999, at 28d, and at the query.
apiVersion: openslo/v1
kind: SLO
metadata:
  name: sign-in-availability
  displayName: Sign in answers
spec:
  description: People who sign in get an answer.
  service: sign-in
  indicator:
    metadata:
      name: sign-in-answers
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(nginx_ingress_controller_requests{ingress="sign-in",status!~"408|429|499|5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(nginx_ingress_controller_requests{ingress="sign-in"})
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Nearly always
      target: 0.999
---
apiVersion: openslo/v1
kind: Service
metadata:
  name: sign-in
spec:
  description: Lets people in.
`,
  mistake: `# One mistake: a target is a share from 0 to 1. Put the cursor on it and press Ctrl+. (Cmd+. on a Mac).
apiVersion: openslo/v1
kind: SLO
metadata:
  name: search-availability
spec:
  description: People who search get results.
  service: search
  indicator:
    metadata:
      name: search-answers
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(nginx_ingress_controller_requests{ingress="search",status!~"408|429|499|5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(nginx_ingress_controller_requests{ingress="search"})
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 99.9
---
apiVersion: openslo/v1
kind: Service
metadata:
  name: search
spec:
  description: Finds things.
`,
  tier: `# What the SLOs of all important journeys have in common. An SLO joins it: slosmith/tier: important
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: important
  displayName: Important journeys
spec:
  description: People notice within minutes, and come back later.
  rank: 1
  criticality: high
  owner:
    team: shop
    accountable: shop-manager
  window:
    type: rolling
    min: 28d
    default: 28d
    max: 13w
  objectives:
    - category: availability
      required: true
      floorPercent: 99.5
      defaultPercent: 99.9
      ceilingPercent: 99.95
  escalation:
    arbiter: director-of-engineering
    decisions:
      rollback: shop-on-duty
      featureThrottle: shop-manager
      techDebt: shop-manager
    steps:
      - consumedPercent: 75
        actions: [review]
        decider: shop-manager
        within: 1w
      - consumedPercent: 100
        actions: [techDebt]
        decider: shop-manager
        within: 1w
`,
} as const;

export type ExampleName = keyof typeof EXAMPLES;

/** Takes a command's argument; without one it is the first example. */
export function exampleName(given: unknown): ExampleName {
  return given === "mistake" || given === "tier" ? given : "slo";
}
