import type { Rule } from "../rule";
import { slothExample } from "../sloth-example";

const SWITCHES = `page_alert:
  labels:
    severity: page
ticket_alert:
  labels:
    severity: ticket`;

export const rule: Rule = {
  code: "alert-name",
  concern: "alert",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Alerts that a tool is to make, without a name for them.",
    why: "Sloth makes a page and a ticket for every SLO, also where `page_alert` and `ticket_alert` are left out, and names both after `alerting.name`. Without it Sloth refuses the SLO, unless both alerts are disabled.",
    bad: slothExample({ alerting: SWITCHES }),
    good: slothExample({ alerting: `name: CheckoutErrors\n${SWITCHES}` }),
    references: [
      {
        title: "Sloth, what it checks",
        url: "https://github.com/slok/sloth/blob/main/pkg/common/validation/slo.go",
      },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo" || object.partial) return;
    const { alertName, implied } = object.body;
    if (!alertName?.needed || (alertName.name && alertName.name.value !== "")) return;
    const severities = (implied?.alerts ?? []).map(({ severity }) => severity);
    report({
      span: alertName.place,
      message: {
        what: `\`${alertName.key}\` is missing, and the ${severities.join(" and the ")} ${severities.length === 1 ? "is" : "are"} not disabled.`,
        why: "The tool that makes the alerts refuses the SLO.",
        todo: `Add \`${alertName.key}\`, such as \`CheckoutErrors\`, or disable ${severities.length === 1 ? "the alert" : "both alerts"}.`,
      },
    });
  },
};
