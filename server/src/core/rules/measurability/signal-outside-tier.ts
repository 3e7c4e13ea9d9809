import { objectSpan, type SpecObject } from "../../model/spec-object";
import { statedTag } from "../../resolve/facts";
import { measurementFacts } from "../../resolve/measurement";
import { sloInTier, tierName } from "../../resolve/tier";
import { CLASS_TEXT } from "../../signals/classes";
import type { SignalClass } from "../../signals/signal";
import { listed } from "../../text/listed";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "../tier/example";
import { relatedTo } from "../tier/fit";
import { TIERS_PAGE } from "../tier/references";
import { countedSignals } from "./signals";

const EDGE_ONLY = "signals: [rum, edge]";
const SERVER = 'http_server_request_duration_seconds_count{job="search"';
const inTier = "slosmith/tier: core\nslosmith/category: availability";

export const rule: Rule = {
  code: "signal-outside-tier",
  alias: "TS17",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "signal",
  docs: {
    summary: "An SLO that is measured where its tier does not accept it.",
    why: "A tier says where its SLOs may take their numbers from (`measurement.signals`), so that its promises rest on what users feel. Metrics that the catalogue does not know are not judged; `slosmith/signal` says where an SLO is measured when the catalogue is wrong. An SLO is within its tier when at least one of its metrics is.",
    bad: stream(
      tierExample({ measurement: EDGE_ONLY }),
      sloExample({
        annotations: inTier,
        good: `sum(${SERVER},http_response_status_code!~"408|429|499|5.."})`,
        total: `sum(${SERVER}})`,
      }),
      sloExample({ name: "search-at-edge", annotations: inTier }),
    ),
    good: stream(tierExample({ measurement: EDGE_ONLY }), sloExample({ annotations: inTier })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report, document) {
    const found = sloInTier(object, view);
    const accepted = found?.tier.measurement?.signals ?? [];
    const [firstAccepted] = accepted;
    if (!found || !firstAccepted) return;
    const takes = (signal: SignalClass) => accepted.some(({ value }) => value === signal);
    const todo = `Measure it as ${listed(
      accepted.map(({ value }) => titleOf(value)),
      "or",
    )}, or choose a tier that accepts this.`;
    const related = [relatedTo(found, "What the tier accepts.", firstAccepted.span)];
    const stated = measurementFacts(object, view).signal;
    if (stated) {
      if (stated.value === "user-facing" || takes(stated.value)) return;
      report({
        span: stated.definition ? objectSpan(object) : stated.span,
        message: { ...words(titleOf(stated.value), tierName(found.definition)), todo },
        related,
      });
      return;
    }
    if (statedTag(object, "slosmith/signal", view)) return;
    const signals = countedSignals({ uri: view.uri, document, object }, view);
    if (!signals || signals.some(({ verdict }) => verdict.class === "unknown" || verdict.ambiguous)) return;
    if (signals.some(({ verdict }) => takes(verdict.class))) return;
    const [first] = signals;
    if (!first) return;
    report({
      span: placeOf(object, first.span),
      message: { ...words(titleOf(first.verdict.class), tierName(found.definition)), todo },
      related,
    });
  },
};

function titleOf(signal: string): string {
  return (CLASS_TEXT[signal as SignalClass]?.title ?? signal).toLowerCase();
}

function words(signal: string, tier: string) {
  return {
    what: `This SLO is measured as ${signal}, which tier \`${tier}\` does not accept.`,
    why: "What the tier promises to users rests on a signal that it holds to be too far from them.",
  };
}

/** The metric's name where the indicator is written here; else the reference to it. */
function placeOf(object: SpecObject, metricName: { start: number; end: number }) {
  const { body } = object;
  if (body.type !== "slo") return metricName;
  return body.indicator?.kind === "ref" ? body.indicator.name.span : metricName;
}
