import { conditionExample } from "../openslo-example";
import type { Rule } from "../rule";
import { conditionsOf } from "./items";

const MEANT: Readonly<Record<string, string>> = { lt: "gt", lte: "gte" };

export const rule: Rule = {
  code: "alert-inverted",
  concern: "alert",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A burn alert with `lt` or `lte`: it fires while all is well.",
    why: "The burn rate says how fast the error budget goes: 0 is no failure, 1 spends it in exactly one window. An alert that compares downwards holds as long as little fails and ends when the outage begins. OpenSLO's checker accepts it, and OpenSLO's own examples say `lte` under a text that reads \"exceeds 2\"; tools take the operator at its word. Part of the published check M14.",
    bad: conditionExample("op: lte\nthreshold: 14.4\nlookbackWindow: 1h"),
    good: conditionExample("op: gte\nthreshold: 14.4\nlookbackWindow: 1h"),
    references: [
      { title: "OpenSLO v1, alert condition", url: "https://github.com/OpenSLO/OpenSLO#alertcondition" },
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkObject(object, report) {
    for (const { op, threshold, conditionKind, onlyOp } of conditionsOf(object)) {
      // Where the tool takes one comparison only, it is refused for that.
      if (onlyOp !== undefined) continue;
      const meant = op && Object.hasOwn(MEANT, op.value) ? MEANT[op.value] : undefined;
      if (!op || meant === undefined || (conditionKind && conditionKind.value !== "burnrate")) continue;
      const bound = op.value === "lt" ? "below" : "at or below";
      report({
        span: op.span,
        message: {
          what: `\`op: ${op.value}\` fires while the burn rate is ${bound} ${threshold ? "the threshold" : "a threshold"}.`,
          why: "That is while all is well. In an outage the burn rate rises, and the alert ends.",
          todo: `Use \`${meant}\`.`,
        },
        fixes: [{ title: `Change to \`${meant}\``, safe: false, edits: [{ span: op.span, newText: meant }] }],
      });
    }
  },
};
