import type { Duration } from "../../math/duration";
import type { AlertWindow } from "../../model/alert-windows";
import type { Located } from "../../model/located";
import type { Report, Rule } from "../rule";
import { alertWindowsExample } from "../sloth-example";
import { compareDurations } from "../tier/words";

export const rule: Rule = {
  code: "alert-window-order",
  concern: "alert",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A short alert window that is not shorter than the long one, or a long one beyond the period.",
    why: "An alert of two windows fires when both burn. The long one decides when it comes; the short one ends it soon after recovery. As long as the long one it does nothing, and a longer one delays the alert. A long window beyond the period counts failures that the SLO has forgotten. Sloth accepts all of these.",
    bad: alertWindowsExample({ shortWindow: "2h" }),
    good: alertWindowsExample({ shortWindow: "5m" }),
    references: [
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "alertWindows") return;
    const { period, windows } = object.body;
    for (const window of windows) {
      const order = shortTooLong(window);
      if (order) report(order);
      const { longWindow } = window;
      if (!period || !longWindow || compareDurations(longWindow.value, period.value) <= 0) continue;
      report({
        span: longWindow.span,
        message: {
          what: `The long window is ${longWindow.value.text}, and the period only ${period.value.text}.`,
          why: "The alert counts failures that the SLO no longer counts.",
          todo: "Use a long window of a part of the period.",
        },
        related: [{ message: "The period", span: period.span }],
      });
    }
  },
};

/** Two windows of different lengths were most likely written in each other's place. */
function exchanged(long: Located<Duration>, short: Located<Duration>): Pick<Report, "fixes"> {
  if (compareDurations(short.value, long.value) === 0) return {};
  const edits = [
    { span: short.span, newText: long.value.text },
    { span: long.span, newText: short.value.text },
  ];
  return { fixes: [{ title: "Exchange the two windows", safe: false, edits }] };
}

function shortTooLong({ longWindow, shortWindow }: AlertWindow): Report | undefined {
  if (!longWindow || !shortWindow || compareDurations(shortWindow.value, longWindow.value) < 0)
    return undefined;
  return {
    span: shortWindow.span,
    message: {
      what: `The short window is ${shortWindow.value.text}, the long one ${longWindow.value.text}.`,
      why: "The short one is to end the alert soon after recovery; this one does not.",
      todo: "Use about a twelfth of the long window.",
    },
    ...exchanged(longWindow, shortWindow),
    related: [{ message: "The long window", span: longWindow.span }],
  };
}
