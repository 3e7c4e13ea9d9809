// Makes the documents that are measured: the same for every run, and right by `slosmith check`.
import { commonFiles, TIERS } from "./common-objects.mjs";

/** So many SLOs belong to each service. */
const SLOS_PER_SERVICE = 20;

const WORDS = [
  "cart",
  "search",
  "login",
  "orders",
  "refunds",
  "profile",
  "prices",
  "stock",
  "mail",
  "reports",
];

/** What is promised, by turns: how it is measured, and the target in percent with one digit to be edited. */
const SHAPES = [
  {
    category: "availability",
    target: "99.5",
    good: (name) => `sum(traefik_service_requests_total{service="${name}",code!~"429|5.."})`,
    total: (name) => `sum(traefik_service_requests_total{service="${name}"})`,
  },
  {
    category: "latency",
    target: "99.0",
    good: (name) => `sum(traefik_service_request_duration_seconds_bucket{service="${name}",le="0.3"})`,
    total: (name) => `sum(traefik_service_request_duration_seconds_count{service="${name}"})`,
  },
  {
    category: "errorRate",
    target: "99.5",
    good: (name) => `sum(rum_page_results_total{page="${name}",result="as_expected"})`,
    total: (name) => `sum(rum_page_results_total{page="${name}"})`,
  },
];

/** The service of the SLO with this number. */
export function serviceOf(number) {
  const group = Math.floor(number / SLOS_PER_SERVICE);
  return `${WORDS[group % WORDS.length]}-${group}`;
}

/** The name of the SLO with this number. */
export function nameOf(number) {
  return `${serviceOf(number)}-${number}`;
}

/** One OpenSLO v1 SLO as a YAML document without marker lines. */
export function sloDocument(number) {
  const service = serviceOf(number);
  const name = nameOf(number);
  const shape = SHAPES[number % SHAPES.length];
  const tier = TIERS[Math.floor(number / SLOS_PER_SERVICE) % TIERS.length];
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  annotations:
    slosmith/tier: ${tier.name}
    slosmith/category: ${shape.category}
    slosmith/events-per-day: "${900_000 + 1_000 * (number % 97)}"
spec:
  service: ${service}
  indicator:
    metadata:
      name: ${name}-ratio
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: ${shape.good(name)}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: ${shape.total(name)}
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - targetPercent: ${shape.target}
  alertPolicies:
    - alertPolicyRef: fast
    - alertPolicyRef: slow
`;
}

/** A stream of so many SLOs. */
export function sloStream(count) {
  return Array.from({ length: count }, (_, number) => sloDocument(number)).join("---\n");
}

/** What the SLOs refer to: tiers, services, alert policies; by file name. */
export function sharedFiles(sloCount) {
  const services = new Set(Array.from({ length: sloCount }, (_, number) => serviceOf(number)));
  return commonFiles([...services]);
}

/** A workspace of `count` files in all, one SLO each but for those that they share; path and text. */
export function* workspaceFiles(count) {
  const shared = sharedFiles(count);
  yield* shared;
  for (let number = 0; number < count - shared.length; number++) {
    yield { path: `slos/${serviceOf(number)}/${nameOf(number)}.yaml`, text: sloDocument(number) };
  }
}
