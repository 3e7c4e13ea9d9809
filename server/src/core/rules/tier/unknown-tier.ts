import { annotation } from "../../model/spec-object";
import { nearestTierName, TIER_ANNOTATION, tierLabels } from "../../resolve/tier";
import { listed } from "../../text/listed";
import type { Fix, Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "unknown-tier",
  alias: "TS02",
  concern: "tier",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A `slosmith/tier` that is neither the name nor an alias of a tier in the workspace.",
    why: "The SLO is held against no tier at all, and nobody notices. Only names and declared aliases count: a number such as 1 means what a tier declares it to mean. Where the workspace defines no tier at all this is an information. Labels such as `tier: backend` may mean anything; only one that looks like a misspelt tier gets a hint.",
    bad: stream(tierExample({}, "core"), sloExample({ annotations: "slosmith/tier: cores" })),
    good: stream(tierExample({}, "core"), sloExample({ annotations: "slosmith/tier: core" })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    if (object.kind !== "SLO" && object.kind !== "Service") return;
    const stated = annotation(object, TIER_ANNOTATION);
    if (stated && view.tiersNamed(stated.value).length === 0) {
      const near = nearestTierName(stated.value, view);
      const names = view.all("ReliabilityTier").flatMap(({ object: tier }) => tier.name?.value ?? []);
      const none = view.all("ReliabilityTier").length === 0;
      report({
        span: stated.span,
        ...(none ? { severity: "information" as const } : {}),
        message: {
          what: `\`${stated.value}\` is ${none ? "not defined: the workspace has no tier" : "no tier and no alias of one"}.`,
          why: "Nothing holds this object's targets, windows and alerts against a tier.",
          todo: near
            ? `Did you mean \`${near}\`?`
            : none
              ? "Add a file with a ReliabilityTier of that name."
              : `Name one of the tiers: ${listed(
                  names.map((name) => `\`${name}\``),
                  "or",
                )}.`,
        },
        ...(near ? { fixes: [replaceBy(near, stated.span)] } : {}),
      });
    }
    for (const { key, value } of tierLabels(object)) {
      if (view.tiersNamed(value.value).length > 0) continue;
      const near = nearestTierName(value.value, view);
      if (!near) continue;
      report({
        span: value.span,
        severity: "hint",
        message: {
          what: `The label \`${key}\` says \`${value.value}\`, which is no tier.`,
          why: "If it means a reliability tier, it leads nowhere.",
          todo: `Did you mean \`${near}\`?`,
        },
        fixes: [replaceBy(near, value.span)],
      });
    }
  },
};

function replaceBy(name: string, span: Fix["edits"][number]["span"]): Fix {
  return { title: `Change it to ${name}`, safe: false, edits: [{ span, newText: name }] };
}
