import type { FineDuration } from "../../math/duration";
import { durationSeconds } from "../../math/duration";
import { formatDuration, shortDuration } from "../../math/format";
import { parseDecimal, type Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import { metricOf } from "../../model/sli";
import type { TierObjective } from "../../model/tier";
import { sliOfObjective } from "../../resolve/indicator";
import { tierName } from "../../resolve/tier";
import type { Related, Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { fitsOf, relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";
import { compareDurations, objectiveWords } from "./words";

const OBJECTIVES = "- category: latency\n  threshold: 300ms\n  floorPercent: 99";
const METRIC = "nginx_ingress_controller_request_duration_seconds";
const latency = (le: string) =>
  sloExample({
    name: "search-latency",
    annotations: "slosmith/tier: core\nslosmith/category: latency",
    objective: "- target: 0.99",
    good: `sum(${METRIC}_bucket{ingress="search",le="${le}"})`,
    total: `sum(${METRIC}_count{ingress="search"})`,
  });

export const rule: Rule = {
  code: "tier-latency-threshold",
  alias: "TS09",
  concern: "tier",
  severity: "warning",
  fix: "none",
  judges: "buckets",
  docs: {
    summary: "A latency SLO that counts answers as good which are slower than its tier allows.",
    why: "The tier says how fast an answer must come to count as good. An SLO with a laxer limit looks as reliable as the others of its tier while its users wait longer. The limit is read from `le` where the metric's name tells the unit; where it does not, nothing is said.",
    bad: stream(tierExample({ objectives: OBJECTIVES }), latency("0.5")),
    good: stream(tierExample({ objectives: OBJECTIVES }), latency("0.25")),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const fit = fitsOf(object, view);
    if (!fit) return;
    const { found, fits } = fit;
    for (const { objective, category, candidates } of fits) {
      if (category?.category !== "latency") continue;
      const laxest = laxestThreshold(candidates);
      const indicator = sliOfObjective(found.slo, objective, view);
      const stated = indicator?.sli.timeLimit;
      const good = indicator && metricOf(indicator.sli, "good")?.query;
      const query = stated ?? good;
      const limit =
        stated?.value ?? (good && !good.missing ? bucketBound(String(good.value ?? "")) : undefined);
      const allowed = laxest?.threshold;
      if (!limit || !allowed || !indicator || !query || limit.compare(durationSeconds(allowed.value)) <= 0)
        continue;
      const use = objective.indicator ?? found.slo.indicator;
      const related: Related[] = [relatedTo(found, "The tier's threshold.", allowed.span)];
      if (indicator.definedIn) {
        related.push({ message: "The query", span: query.span, document: indicator.definedIn.document });
      }
      report({
        span: use?.kind === "ref" ? use.name.span : query.span,
        message: {
          what: `Answers of up to ${formatDuration(limit)} count as good here; tier \`${tierName(found.definition)}\` allows ${shortDuration(allowed.value)} for ${objectiveWords(laxest)}.`,
          why: "The SLO can be met while users wait longer than the tier promises.",
          todo: `Count only answers within ${shortDuration(allowed.value)}, or state another path by \`slosmith/path\`.`,
        },
        related,
      });
    }
  },
};

interface Timed extends TierObjective {
  readonly threshold: Located<FineDuration>;
}

function laxestThreshold(candidates: readonly TierObjective[]): Timed | undefined {
  let laxest: Timed | undefined;
  for (const candidate of candidates) {
    const { threshold } = candidate;
    if (!threshold) return undefined;
    if (!laxest || compareDurations(threshold.value, laxest.threshold.value) > 0) {
      laxest = { ...candidate, threshold };
    }
  }
  return laxest;
}

const BUCKET = /([a-zA-Z_:][\w:]*)_bucket\s*\{([^}]*)\}/g;
const BOUND = /(?:^|[,\s])le\s*=\s*["']([^"']*)["']/;

/** The upper bound of the buckets that a query counts, in seconds; undefined where it or its unit is not certain. */
function bucketBound(query: string): Rational | undefined {
  let bound: Rational | undefined;
  for (const [, name = "", matchers = ""] of query.matchAll(BUCKET)) {
    const written = BOUND.exec(matchers)?.[1];
    const value = written === undefined ? undefined : parseDecimal(written);
    const seconds = /_seconds$/.test(name);
    if (!value || !(seconds || /_(?:milliseconds|millis|ms)$/.test(name))) return undefined;
    const own = seconds ? value : value.div(1_000);
    if (bound && !bound.equals(own)) return undefined;
    bound = own;
  }
  return bound;
}
