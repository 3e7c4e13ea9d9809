import type { MislaidSwitch } from "../../model/alert";
import { pairOf } from "../../yaml/node";
import { removePair } from "../removal";
import type { Fix, Rule } from "../rule";
import { slothExample } from "../sloth-example";

const alerting = (ticket: string) => `name: CheckoutErrors
page_alert:
  labels:
    severity: page
ticket_alert:
${ticket}`;

export const rule: Rule = {
  code: "switch-among-labels",
  concern: "alert",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "An alert's `disable` among its labels, where it is a word and switches nothing off.",
    why: "`disable: true` belongs to the alert itself. One level deeper, inside `labels`, Sloth takes it for a Prometheus label like any: the alert that was to be off is made, and carries the label `disable`.",
    bad: slothExample({ alerting: alerting('  labels:\n    disable: "true"') }),
    good: slothExample({ alerting: alerting("  disable: true") }),
    references: [
      {
        title: "Sloth, the plain format",
        url: "https://github.com/slok/sloth/blob/main/pkg/prometheus/api/v1/v1.go",
      },
    ],
  },
  checkObject(object, report, document) {
    if (object.body.type !== "slo") return;
    for (const use of object.body.alertPolicies) {
      const mislaid = use.kind === "inline" ? use.policy.mislaidSwitch : undefined;
      const pair = pairOf(mislaid?.labels, mislaid?.key ?? "");
      if (!mislaid || !pair) continue;
      const fix = pair.merged ? undefined : moveOut(mislaid, document.yaml.text);
      report({
        span: pair.key.span,
        message: {
          what: `\`${mislaid.key}\` stands among the labels: it is a label here, and no switch.`,
          why: "The alert stays on.",
          todo: `Move \`${mislaid.key}: true\` out of \`labels\`, beside it.`,
        },
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
  },
};

/** Takes the label away, or all of `labels` where nothing else is in it, and writes the switch above. */
function moveOut({ key, labels, labelsSpan, holder }: MislaidSwitch, text: string): Fix | undefined {
  const own = pairOf(labels, key);
  const whole = holder.pairs.find(({ value }) => value === labels);
  if (!own || !whole || text.slice(holder.span.start, labelsSpan.start).includes("{")) return undefined;
  const title = `Move \`${key}: true\` out of the labels`;
  if (labels.pairs.length === 1) {
    const span = { start: labelsSpan.start, end: own.value.span.end };
    const tail = text.slice(own.value.span.end, labels.span.end);
    if (tail.trim() !== "") return undefined;
    return { title, safe: true, edits: [{ span, newText: `${key}: true` }] };
  }
  const removal = removePair(text, labels, own);
  if (!removal) return undefined;
  const lineStart = text.lastIndexOf("\n", labelsSpan.start - 1) + 1;
  const indent = text.slice(lineStart, labelsSpan.start);
  if (indent.trim() !== "") return undefined;
  const insertion = {
    span: { start: labelsSpan.start, end: labelsSpan.start },
    newText: `${key}: true\n${indent}`,
  };
  return { title, safe: true, edits: [insertion, removal] };
}
