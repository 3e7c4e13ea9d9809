import { type Duration, formatDuration, type Rational, ratio, shortDuration } from "../../math";
import { decimalsNeeded, decimalText } from "../../math/format-decimal";
import type { Category } from "../../resolve/category";
import { classify } from "../../signals/classify";
import { capital } from "../words";
import { metricName, oneLine, scalar } from "./names";

/** What the objects are called, and the tier that they belong to. */
export interface ScaffoldNames {
  /** The journey as a name: `sign-in`. */
  readonly journey: string;
  /** In its people's words: "Sign in". */
  readonly title: string;
  readonly tier: string | undefined;
}

/** One SLO to be written. */
export interface SloPlan {
  readonly name: string;
  readonly category: Category;
  /** As a ratio. */
  readonly target: Rational;
  readonly path?: string;
  /** The latency in seconds within which an answer is good. */
  readonly threshold?: Rational;
  /** It was not asked for: the tier wants it. */
  readonly requiredByTier: boolean;
}

/** The window of all of them. */
export interface WindowPlan {
  readonly duration: Duration;
  /** Calendar windows: the first one's start, in UTC. */
  readonly startTime?: string;
}

/** A good answer comes within so many seconds where no tier says. */
const USUAL_LATENCY = ratio("0.25");

/** Service, with its owner. */
export function service({ journey, title }: ScaffoldNames, owner: string | undefined): string {
  return `apiVersion: openslo/v1
kind: Service
metadata:
  name: ${journey}
  displayName: ${scalar(title)}
  annotations:
    slosmith/owner: ${scalar(owner === undefined ? `${journey}-team` : oneLine(owner))}
spec:
  description: ${scalar(`User journey: ${title}`)}
`;
}

/** An SLO with its indicator in place. */
export function sloDocument(
  names: ScaffoldNames,
  plan: SloPlan,
  window: WindowPlan,
  policyNames: readonly string[],
): string {
  const words = wordsFor(names, plan);
  const tags = [
    ...(names.tier === undefined ? [] : [`slosmith/tier: ${scalar(names.tier)}`]),
    `slosmith/category: ${plan.category}`,
    ...(plan.path === undefined ? [] : [`slosmith/path: ${scalar(oneLine(plan.path))}`]),
  ];
  const why = plan.requiredByTier ? `# The tier requires ${plan.category} too.\n` : "";
  return `${why}apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${plan.name}
  displayName: ${scalar(`${names.title}: ${words.title}`)}
  annotations:
${tags.map((tag) => `    ${tag}\n`).join("")}spec:
  description: ${scalar(words.description)}
  service: ${names.journey}
  indicator:
    metadata:
      name: ${plan.name}-sli
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: ${words.good}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: ${words.total}
  timeWindow:
${windowText(window)}  budgetingMethod: Occurrences
  objectives:
    - displayName: ${scalar(words.objective)}
      target: ${plain(plan.target)}
${policyNames.length === 0 ? "" : `  alertPolicies:\n${policyNames.map((name) => `    - alertPolicyRef: ${name}\n`).join("")}`}`;
}

function windowText({ duration, startTime }: WindowPlan): string {
  const length = `    - duration: ${shortDuration(duration)}\n`;
  if (startTime === undefined) return `${length}      isRolling: true\n`;
  return `${length}      isRolling: false
      calendar:
        startTime: ${startTime}
        timeZone: UTC
`;
}

interface Words {
  readonly title: string;
  readonly description: string;
  readonly objective: string;
  readonly good: string;
  readonly total: string;
}

const SERVED = 'status!~"408|429|499|5.."';

function wordsFor({ journey, title }: ScaffoldNames, { category, threshold }: SloPlan): Words {
  if (category === "availability") {
    return {
      title: "availability",
      description: `Users of ${title} get an answer.`,
      objective: "Answered requests",
      good: `sum(nginx_ingress_controller_requests{ingress="${journey}",${SERVED}})`,
      total: `sum(nginx_ingress_controller_requests{ingress="${journey}"})`,
    };
  }
  if (category === "latency") {
    const metric = "nginx_ingress_controller_request_duration_seconds";
    const limit = measurable(threshold ?? USUAL_LATENCY, metric);
    return {
      title: "speed",
      description: `Users of ${title} do not have to wait.`,
      objective: `Answers within ${formatDuration(limit)}`,
      good: `sum(${metric}_bucket{ingress="${journey}",${SERVED},${bound(limit)}})`,
      total: `sum(${metric}_count{ingress="${journey}",${SERVED}})`,
    };
  }
  // No exporter measures these out of the box: counters of the service's own, named so that it can be seen.
  const metric = `${metricName(journey)}_results_total`;
  const spoken = category === "errorRate" ? "right answers" : category;
  return {
    title: spoken,
    description: `Users of ${title} get what they came for: ${spoken}.`,
    objective: capital(spoken),
    good: `sum(${metric}{${metricName(category.toLowerCase())}="good"})`,
    total: `sum(${metric})`,
  };
}

/**
 * The longest of a histogram's default bounds that a limit allows: what lies between two bounds is not counted, and a
 * shorter limit keeps a tier's. The limit itself where it is below all of them.
 */
function measurable(limit: Rational, metric: string): Rational {
  const bounds = classify({ source: "prometheus", name: metric, labels: [] }).family?.defaultBuckets ?? [];
  return bounds.findLast((bound) => bound.compare(limit) <= 0) ?? limit;
}

/** A bucket's bound; of whole numbers both spellings that Prometheus has kept them in. */
function bound(limit: Rational): string {
  const text = plain(limit);
  return text.includes(".") ? `le="${text}"` : `le=~"${text}|${text}.0"`;
}

/** A number as YAML and PromQL read it. */
function plain(value: Rational): string {
  return decimalText(value, decimalsNeeded(value) ?? 6, "down").replaceAll(",", "");
}
