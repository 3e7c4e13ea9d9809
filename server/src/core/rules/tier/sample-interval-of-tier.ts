import { durationSeconds } from "../../math/duration";
import { shortDuration } from "../../math/format";
import { objectSpan } from "../../model/spec-object";
import { measurementFacts } from "../../resolve/measurement";
import { sampledBy } from "../../resolve/sampled";
import { sloInTier, tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";

const TIER = tierExample({ measurement: "maxSampleInterval: 30s" });
const RATIO = /ratioMetric:[\s\S]*?(?= {2}timeWindow)/;
const PROBED = `thresholdMetric:
        metricSource:
          type: Prometheus
          spec:
            query: min(shop_search_reachable)
`;
const sampled = (interval: string) =>
  sloExample({
    objective: "- target: 0.999\n  op: gte\n  value: 1",
    annotations: `slosmith/tier: core\nslosmith/category: availability\nslosmith/sample-interval: ${interval}`,
  }).replace(RATIO, PROBED);

export const rule: Rule = {
  code: "sample-interval-of-tier",
  alias: "TS16",
  concern: "tier",
  severity: "warning",
  fix: "none",
  judges: "resolution",
  docs: {
    summary: "A gauge or probe that is sampled less often than its tier allows.",
    why: "What happens between two samples of a gauge, or two runs of a probe, is not seen. The tier says how long that may be (`maxSampleInterval`); the interval is what `slosmith/sample-interval` states. Counters lose nothing between two scrapes, so nothing is said of them.",
    bad: stream(TIER, sampled("1m")),
    good: stream(TIER, sampled("30s")),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report, document) {
    const found = sloInTier(object, view);
    const most = found?.tier.measurement?.maxSampleInterval;
    if (!found || !most) return;
    for (const objective of found.slo.objectives) {
      const interval = measurementFacts(object, view, objective).sampleInterval;
      if (!interval || durationSeconds(interval.value).compare(durationSeconds(most.value)) <= 0) continue;
      if (!sampledBy(object, objective, view, document)) continue;
      report({
        span: interval.definition ? objectSpan(object) : interval.span,
        message: {
          what: `The indicator is sampled every ${shortDuration(interval.value)}; tier \`${tierName(found.definition)}\` allows at most ${shortDuration(most.value)}.`,
          why: "Outages that begin and end between two samples are not seen.",
          todo: `Sample every ${shortDuration(most.value)} or more often, or choose a less important tier.`,
        },
        related: [
          relatedTo(found, "The tier's longest interval.", most.span),
          ...(interval.definition
            ? [
                {
                  message: "The sample interval",
                  span: interval.span,
                  document: interval.definition.document,
                },
              ]
            : []),
        ],
      });
      return;
    }
  },
};
