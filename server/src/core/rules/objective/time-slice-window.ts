import { type Duration, durationSeconds } from "../../math/duration";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { monthMeant } from "../window/month-meant";

const SLICED = (window: string) =>
  sloExample({
    method: "Timeslices",
    window: "- duration: 1d\n  isRolling: true",
    objectives: `- target: 0.9\n  timeSliceTarget: 0.95\n  timeSliceWindow: ${window}`,
  });

export const rule: Rule = {
  code: "time-slice-window",
  concern: "objective",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A time slice as long as the SLO's window, or longer.",
    why: "The target is a share of good slices. With a single slice in the window the result is 0 % or 100 % and nothing between, so that the first bad slice breaks the promise whatever the target is. A slice that is longer than the window cannot be measured at all. OpenSLO's checker compares neither.",
    bad: SLICED("1d"),
    good: SLICED("1m"),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo") return;
    const { window, budgetingMethod, objectives } = object.body;
    if (!window || !budgetingMethod || budgetingMethod.value === "Occurrences") return;
    // Against a month that was written `1m` every slice is too long.
    if (monthMeant(window.duration.value)) return;
    for (const { timeSliceWindow: slice } of objectives) {
      if (!slice) continue;
      const order = compare(slice.value, window.duration.value);
      if (order < 0) continue;
      report({
        span: slice.span,
        message: {
          what: `A slice is ${slice.value.text}, and the SLO's window ${order === 0 ? "is" : "only"} ${window.duration.value.text}.`,
          why:
            order === 0
              ? "The window holds a single slice: the SLO is at 100 % or at 0 %."
              : "No slice fits into the window: the SLO cannot be measured.",
          todo: "Make the slice shorter, such as 1m or 5m, or the window longer.",
        },
        related: [{ message: "The SLO's window", span: window.duration.span }],
      });
    }
  },
};

function compare(a: Duration, b: Duration): number {
  return durationSeconds(a).compare(durationSeconds(b));
}
