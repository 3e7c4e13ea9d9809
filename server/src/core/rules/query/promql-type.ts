import { ratioExample } from "../openslo-example";
import type { Rule } from "../rule";
import { reportFaults } from "./faults";
import { PROMQL } from "./references";

const REQUESTS = 'nginx_ingress_controller_requests{ingress="checkout"';
const good = (query: string) => ratioExample(query, `sum(${REQUESTS}})`);

export const rule: Rule = {
  code: "promql-type",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A function or an operator of PromQL that is given what it does not take.",
    why: "`rate` wants a range, `sum` wants none, `histogram_quantile` wants a number first: Prometheus refuses the query otherwise, and the SLI has no data. Where a placeholder stands nothing is said.",
    bad: good(`sum(rate(${REQUESTS},status!~"408|429|499|5.."}))`),
    good: good(`sum(${REQUESTS},status!~"408|429|499|5.."})`),
    references: [PROMQL],
  },
  checkInWorkspace(object, view, report) {
    reportFaults(["type", "arguments"], object, view, report);
  },
};
