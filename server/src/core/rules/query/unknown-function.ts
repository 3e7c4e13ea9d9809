import { ratioExample } from "../openslo-example";
import type { Rule } from "../rule";
import { reportFaults } from "./faults";
import { PROMQL } from "./references";

const REQUESTS = 'nginx_ingress_controller_requests{ingress="checkout"';
const good = (query: string) => ratioExample(query, `sum(${REQUESTS}})`);

export const rule: Rule = {
  code: "unknown-function",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A function that PromQL does not have.",
    why: "Prometheus refuses a query with a function that it does not know. Functions of other dialects (MetricsQL) and experimental ones are known here and not reported.",
    bad: good(`sum(rates(${REQUESTS},status!~"408|429|499|5.."}[5m]))`),
    good: good(`sum(${REQUESTS},status!~"408|429|499|5.."})`),
    references: [PROMQL],
  },
  checkInWorkspace(object, view, report) {
    reportFaults(["unknown-function"], object, view, report);
  },
};
