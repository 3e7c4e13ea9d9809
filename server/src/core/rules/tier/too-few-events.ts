import { durationSeconds } from "../../math/duration";
import { formatCount, shortDuration } from "../../math/format";
import { ceilToBigInt } from "../../math/rational";
import { objectSpan } from "../../model/spec-object";
import { measurementFacts } from "../../resolve/measurement";
import { sloInTier, tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";

const MEASUREMENT = "minEventsPerWindow: 30000";
const withTraffic = (events: string) =>
  sloExample({
    annotations: `slosmith/tier: core\nslosmith/category: availability\nslosmith/events-per-day: "${events}"`,
  });

export const rule: Rule = {
  code: "too-few-events",
  alias: "TS12",
  concern: "tier",
  severity: "warning",
  fix: "none",
  judges: "traffic",
  docs: {
    summary: "An SLO whose window holds fewer events than its tier asks for.",
    why: "With few events a single failure costs much of the budget, and a perfect window proves nothing. The tier says how many it takes (`minEventsPerWindow`); the traffic is what `slosmith/events-per-day` states, or the tier's or the workspace's `eventsPerDay`. Without it nothing is said.",
    bad: stream(tierExample({ measurement: MEASUREMENT }), withTraffic("500")),
    good: stream(tierExample({ measurement: MEASUREMENT }), withTraffic("50000")),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const found = sloInTier(object, view);
    const window = found?.slo.window?.duration.value;
    const minimum = found?.tier.measurement?.minEventsPerWindow;
    if (!found || !window || !minimum) return;
    const fact = measurementFacts(object, view).eventsPerDay;
    if (!fact) return;
    const daily = fact.value;
    const events = daily.mul(durationSeconds(window)).div(86_400);
    if (events.compare(minimum.value) >= 0) return;
    const { definition, span } = fact;
    report({
      span: definition ? objectSpan(object) : span,
      message: {
        what: `${formatCount(daily)} events a day are ${formatCount(events)} in ${shortDuration(window)}; tier \`${tierName(found.definition)}\` asks for ${formatCount(ceilToBigInt(minimum.value))}.`,
        why: "So few cannot prove the tier's targets, and single failures decide.",
        todo: "Use a longer window, measure several services together, or choose a less important tier.",
      },
      related: [
        relatedTo(found, "The tier's minimum.", minimum.span),
        ...(definition ? [{ message: "The traffic", span, document: definition.document }] : []),
      ],
    });
  },
};
