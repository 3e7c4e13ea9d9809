import { ratioExample } from "../openslo-example";
import type { Rule } from "../rule";
import { reportFaults } from "./faults";
import { PROMQL } from "./references";

const REQUESTS = 'nginx_ingress_controller_requests{ingress="checkout"';
const good = (query: string) => ratioExample(query, `sum(${REQUESTS}})`);

export const rule: Rule = {
  code: "promql-syntax",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A query that is no PromQL.",
    why: "Prometheus refuses a query that it cannot parse, most often because of a bracket or a quote that is not closed. The SLI then has no data, which no dashboard tells apart from a quiet night. Placeholders (`{{.window}}`, `$__rate_interval`, `${VAR}`) are taken for what they will be. Only queries whose source is said to be Prometheus, or to speak its language, are judged.",
    bad: good(`sum(${REQUESTS},status!~"408|429|499|5.."}`),
    good: good(`sum(${REQUESTS},status!~"408|429|499|5.."})`),
    references: [PROMQL],
  },
  checkInWorkspace(object, view, report) {
    reportFaults(["syntax"], object, view, report);
  },
};
