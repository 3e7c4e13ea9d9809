import type { Duration } from "../../math/duration";
import { durationSeconds } from "../../math/duration";
import { formatDuration, spokenDuration } from "../../math/format";
import { ratio } from "../../math/rational";
import type { Located } from "../../model/located";
import type { SloWindow } from "../../model/slo";
import { sloExample } from "../openslo-example";
import type { Report, Rule } from "../rule";
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
    why: "Units are told apart by letter case: `m` is a minute, `M` a month. OpenSLO's own example of a month is written `1m`, one minute, and every tool takes it as that. A promise over minutes or hours is renewed many times a day, so that one bad moment breaks it and the next minute knows nothing of it. Hours are no slip of the unit, so there it is a remark only. Where the format's tool makes alerts from the window it is an error below what it can work with: Pyrra's shortest look back is an 8,064th of the window rounded to the minute, 0 below 67.2 hours, and Prometheus refuses such rules.",
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
    const { duration, inParts } = object.body.window;
    const { value, span } = duration;
    const { shortest } = object.body.window;
    // A unit that is written out is no slip of a letter.
    const months = inParts ? undefined : monthMeant(value);
    if (shortest && durationSeconds(value).compare(shortest.seconds) < 0) {
      report(belowTool(duration, shortest, months));
      return;
    }
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

/** A window that the format's own tool can make no rules of. */
function belowTool(
  { value, span }: Located<Duration>,
  { seconds, consequence }: NonNullable<SloWindow["shortest"]>,
  months: string | undefined,
): Report {
  // Such formats write months in days.
  const days = months === undefined ? undefined : `${Number.parseInt(months, 10) * 30}d`;
  return {
    span,
    severity: "error",
    message: {
      what: `The window is ${value.text}: ${spokenDuration(value)}.`,
      why: consequence,
      todo: `Windows have to be at least ${formatDuration(seconds, "up")}${days === undefined ? "; 7d and 28d are usual." : `. Did you mean \`${days}\`?`}`,
    },
    ...(days === undefined
      ? {}
      : { fixes: [{ title: `Change to \`${days}\``, safe: false, edits: [{ span, newText: days }] }] }),
  };
}
