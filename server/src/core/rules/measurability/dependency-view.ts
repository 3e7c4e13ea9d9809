import { measurementFacts } from "../../resolve/measurement";
import type { MetricSignal } from "../../resolve/signal";
import { ratioExample } from "../openslo-example";
import type { Message, Rule } from "../rule";
import { SRE_WORKBOOK_SLI } from "./references";
import { byPlace, isAcceptedByTier, judgedSignals, tiersOf } from "./signals";
import { isAboutMachinery } from "./subject";

export const rule: Rule = {
  code: "dependency-view",
  alias: "M02",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "signal",
  docs: {
    summary: "An SLI that counts the calls a service makes, and not the answers it gives.",
    why: "A failed call may be retried, cached over or never matter; and a service can fail its users without making any call. What it asks of others shows the others' health. In a browser or an app the calls are the users' own: state `slosmith/client`, or `slosmith/signal: user-facing`. The calls of a controller, an operator or a kubelet may be its work: where the service, or without one the name, says that this is about one, it is a remark only.",
    bad: ratioExample(
      'sum(http_client_request_duration_seconds_count{job="checkout",http_response_status_code!~"5.."})',
      'sum(http_client_request_duration_seconds_count{job="checkout"})',
    ),
    good: ratioExample(
      'sum(http_server_request_duration_seconds_count{job="checkout",http_response_status_code!~"408|429|499|5.."})',
      'sum(http_server_request_duration_seconds_count{job="checkout"})',
    ),
    references: [SRE_WORKBOOK_SLI],
  },
  checkInWorkspace(object, view, report, document) {
    const found = judgedSignals(object, document, view).filter(
      ({ verdict }) => verdict.class === "dependency" && !verdict.ambiguous,
    );
    if (found.length === 0 || isAcceptedByTier("dependency", tiersOf(object, view))) return;
    const client = measurementFacts(object, view).client?.value;
    if (client === "browser" || client === "mobile") return;
    for (const signal of byPlace(found)) {
      const own = isAboutMachinery(object, signal, view);
      report({
        span: signal.span,
        ...(own && { severity: "information" as const }),
        message: own ? messageOfMachinery(signal) : messageOf(signal),
      });
    }
  },
};

function messageOf({ reference, verdict }: MetricSignal): Message {
  return {
    what: `\`${reference.name}\` counts calls that the service makes, not answers that it gives.`,
    why: verdict.blindTo ?? "Users can suffer while it looks fine.",
    todo: verdict.instead ?? "Count the answers that the service gives.",
  };
}

/** A controller's calls are its work, and a store can be watched from those who call it. */
function messageOfMachinery({ reference }: MetricSignal): Message {
  return {
    what: `\`${reference.name}\` counts calls where they are made, and by its name this is about machinery.`,
    why: "Whether these calls are what it is there for cannot be told from here.",
    todo: "If they are, state it with `slosmith/signal: user-facing`, or let the tier accept the signal `dependency`.",
  };
}
