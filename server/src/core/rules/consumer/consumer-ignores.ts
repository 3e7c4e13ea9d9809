import { remarksOn } from "../../consumers/judgement";
import type { Rule } from "../rule";
import { nobl9sExample } from "./example";
import { reportOf } from "./report";

export const rule: Rule = {
  code: "consumer-ignores",
  concern: "consumer",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "Something that the format allows and a named reader of the file passes over.",
    why: "What a reader passes over without a word looks as if it worked: an alert policy that arrives at no SLO pages nobody. Who will read a file is said by the annotation `slosmith/consumers`, by `spec.consumers` in `.slosmith.yaml`, by the setting `slosmith.consumers` or by `slosmith check --consumer`. Where nobody is named, this rule is silent. docs/consumers.md lists what each reader passes over, with sources.",
    bad: nobl9sExample({ more: "  alertPolicies:\n    - alertPolicyRef: checkout-burn\n" }),
    good: nobl9sExample(),
    references: [{ title: "Nobl9's conversion of OpenSLO", url: "https://github.com/nobl9/nobl9-openslo" }],
  },
  checkInWorkspace(object, view, report, document) {
    for (const remark of remarksOn({ object, view, document })) {
      if (remark.kind === "ignores") report(reportOf(remark, remark.harm ?? "information"));
    }
  },
};
