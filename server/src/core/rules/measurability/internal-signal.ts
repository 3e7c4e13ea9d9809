import { usesOf } from "../../resolve/indicator";
import type { MetricSignal } from "../../resolve/signal";
import { tierName, tierOf } from "../../resolve/tier";
import { ratioExample } from "../openslo-example";
import type { Message, Rule } from "../rule";
import { SRE_WORKBOOK_SLI } from "./references";
import { isSampleCount } from "./sample-count";
import { byPlace, isAcceptedByTier, judgedSignals, tiersOf } from "./signals";
import { isAboutMachinery } from "./subject";

export const rule: Rule = {
  code: "internal-signal",
  alias: "M01",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "signal",
  docs: {
    summary: "An SLI that measures machinery, which no user feels.",
    why: "A host, a runtime, a queue or a database can look fine while users get errors, and look bad while they get answers. A budget that is counted there is spent by things nobody felt, and survives outages. Where the users are the machinery's own (a database team's SLO for its database), say so with `slosmith/signal: user-facing`, or let the tier accept the signal `internal`. In a tier of rank 0 it is an error. Where the service, or without one the name, says that this is about that machinery (`kubelet`, `orders-postgres`), its users are likely those who run on it, and it is a remark only.",
    bad: ratioExample(
      'sum(etcd_disk_wal_fsync_duration_seconds_bucket{job="etcd",le="0.1"})',
      'sum(etcd_disk_wal_fsync_duration_seconds_count{job="etcd"})',
    ),
    good: ratioExample(
      'sum(nginx_ingress_controller_requests{ingress="checkout",status!~"408|429|499|5.."})',
      'sum(nginx_ingress_controller_requests{ingress="checkout"})',
    ),
    references: [SRE_WORKBOOK_SLI],
  },
  checkInWorkspace(object, view, report, document) {
    const found = judgedSignals(object, document, view).filter(
      (signal) =>
        signal.verdict.class === "internal" && !signal.verdict.ambiguous && !isSampleCount(signal, view),
    );
    if (found.length === 0 || isAcceptedByTier("internal", tiersOf(object, view))) return;
    const critical = usesOf(object, view)
      .map((use) => tierOf(use, view))
      .find((one) => one?.tier.rank?.value === 0);
    const tier = critical && tierName(critical.definition);
    for (const signal of byPlace(found)) {
      const own = isAboutMachinery(object, signal, view);
      report({
        span: signal.span,
        ...(own ? { severity: "information" as const } : critical && { severity: "error" as const }),
        message: own ? messageOfMachinery(signal) : messageOf(signal, tier),
      });
    }
  },
};

function messageOf(signal: MetricSignal, tier: string | undefined): Message {
  const { verdict } = signal;
  return {
    what: `${nameOf(signal)} measures machinery${tier === undefined ? "" : `, and tier \`${tier}\` has rank 0`}.`,
    why: verdict.blindTo ?? "Users can suffer while it looks fine.",
    todo: verdict.instead ?? "Count requests at the edge.",
  };
}

/** Of an SLO that is about machinery by its own name. */
function messageOfMachinery(signal: MetricSignal): Message {
  return {
    what: `${nameOf(signal)} measures machinery, and by its name this is about machinery.`,
    why: "Whether those who run on it feel the same cannot be told from here.",
    todo: "If they do, state it with `slosmith/signal: user-facing`, or let the tier accept the signal `internal`.",
  };
}

function nameOf({ reference, recordedAs }: MetricSignal): string {
  return recordedAs === undefined
    ? `\`${reference.name}\``
    : `\`${recordedAs}\`, recorded from \`${reference.name}\`,`;
}
