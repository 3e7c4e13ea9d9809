import { removalFixes } from "../removal";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";

const PAIR = "longWindow: 6h\n  shortWindow: 30m";
const TICKET = "- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h";

export const rule: Rule = {
  code: "tier-alert-speed",
  alias: "TR06",
  concern: "tier",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A burn alert with both or neither of `budgetConsumedPercent` and `burnRate`.",
    why: "The two say the same thing in different words: 5 % of a 28-day budget within 6 hours is a burn rate of 5.6. Written together they contradict each other as soon as one is changed or an SLO has another window; with neither the alert has no threshold.",
    bad: tierExample({
      alerting: `- severity: page\n  budgetConsumedPercent: 5\n  burnRate: 6\n  ${PAIR}\n${TICKET}`,
    }),
    good: tierExample({ alerting: `- severity: page\n  budgetConsumedPercent: 5\n  ${PAIR}\n${TICKET}` }),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkObject(object, report, document) {
    if (object.body.type !== "tier") return;
    for (const alert of object.body.alerting) {
      const { burnRateSpan, budgetConsumedSpan } = alert;
      if (burnRateSpan && budgetConsumedSpan) {
        report({
          span: burnRateSpan,
          message: {
            what: "This alert has both `burnRate` and `budgetConsumedPercent`.",
            why: "Each of them sets the threshold; it is not clear which one counts.",
            todo: "Keep one of the two.",
          },
          fixes: [burnRateSpan, budgetConsumedSpan].flatMap((span) =>
            removalFixes(document.yaml.text, object.root, span),
          ),
          related: [{ message: "The other one", span: budgetConsumedSpan }],
        });
      } else if (!burnRateSpan && !budgetConsumedSpan && !object.partial) {
        report({
          span: alert.span,
          message: {
            what: "This alert has neither `burnRate` nor `budgetConsumedPercent`.",
            why: "It has no threshold, so it says nothing about when to fire.",
            todo: "Add one of the two, such as `budgetConsumedPercent: 2`.",
          },
        });
      }
    }
  },
};
