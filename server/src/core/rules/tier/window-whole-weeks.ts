import { type Duration, durationSeconds, isCalendarUnit, wholeWeeks } from "../../math/duration";
import { shortDuration } from "../../math/format";
import { floorToBigInt, type Rational, ratio } from "../../math/rational";
import { sloInTier } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { windowFixes } from "./window-fixes";

const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";
const WEEK = ratio(604_800);
const rolling = (duration: string) => `- duration: ${duration}\n  isRolling: true`;
const WINDOW = "min: 28d\ndefault: 28d\nmax: 30d";

export const rule: Rule = {
  code: "window-whole-weeks",
  alias: "TS14",
  concern: "tier",
  severity: "information",
  fix: "unsafe",
  docs: {
    summary: "A rolling window of an SLO in a tier that is not a whole number of weeks.",
    why: "Traffic differs between weekdays and weekends. A window of 30 days holds four or five weekends, depending on the day, so the SLO moves although the service does not. Four whole weeks always hold each weekday four times.",
    bad: stream(
      tierExample({ window: WINDOW }),
      sloExample({ annotations: IN_CORE, window: rolling("30d") }),
    ),
    good: stream(
      tierExample({ window: WINDOW }),
      sloExample({ annotations: IN_CORE, window: rolling("28d") }),
    ),
    references: [
      TIERS_PAGE,
      {
        title: "SRE Workbook, chapter 2: implementing SLOs",
        url: "https://sre.google/workbook/implementing-slos/",
      },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    const found = sloInTier(object, view);
    const window = found?.slo.window;
    // A window that the file does not state cannot be changed in it.
    if (window?.kind !== "rolling" || window.implied || found?.tier.window?.type?.value === "calendar")
      return;
    const { value, span } = window.duration;
    const seconds = durationSeconds(value);
    // Shorter windows are too short to hold a weekend each.
    if (wholeWeeks(value) || seconds.compare(WEEK) < 0) return;
    const { min, max } = found?.tier.window ?? {};
    // Outside the tier's range the window has to change anyway.
    if (min && seconds.compare(durationSeconds(min.value)) < 0) return;
    if (max && seconds.compare(durationSeconds(max.value)) > 0) return;
    const weeks = nextWeeks(seconds, min?.value, max?.value);
    const days = seconds.div(86_400);
    const length = isCalendarUnit(value.unit)
      ? `${shortDuration(value)} (${floorToBigInt(days)} days)`
      : shortDuration(value);
    report({
      span,
      message: {
        what: `The window of ${length} is not a whole number of weeks.`,
        why: "It holds one weekend more on some days than on others, so the figure moves when nothing has changed.",
        todo: advice(weeks),
      },
      fixes: weeks.allowed ? windowFixes(document.yaml.text, window.duration, `${weeks.count * 7n}d`) : [],
    });
  },
};

interface Weeks {
  readonly count: bigint;
  readonly allowed: boolean;
}

/** The whole weeks next to a window that its tier allows; those below it where it allows none. */
function nextWeeks(seconds: Rational, min: Duration | undefined, max: Duration | undefined): Weeks {
  const below = floorToBigInt(seconds.div(WEEK));
  const allowed = [below, below + 1n].find((weeks) => {
    const length = WEEK.mul(weeks, 1n);
    return (
      !(min && length.compare(durationSeconds(min)) < 0) && !(max && length.compare(durationSeconds(max)) > 0)
    );
  });
  return { count: allowed ?? below, allowed: allowed !== undefined };
}

function advice({ count: weeks, allowed }: Weeks): string {
  const text = `${weeks * 7n}d: ${weeks === 1n ? "a whole week" : `${weeks} whole weeks`}`;
  return allowed ? `Consider ${text}.` : `Let the tier allow whole weeks, such as ${text}.`;
}
