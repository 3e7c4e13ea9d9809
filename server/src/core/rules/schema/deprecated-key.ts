import { isNothing } from "../../model/form";
import { ownerSpan } from "../../yaml/node";
import { nobl9Example } from "../nobl9-example";
import type { Rule } from "../rule";
import { capital, code } from "./words";

export const rule: Rule = {
  code: "deprecated-key",
  concern: "schema",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A key that the format is about to drop.",
    why: "Such keys still work, and a later version of the tool will refuse them or pass over them. Nobl9 has replaced the `composite` of a whole SLO by one in an objective, which can take other SLOs' objectives together.",
    bad: nobl9Example({ more: "composite:\n  target: 0.95\n  burnRateCondition:\n    value: 1\n    op: gt" }),
    good: nobl9Example(),
    references: [{ title: "Nobl9, composite SLOs", url: "https://docs.nobl9.com/composites/" }],
  },
  checkObject(object, report) {
    for (const { type, node, path, schema } of object.meanings?.values ?? []) {
      if (type !== "deprecated" || isNothing(node)) continue;
      const key = String(path.at(-1));
      report({
        span: ownerSpan(object.root, path),
        message: {
          what: `${capital(code(key))} is deprecated.`,
          why: "It still works; a later version will refuse it or pass over it.",
          todo: schema["x-slosmith"]?.instead ?? "Write what has replaced it.",
        },
      });
    }
  },
};
