// What the measured SLOs refer to: a few tiers, their services, alert policies that look at the budget.

export const TIERS = [
  { name: "journeys", rank: 0, criticality: "critical", floor: "98", ceiling: "99.99" },
  { name: "tools", rank: 1, criticality: "high", floor: "97", ceiling: "99.95" },
  { name: "reports", rank: 2, criticality: "medium", floor: "95", ceiling: "99.9" },
];

/** The files beside the SLOs, for these services. */
export function commonFiles(services) {
  return [
    { path: "tiers.yaml", text: TIERS.map(tierDocument).join("---\n") },
    { path: "services.yaml", text: services.map(serviceDocument).join("---\n") },
    { path: "alerts.yaml", text: alertDocuments().join("---\n") },
  ];
}

function tierDocument({ name, rank, criticality, floor, ceiling }) {
  const objectives = ["availability", "latency", "errorRate"].map(
    (category) => `    - category: ${category}
${category === "latency" ? "      threshold: 300ms\n" : ""}      floorPercent: ${floor}
      defaultPercent: 99
      ceilingPercent: ${ceiling}
`,
  );
  return `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: ${name}
spec:
  description: What belongs to the ${name} of the shop.
  rank: ${rank}
  criticality: ${criticality}
  owner:
    team: ${name}-team
    accountable: head-of-${name}
  window:
    type: rolling
    default: 28d
  objectives:
${objectives.join("")}  alerting:
    - severity: page
      budgetConsumedPercent: 5
      longWindow: 6h
      shortWindow: 30m
    - severity: ticket
      burnRate: 1
      longWindow: 3d
      shortWindow: 6h
  escalation:
    decisions:
      rollback: incident-commander
      featureThrottle: product-lead
      techDebt: engineering-manager
    steps:
      - consumedPercent: 50
        actions: [review]
        decider: engineering-manager
        within: 2d
      - consumedPercent: 100
        actions: [rollback, techDebt]
        decider: head-of-${name}
        within: 4h
`;
}

function serviceDocument(name) {
  return `apiVersion: openslo/v1
kind: Service
metadata:
  name: ${name}
  annotations:
    slosmith/owner: ${name}-team
spec:
  description: Serves ${name} to the shop's customers.
`;
}

function alertDocuments() {
  return [
    alertPolicy("fast", "pager", { severity: "page", threshold: "5.6", lookback: "6h" }),
    alertPolicy("slow", "queue", { severity: "ticket", threshold: "1", lookback: "3d" }),
    notificationTarget("pager", "pagerduty"),
    notificationTarget("queue", "jira"),
  ];
}

function alertPolicy(name, target, { severity, threshold, lookback }) {
  return `apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: ${name}
spec:
  description: Tells the ${target} how ${name} the budget burns.
  alertWhenBreaching: true
  alertWhenResolved: true
  alertWhenNoData: true
  conditions:
    - kind: AlertCondition
      metadata:
        name: ${name}-condition
      spec:
        severity: ${severity}
        condition:
          kind: burnrate
          op: gt
          threshold: ${threshold}
          lookbackWindow: ${lookback}
  notificationTargets:
    - targetRef: ${target}
`;
}

function notificationTarget(name, target) {
  return `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: ${name}
spec:
  description: The shop's ${name}.
  target: ${target}
`;
}
