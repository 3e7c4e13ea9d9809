import { durationSeconds } from "../../math/duration";
import { spokenDuration } from "../../math/format";
import { ratio } from "../../math/rational";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { monthMeant } from "./month-meant";

const DAY = ratio(86_400);

export const rule: Rule = {
  code: "window-too-short",
  alias: "M30",
  concern: "window",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "An SLO window of less than a day, such as `1m` where a month was meant.",
    why: "Units are told apart by letter case: `m` is a minute, `M` a month. OpenSLO's own example of a month is written `1m`, one minute, and every tool takes it as that. A promise over minutes or hours is renewed many times a day, so that one bad moment breaks it and the next minute knows nothing of it. Hours are no slip of the unit, so there it is a remark only. Of a window that its tool cannot work with `window-limits` speaks.",
    bad: sloExample({ window: "- duration: 1m\n  isRolling: true" }),
    good: sloExample({ window: "- duration: 1M\n  isRolling: true" }),
    references: [
      {
        title: "OpenSLO v1, duration shorthand",
        url: "https://github.com/OpenSLO/OpenSLO#duration-shorthand",
      },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo" || !object.body.window) return;
    const { duration, inParts, limits } = object.body.window;
    const { value, span } = duration;
    // What its tool cannot work with is an error, of which `window-limits` speaks.
    if (limits?.shortest && durationSeconds(value).compare(limits.shortest) < 0) return;
    // A unit that is written out is no slip of a letter.
    const months = inParts ? undefined : monthMeant(value);
    if (durationSeconds(value).compare(DAY) >= 0) return;
    // Nobody writes hours by mistake for months: odd, but meant.
    const meant = inParts === true || value.unit === "h";
    report({
      span,
      ...(meant && { severity: "information" as const }),
      message: {
        what: `The window is ${value.text}: ${spokenDuration(value)}.`,
        why:
          months === undefined
            ? "The promise is renewed several times a day, and its error budget with it."
            : `\`m\` is a minute, \`M\` a month: the promise holds for ${spokenDuration(value)} at a time.`,
        todo: months === undefined ? "Windows of 28d or 30d are usual." : `Did you mean \`${months}\`?`,
      },
      ...(months === undefined
        ? {}
        : {
            fixes: [{ title: `Change to \`${months}\``, safe: false, edits: [{ span, newText: months }] }],
          }),
    });
  },
};
