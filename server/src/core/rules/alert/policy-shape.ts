import { given, itemSpan } from "../../model/form";
import { pairOf, type YamlMap, type YamlNode, type YamlScalar } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Report, Rule } from "../rule";
import { alertItems, type ItemList } from "./items";

const INLINE_KEYS = ["kind", "metadata", "spec"];

export const rule: Rule = {
  code: "policy-shape",
  concern: "alert",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "An alert policy, condition or target that is neither named nor written out, or both.",
    why: "Each item of `alertPolicies`, `conditions` and `notificationTargets` either names an object (`alertPolicyRef`, `conditionRef`, `targetRef`) or is one (`kind`, `metadata`, `spec`). OpenSLO's checker refuses anything else. A bare name was allowed by the first schema of OpenSLO v1 and still stands in many files; today it is refused too, and the alert with it.",
    bad: sloExample({ alertPolicies: "- checkout-fast-burn" }),
    good: sloExample({ alertPolicies: "- alertPolicyRef: checkout-fast-burn" }),
    references: [
      { title: "OpenSLO v1, alert policy", url: "https://github.com/OpenSLO/OpenSLO#alertpolicy" },
    ],
  },
  checkObject(object, report, document) {
    // In a template's branches a name and an object may be alternatives.
    if (document.yaml.controlLines > 0) return;
    for (const { item, list } of alertItems(object)) {
      const finding = judge(item, list, !object.partial);
      if (finding) report(finding);
    }
  },
};

function judge(item: YamlNode, list: ItemList, whole: boolean): Report | undefined {
  if (item.kind === "scalar") return judgeName(item, list);
  return item.kind === "map" ? judgeMap(item, list, whole) : undefined;
}

function judgeName(item: YamlScalar, { refKey }: ItemList): Report | undefined {
  if (item.templated || typeof item.value !== "string" || item.value === "") return undefined;
  if (refKey.startsWith(item.value)) {
    return {
      span: item.span,
      message: {
        what: `\`${item.source}\` stands here without a value.`,
        why: "Tools refuse it: nothing is named.",
        todo: `Write \`${refKey}:\` and the name.`,
      },
    };
  }
  return {
    span: item.span,
    message: {
      what: `\`${item.source}\` stands here without a key.`,
      why: "Tools refuse it: a name alone is not read, and nobody is alerted.",
      todo: `Write \`${refKey}: ${item.source}\`.`,
    },
    fixes: [
      {
        title: `Change to \`${refKey}: ${item.source}\``,
        safe: true,
        edits: [{ span: { start: item.span.start, end: item.span.start }, newText: `${refKey}: ` }],
      },
    ],
  };
}

function judgeMap(item: YamlMap, { refKey, kind }: ItemList, whole: boolean): Report | undefined {
  // An empty reference is refused as such.
  const ref = pairOf(item, refKey);
  const inline = INLINE_KEYS.flatMap((key) => given(item, key) ?? []);
  const span = itemSpan(item);
  if (ref && inline.length > 0) {
    return {
      span,
      message: {
        what: `This item has \`${refKey}\` and an ${kind} of its own.`,
        why: "Tools refuse it: it names one elsewhere or is one, not both.",
        todo: `Keep \`${refKey}\` alone, or \`kind\`, \`metadata\` and \`spec\`.`,
      },
      related: [ref, ...inline].map((pair) => ({ message: `\`${pair.key.source}\``, span: pair.key.span })),
    };
  }
  if (ref || inline.length > 0 || !whole || item.open) return undefined;
  return {
    span,
    message: {
      what: `This item neither names an ${kind} nor is one.`,
      why: "Tools refuse it.",
      todo: `Add \`${refKey}\`, or write one here with \`kind\`, \`metadata\` and \`spec\`.`,
    },
  };
}
