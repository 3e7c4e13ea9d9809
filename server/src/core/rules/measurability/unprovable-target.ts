import { formatCount } from "../../math/format";
import type { Rule } from "../rule";
import { judgedTargets, whereStated } from "./basis";
import { eventWords, fewerFailures } from "./budget-below-event";
import { factsExample, THIRTY_DAYS } from "./numeric-example";
import { resolutionOf } from "./resolution";

export const rule: Rule = {
  code: "unprovable-target",
  alias: "M08",
  concern: "measurability",
  severity: "warning",
  fix: "unsafe",
  judges: "traffic",
  docs: {
    summary: "A target that so few events cannot prove, even if none of them fails.",
    why: "To say with 95 % confidence that a target is kept takes ln 0.05 / ln target events without a failure, about 3 / (1 - target): 2,995 for 99.9 %. With fewer a perfect window may be luck. It takes stated traffic (`slosmith/events-per-day`). Where not even one event may fail, budget-below-event says so instead. Rare events that a rule or a law wants counted may be worth a suppression with the reason.",
    bad: factsExample('slosmith/events-per-day: "99"', { window: THIRTY_DAYS }),
    good: factsExample('slosmith/events-per-day: "1000"', { window: THIRTY_DAYS }),
    references: [
      { title: "The rule of three", url: "https://en.wikipedia.org/wiki/Rule_of_three_(statistics)" },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    for (const basis of judgedTargets(object, view, document)) {
      const verdict = resolutionOf(basis);
      if (verdict?.rule !== "unprovable-target") continue;
      const { todo, fixes } = fewerFailures(basis, verdict);
      report({
        span: basis.span,
        message: {
          what: `${eventWords(basis, verdict)}.`,
          why: `Even zero failures cannot prove this; it takes ${formatCount(verdict.toProve)} events (95 % confidence).`,
          todo,
        },
        related: whereStated(verdict.stated, "The traffic"),
        fixes,
      });
    }
  },
};
