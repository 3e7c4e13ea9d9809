import type { Duration } from "../../math/duration";
import { durationSeconds } from "../../math/duration";
import { formatPercent, shortDuration } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import type { Tier } from "../../model/tier";
import type { Span } from "../../text/span";
import type { Rule } from "../rule";
import { stream, tierExample } from "./example";
import { nearestAbove, placeOnLadder } from "./ladder";
import { TIERS_PAGE } from "./references";

const review = (cadence: string) => `cadence: ${cadence}\nforum: slo-review`;

export const rule: Rule = {
  code: "tier-ladder-times",
  alias: "TX04",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A less important tier that is quicker to act than a more important one.",
    why: "Windows, incident times, review cadence and the share of the budget at which the first step begins should not shrink as tiers matter less: shorter and earlier means more work, and that belongs where users feel failures most.",
    bad: stream(
      tierExample({ rank: "1", review: review("4w") }, "core"),
      tierExample({ rank: "2", review: review("1w") }, "internal"),
    ),
    good: stream(
      tierExample({ rank: "1", review: review("1w") }, "core"),
      tierExample({ rank: "2", review: review("4w") }, "internal"),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const place = placeOnLadder(object, view);
    if (!place) return;
    for (const { field, words, read, isDefault } of FIGURES) {
      const own = isDefault?.(place.rung.tier) ? undefined : read(place.rung.tier);
      const above = nearestAbove(place, read);
      if (!own || !above || own.size.compare(above.value.size) >= 0) continue;
      report({
        span: own.span,
        message: {
          what: `The ${words} is ${own.text}, less than the ${above.value.text} of ${above.rung.words}.`,
          why: `This tier has rank ${place.rung.rank} and matters less, but acts sooner.`,
          todo: `Set \`${field}\` to ${above.value.text} or more, or lower it there.`,
        },
        related: [
          {
            message: `The ${words} of ${above.rung.words}`,
            span: above.value.span,
            document: above.rung.definition.document,
          },
        ],
      });
    }
  },
};

interface Figure {
  readonly size: Rational;
  readonly text: string;
  readonly span: Span;
}

const FIGURES: readonly {
  readonly field: string;
  readonly words: string;
  readonly read: (tier: Tier) => Figure | undefined;
  /** Left out it is the usual window, of which is spoken already. */
  readonly isDefault?: (tier: Tier) => boolean;
}[] = [
  { field: "default", words: "usual window", read: (tier) => time(tier.window?.default) },
  {
    field: "max",
    words: "longest window",
    read: (tier) => time(tier.window?.max),
    isDefault: ({ window }) => window?.max?.span === window?.default?.span,
  },
  { field: "timeToDetect", words: "time to detect", read: (tier) => time(tier.incident?.timeToDetect) },
  { field: "timeToRespond", words: "time to respond", read: (tier) => time(tier.incident?.timeToRespond) },
  { field: "timeToRecover", words: "time to recover", read: (tier) => time(tier.incident?.timeToRecover) },
  {
    field: "cadence",
    words: "review cadence",
    read: (tier) => time(tier.review?.cadence),
    isDefault: ({ review: reviews, window }) => reviews?.cadence?.span === window?.default?.span,
  },
  { field: "consumedPercent", words: "first escalation step", read: firstStep },
];

function time(value: Located<Duration> | undefined): Figure | undefined {
  return value && { size: durationSeconds(value.value), text: shortDuration(value.value), span: value.span };
}

function firstStep(tier: Tier): Figure | undefined {
  const consumed = tier.escalation?.steps[0]?.consumed;
  return consumed && { size: consumed.value, text: formatPercent(consumed.value), span: consumed.span };
}
