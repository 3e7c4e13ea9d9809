import type { Rule } from "../rule";
import { tierExample } from "./example";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";

const PAGE = "- severity: page\n  budgetConsumedPercent: 2\n  longWindow: 1h\n  shortWindow: 5m";
const TICKET = "- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h";

export const rule: Rule = {
  code: "tier-page-alerts",
  alias: "TR11",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "The most important tier (rank 0) without an alert that pages.",
    why: "Rank 0 stands for what the business cannot do without for minutes. If nothing wakes anybody, the whole budget can be gone before working hours begin: at 99.9 % over 28 days that takes a total outage of 40 minutes.",
    bad: tierExample({ rank: "0", alerting: TICKET }),
    good: tierExample({ rank: "0", alerting: `${PAGE}\n${TICKET}` }),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier" || object.partial) return;
    const { rank, alerting } = object.body;
    // An alert whose severity cannot be read may be a page.
    if (rank?.value !== 0 || alerting.some((alert) => alert.severity?.value !== "ticket")) return;
    report({
      span: rank.span,
      message: {
        what: "Rank 0 is the most important tier, and none of its alerts pages.",
        why: "A budget can be spent within the hour while nobody is woken up.",
        todo: "Add page alerts, such as 2 % of the budget over 1h and 5m, and 5 % over 6h and 30m.",
      },
    });
  },
};
