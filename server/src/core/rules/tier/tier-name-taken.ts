import type { SpecObject } from "../../model/spec-object";
import { tierName } from "../../resolve/tier";
import type { Span } from "../../text/span";
import type { Rule } from "../rule";
import { stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "tier-name-taken",
  alias: "TX01",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A name or alias of a tier that another tier of the workspace has too.",
    why: "SLOs point at their tier by its name or one of its aliases. A word that two tiers claim leads to neither, so the SLOs that use it are held against nothing.",
    bad: stream(
      tierExample({ rank: "0", aliases: '["1"]', alerting: page() }, "critical"),
      tierExample({ rank: "1", aliases: '["1", standard]' }, "core"),
    ),
    good: stream(
      tierExample({ rank: "0", aliases: '["0"]', alerting: page() }, "critical"),
      tierExample({ rank: "1", aliases: '["1", standard]' }, "core"),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    if (object.body.type !== "tier") return;
    const own = object.name?.value;
    const said = new Set<string>();
    for (const word of [...(object.name ? [object.name] : []), ...object.body.aliases]) {
      const isName = word === object.name;
      if (!isName && word.value === own) {
        report({
          span: word.span,
          severity: "hint",
          message: {
            what: `\`${word.value}\` is the tier's own name.`,
            why: "As an alias it adds nothing.",
            todo: "Take it out.",
          },
        });
        continue;
      }
      if (said.has(word.value)) continue;
      said.add(word.value);
      const other = view.tiersNamed(word.value).find((tier) => tier.object !== object);
      if (!other) continue;
      const place = placeOf(word.value, other.object);
      // A name that another tier has as an alias is told at that alias.
      if (!place || (isName && !place.isName)) continue;
      report({
        span: word.span,
        message: {
          what: `\`${word.value}\` is also ${place.isName ? "the name of another tier" : `an alias of the tier \`${tierName(other)}\``}.`,
          why: "An SLO that names it belongs to neither of the two.",
          todo: "Keep the word in one of the tiers.",
        },
        related: [{ message: "The other tier", span: place.span, document: other.document }],
      });
    }
  },
};

/** Where a tier has this word, as its name or as an alias. */
function placeOf(
  word: string,
  tier: SpecObject,
): { readonly span: Span; readonly isName: boolean } | undefined {
  if (tier.name?.value === word) return { span: tier.name.span, isName: true };
  const alias = tier.body.type === "tier" ? tier.body.aliases.find((one) => one.value === word) : undefined;
  return alias && { span: alias.span, isName: false };
}

function page(): string {
  return "- severity: page\n  burnRate: 10\n  longWindow: 1h\n- severity: ticket\n  burnRate: 1\n  longWindow: 3d";
}
