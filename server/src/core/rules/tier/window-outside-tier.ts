import type { Duration } from "../../math/duration";
import { shortDuration } from "../../math/format";
import type { Tier } from "../../model/tier";
import { sloInTier, tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";
import { windowFixes } from "./window-fixes";
import { compareDurations } from "./words";

const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";
const rolling = (duration: string) => `- duration: ${duration}\n  isRolling: true`;

export const rule: Rule = {
  code: "window-outside-tier",
  alias: "TS06",
  concern: "tier",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "An SLO's window that is shorter or longer than its tier allows.",
    why: "The tier's owners agreed on a range of windows: a longer one lets a bad day be forgiven slowly and decisions come late, a shorter one makes every small failure count. Months, quarters and years are compared as 30, 90 and 365 days.",
    bad: stream(tierExample(), sloExample({ annotations: IN_CORE, window: rolling("13w") })),
    good: stream(tierExample(), sloExample({ annotations: IN_CORE, window: rolling("28d") })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report, document) {
    const found = sloInTier(object, view);
    const window = found?.slo.window?.duration;
    // A window that the file does not state cannot be changed in it.
    if (!found || !window || found.slo.window?.implied) return;
    const { min, max } = found.tier.window ?? {};
    const short = min && compareDurations(window.value, min.value) < 0;
    const long = max && compareDurations(window.value, max.value) > 0;
    const limit = short ? min : long ? max : undefined;
    if (!limit) return;
    const most = shortDuration(limit.value);
    report({
      span: window.span,
      message: {
        what: `The window is ${shortDuration(window.value)}; tier \`${tierName(found.definition)}\` allows ${short ? `${most} or more` : `at most ${most}`}.`,
        why: short
          ? "The budget is smaller than the tier's owners agreed on: single failures count for more."
          : "Old failures weigh on the budget longer than the tier's owners agreed on, and decisions come later.",
        todo: `Use ${range(min && shortDuration(min.value), max && shortDuration(max.value))}.`,
      },
      fixes: windowFixes(document.yaml.text, window, shortDuration(usual(found.tier.window) ?? limit.value)),
      related: [
        relatedTo(found, short ? "The tier's shortest window." : "The tier's longest window.", limit.span),
      ],
    });
  },
};

function range(min: string | undefined, max: string | undefined): string {
  if (min && max) return min === max ? `a window of ${min}` : `a window from ${min} to ${max}`;
  return `a window of ${min ?? max}`;
}

/** The tier's own window, where it lies in its range. */
function usual({ min, default: own, max }: Partial<NonNullable<Tier["window"]>> = {}): Duration | undefined {
  if (!own || (min && compareDurations(own.value, min.value) < 0)) return undefined;
  return max && compareDurations(own.value, max.value) > 0 ? undefined : own.value;
}
