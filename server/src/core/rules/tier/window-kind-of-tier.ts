import { sloInTier, tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";

const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";
const CALENDAR =
  "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: Europe/Berlin";

export const rule: Rule = {
  code: "window-kind-of-tier",
  alias: "TS07",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A rolling window in a tier of calendar windows, or the other way round.",
    why: "A calendar window gives the whole budget back on the first day; a rolling one gives it back as old failures fall out. Policies and reviews are made for one of the two, and budgets of different kinds cannot be set side by side.",
    bad: stream(
      tierExample({ window: "type: rolling\ndefault: 30d" }),
      sloExample({ annotations: IN_CORE, window: CALENDAR }),
    ),
    good: stream(
      tierExample({ window: "type: calendar\ndefault: 1M" }),
      sloExample({ annotations: IN_CORE, window: CALENDAR }),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const found = sloInTier(object, view);
    const window = found?.slo.window;
    const type = found?.tier.window?.type;
    if (!found || !window || window.implied || !type || type.value === window.kind) return;
    if (type.value !== "rolling" && type.value !== "calendar") return;
    report({
      span: window.duration.span,
      message: {
        what: `This is a ${window.kind} window; tier \`${tierName(found.definition)}\` wants ${type.value} ones.`,
        why:
          window.kind === "calendar"
            ? "The budget is whole again at each start, however bad the day before was: the tier's policy counts on past failures."
            : "The budget is never given back at once, and the tier's policy counts on a fresh start.",
        todo: `Make it a ${type.value} window, or choose another tier.`,
      },
      related: [relatedTo(found, "The tier's kind of window.", type.span)],
    });
  },
};
