import type { AlertPolicy } from "../../model/alert";
import type { Slo } from "../../model/slo";
import { alertsOfSlo, policyNamed } from "../../resolve/alerts";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { alertExample, sloExample } from "../tier/example";

const watched = `${alertExample("14.4", "1h")}\n${alertExample("1", "3d", "ticket")}`;

export const rule: Rule = {
  code: "silence-is-good",
  alias: "M28",
  concern: "measurability",
  severity: "information",
  fix: "none",
  judges: "silence",
  docs: {
    summary: "An SLO none of whose alerts notices that the data stopped.",
    why: "When nothing arrives, good and total are both 0, and 0/0 burns no budget: the longest outages look like a quiet night. A policy with `alertWhenNoData: true` tells somebody. It is said once for each SLO, and only where all of its policies are known.",
    bad: sloExample({ alertPolicies: watched.replaceAll("    alertWhenNoData: true\n", "") }),
    good: sloExample({ alertPolicies: watched }),
    references: [{ title: "OpenSLO v1: AlertPolicy", url: "https://github.com/OpenSLO/OpenSLO#alertpolicy" }],
  },
  checkInWorkspace(object, view, report) {
    if (object.body.type !== "slo" || object.partial) return;
    const { silence } = object.body;
    const [first] = object.body.alertPolicies;
    if (silence?.told || !first || !alertsOfSlo(object.body, view).complete) return;
    const policies = policiesOf(object.body, view);
    if (!policies || policies.some(({ alertWhenNoData }) => alertWhenNoData === true)) return;
    // A policy that says `false` is a decision.
    if (policies.some(({ alertWhenNoData }) => alertWhenNoData === false)) return;
    report({
      span: first.kind === "ref" ? first.name.span : first.policy.span,
      message: {
        what: "No alert of this SLO fires when its data stops.",
        why: "An outage that also silences the metrics is 0/0: it burns no budget, and nobody is told.",
        todo: silence
          ? `Say in \`${silence.key}\` who is to be told.`
          : "Set `alertWhenNoData: true` in one of its policies; `false` says that somebody else watches it.",
      },
    });
  },
};

/** The SLO's policies; undefined where one is not in the workspace. */
function policiesOf(slo: Slo, view: WorkspaceView): readonly AlertPolicy[] | undefined {
  const policies: AlertPolicy[] = [];
  for (const use of slo.alertPolicies) {
    const body = use.kind === "inline" ? use.policy : policyNamed(use, view)?.object.body;
    if (body?.type !== "alertPolicy") return undefined;
    policies.push(body);
  }
  return policies;
}
