import { statedTag } from "../../resolve/facts";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { sloExample, stream } from "../tier/example";
import { SRE_WORKBOOK_SLI } from "./references";
import { countedSignals, isAcceptedByTier, tiersOf } from "./signals";

const SERVER = 'http_server_request_duration_seconds_count{job="search"';
const atServer = sloExample({
  name: "search-answers",
  good: `sum(${SERVER},http_response_status_code!~"408|429|499|5.."})`,
  total: `sum(${SERVER}})`,
});

export const rule: Rule = {
  code: "server-blind",
  alias: "M03",
  concern: "measurability",
  severity: "information",
  fix: "none",
  judges: "signal",
  docs: {
    summary: "A service all of whose SLIs are measured inside its own servers.",
    why: "A request that never arrives is not counted: DNS, a load balancer's 502, an instance that crashed. During such an outage the servers' own ratio stays at 100 %. One SLO that is measured at the edge, or by a probe, sees it. It is said once for each service.",
    bad: atServer,
    good: stream(atServer, sloExample()),
    references: [SRE_WORKBOOK_SLI],
  },
  checkInWorkspace(object, view, report) {
    if (object.body.type !== "slo" || !object.body.service || object.partial) return;
    const { service } = object.body;
    const slos = view.slosOfService(service.value);
    // Each service is told of once, at its first SLO.
    if (slos[0]?.object !== object || !slos.every((slo) => isServerOnly(slo, view))) return;
    const several =
      slos.length > 1
        ? `All ${slos.length} SLOs of \`${service.value}\` count`
        : `\`${service.value}\` is counted`;
    report({
      span: service.span,
      message: {
        what: `${several} inside its servers only.`,
        why: "Requests that never arrive are not counted: DNS, the load balancer's own 502, a crashed instance.",
        todo: "Add an SLO at the load balancer, ingress or gateway, or a probe beside it.",
      },
    });
  },
};

function isServerOnly(slo: Definition, view: WorkspaceView): boolean {
  if (statedTag(slo.object, "slosmith/signal", view)) return false;
  if (isAcceptedByTier("server", tiersOf(slo.object, view))) return false;
  return (
    countedSignals(slo, view)?.every(({ verdict }) => verdict.class === "server" && !verdict.ambiguous) ??
    false
  );
}
