import type { ReleaseGate } from "../../model/tier";
import type { Span } from "../../text/span";
import { removalFixes } from "../removal";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "tier-gate-fields",
  alias: "TR05",
  concern: "tier",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A release gate with a field that its effect does not use, or without its approver.",
    why: "`rollout` says how releases go out under `progressive`; `approver` who may let one through under `approve` or `block`; `exceptions` what passes a `block` all the same. With another effect the field does nothing, and its author believes in a rule that nobody applies. An `approve` gate without an approver lets nobody say yes (a warning).",
    bad: tierExample({
      releaseGates: "- remainingBelowPercent: 25\n  effect: progressive\n  approver: head-of-shop",
    }),
    good: tierExample({
      releaseGates: "- remainingBelowPercent: 25\n  effect: approve\n  approver: head-of-shop",
    }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report, document) {
    if (object.body.type !== "tier") return;
    for (const gate of object.body.releaseGates) {
      const effect = gate.effect?.value;
      if (effect === undefined) continue;
      for (const { field, span, effects } of fieldsOf(gate)) {
        if (!span || !EFFECTS.has(effect) || effects.includes(effect)) continue;
        const wanted = effects.map((name) => `\`${name}\``).join(" or ");
        report({
          span,
          message: {
            what: `\`${field}\` stands beside the effect \`${effect}\`.`,
            why: `It counts only with ${wanted}: here it changes nothing.`,
            todo: `Take it out, or change the effect to ${wanted}.`,
          },
          fixes: removalFixes(document.yaml.text, object.root, span),
        });
      }
      if (effect === "approve" && !gate.approverSpan && !object.partial && gate.effect) {
        report({
          span: gate.effect.span,
          severity: "warning",
          message: {
            what: "This gate wants each release approved and names no `approver`.",
            why: "While it holds, nobody is entitled to let a release through.",
            todo: "Add `approver` with the person or role that decides.",
          },
        });
      }
    }
  },
};

const EFFECTS = new Set(["progressive", "approve", "block"]);

function fieldsOf(gate: ReleaseGate): readonly { field: string; span?: Span; effects: readonly string[] }[] {
  const { rolloutSpan, approverSpan, exceptionsSpan } = gate;
  return [
    { field: "rollout", effects: ["progressive"], ...(rolloutSpan ? { span: rolloutSpan } : {}) },
    { field: "approver", effects: ["approve", "block"], ...(approverSpan ? { span: approverSpan } : {}) },
    { field: "exceptions", effects: ["block"], ...(exceptionsSpan ? { span: exceptionsSpan } : {}) },
  ];
}
