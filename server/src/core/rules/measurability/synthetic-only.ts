import type { Slo } from "../../model/slo";
import { objectSpan } from "../../model/spec-object";
import { statedTag } from "../../resolve/facts";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { sloExample, stream } from "../tier/example";
import { SRE_WORKBOOK_SLI } from "./references";
import { countedSignals, isAcceptedByTier, tiersOf } from "./signals";

const probe = sloExample({
  name: "search-answers-probes",
  good: 'sum(sum_over_time(probe_success{job="search"}[28d]))',
  total: 'sum(count_over_time(probe_success{job="search"}[28d]))',
});

const service = `apiVersion: openslo/v1
kind: Service
metadata:
  name: search
spec:
  description: Finds what people look for.
`;

export const rule: Rule = {
  code: "synthetic-only",
  alias: "M04",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "signal",
  docs: {
    summary: "A service all of whose SLIs come from probes.",
    why: "A probe calls one path, now and then, from a few places, with data of its own. What goes wrong for others, or between two calls, it does not see, and no number of probes counts what users asked for. Probes are good company for an SLI of real requests, above all where traffic is low. An SLO that stands alone in its workspace may have company elsewhere: there it is a remark only.",
    bad: stream(service, probe),
    good: stream(sloExample(), probe),
    references: [SRE_WORKBOOK_SLI],
  },
  checkInWorkspace(object, view, report, document) {
    if (object.body.type !== "slo" || statedTag(object, "slosmith/signal", view)) return;
    const own = countedSignals({ uri: view.uri, document, object }, view);
    if (!own?.every(({ verdict }) => verdict.class === "synthetic" && !verdict.ambiguous)) return;
    if (isAcceptedByTier("synthetic", tiersOf(object, view)) || hasOtherSignals(object.body, view)) return;
    const [first] = own;
    if (!first) return;
    const inline = own.some(({ metric }) => metric.span === first.metric.span) && isInline(object.body);
    report({
      span: inline
        ? first.span
        : object.body.indicator?.kind === "ref"
          ? object.body.indicator.name.span
          : objectSpan(object),
      ...(isAlone(view) && { severity: "information" as const }),
      message: {
        what: `\`${first.reference.name}\` counts probes, and ${object.body.service ? `no SLI of \`${object.body.service.value}\` counts` : "this SLO has no SLI that counts"} real requests.`,
        why: "Users whom no probe imitates can suffer while it looks fine.",
        todo: "Add an SLO that counts real requests, for example `nginx_ingress_controller_requests` at the edge.",
      },
    });
  },
};

/** A workspace that holds one SLO and nothing else may well be one file of a larger set. */
function isAlone(view: WorkspaceView): boolean {
  return view.all("SLO").length === 1 && view.all("Service").length + view.all("SLI").length === 0;
}

function isInline(slo: Slo): boolean {
  return slo.indicator?.kind === "inline";
}

/** Whether another SLO of the service counts something else; one whose signals are not known may do so. */
function hasOtherSignals(slo: Slo, view: WorkspaceView): boolean {
  if (!slo.service) return false;
  return view.slosOfService(slo.service.value).some((other) => {
    if (other.object.body === slo) return false;
    const signals = countedSignals(other, view);
    return !signals?.every(({ verdict }) => verdict.class === "synthetic");
  });
}
