import { alertsOfSlo } from "../../resolve/alerts";
import { hasOwner } from "../../resolve/facts";
import { sloInTier } from "../../resolve/tier";
import type { Rule } from "../rule";
import { alertExample, sloExample, stream, tierExample } from "./example";
import { ERROR_BUDGET_POLICY, TIERS_PAGE } from "./references";

const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";
const ALERTS = `${alertExample("6", "6h")}\n${alertExample("1", "3d", "ticket")}`;

export const rule: Rule = {
  code: "page-without-owner",
  alias: "TS11",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "An SLO in a tier that pages somebody and does not say who owns it.",
    why: "A page wakes people at night. Whoever is woken must be able to see whose service it is and who decides. The owner is the annotation `slosmith/owner` of the SLO or its Service; a label `owner` or `team` there is taken too.",
    bad: stream(tierExample(), sloExample({ annotations: IN_CORE, alertPolicies: ALERTS })),
    good: stream(
      tierExample(),
      sloExample({ annotations: `${IN_CORE}\nslosmith/owner: discovery`, alertPolicies: ALERTS }),
    ),
    references: [TIERS_PAGE, ERROR_BUDGET_POLICY],
  },
  checkInWorkspace(object, view, report) {
    const found = sloInTier(object, view);
    if (!found || object.partial || hasOwner(object, view)) return;
    const page = alertsOfSlo(found.slo, view).alerts.find(
      (alert) => alert.condition.severity?.value.toLowerCase() === "page",
    );
    if (!page) return;
    const severity = page.condition.severity;
    report({
      span: page.definedIn || !severity ? page.span : severity.span,
      message: {
        what: "This alert pages somebody, and neither the SLO nor its service says who owns it.",
        why: "Whoever is woken up cannot tell whose service it is and who decides.",
        todo: "Add the annotation `slosmith/owner`, or a label `owner`, to the SLO or its Service.",
      },
    });
  },
};
