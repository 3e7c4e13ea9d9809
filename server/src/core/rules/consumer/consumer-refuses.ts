import { remarksOn } from "../../consumers/judgement";
import type { Rule } from "../rule";
import { nobl9sExample } from "./example";
import { reportOf } from "./report";

export const rule: Rule = {
  code: "consumer-refuses",
  concern: "consumer",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "Something that the format allows and a named reader of the file refuses.",
    why: "A file that is valid in its format may still not be read: many tools take only a part of OpenSLO. Who will read a file is said by the annotation `slosmith/consumers`, by `spec.consumers` in `.slosmith.yaml`, by the setting `slosmith.consumers` or by `slosmith check --consumer`. Where nobody is named, this rule is silent. docs/consumers.md lists what each reader refuses, with sources.",
    bad: nobl9sExample({ duration: "4w" }),
    good: nobl9sExample(),
    references: [
      { title: "Nobl9's conversion of OpenSLO", url: "https://github.com/nobl9/nobl9-openslo" },
      {
        title: "Sloth's import of OpenSLO",
        url: "https://github.com/slok/sloth/blob/main/internal/storage/io/openslo.go",
      },
      {
        title: "Dash0, SLO API",
        url: "https://www.dash0.com/docs/dash0/monitoring/alerting/slos-api",
      },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    for (const remark of remarksOn({ object, view, document })) {
      if (remark.kind === "refuses") report(reportOf(remark));
    }
  },
};
