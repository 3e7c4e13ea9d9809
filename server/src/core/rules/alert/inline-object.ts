import { given } from "../../model/form";
import { pairOf } from "../../yaml/node";
import { indent, inlinePolicy, sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { alertItems } from "./items";

const POLICY = inlinePolicy("op: gte\nthreshold: 1\nlookbackWindow: 3d");

export const rule: Rule = {
  code: "inline-object",
  concern: "alert",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "An alert policy, condition or target written in place that lacks `kind`, `metadata` or `spec`.",
    why: "An object that is written where it is used has the same parts as one of its own, but for `apiVersion`, which it must not have. OpenSLO's checker refuses it when `kind`, `metadata.name` or `spec` is missing.",
    bad: sloExample({ alertPolicies: POLICY.replace("- kind: AlertPolicy\n  metadata", "- metadata") }),
    good: sloExample({ alertPolicies: POLICY }),
    references: [
      { title: "OpenSLO v1, alert policy", url: "https://github.com/OpenSLO/OpenSLO#alertpolicy" },
    ],
  },
  checkObject(object, report, document) {
    if (object.partial) return;
    for (const { item, list } of alertItems(object)) {
      if (item.kind !== "map" || item.open || pairOf(item, list.refKey)) continue;
      // An empty `kind` is refused as such.
      const absent = ["kind", "metadata", "spec"].filter((key) =>
        key === "kind" ? !pairOf(item, key) : !given(item, key),
      );
      const first = item.pairs[0]?.key.span;
      if (absent.length === 0 || absent.length === 3 || !first) continue;
      const column = first.start - (document.yaml.text.lastIndexOf("\n", first.start - 1) + 1);
      const block = document.yaml.text[item.span.start] !== "{" && first.start >= item.span.start;
      report({
        span: first,
        message: {
          what: `This ${list.kind} has no ${absent.map((key) => `\`${key}\``).join(" and no ")}.`,
          why: "Tools refuse it: an object that is written in place needs `kind`, `metadata` and `spec`.",
          todo: absent.includes("kind")
            ? `Add \`kind: ${list.kind}\`${absent.length > 1 ? " and the rest" : ""}.`
            : `Add ${absent.map((key) => `\`${key}\``).join(" and ")}.`,
        },
        ...(absent.includes("kind") && block
          ? {
              fixes: [
                {
                  title: `Add \`kind: ${list.kind}\``,
                  safe: true,
                  edits: [
                    {
                      span: { start: first.start, end: first.start },
                      newText: `kind: ${list.kind}\n${indent("x", column).slice(0, -1)}`,
                    },
                  ],
                },
              ],
            }
          : {}),
      });
    }
  },
};
