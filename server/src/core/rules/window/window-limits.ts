import { durationSeconds } from "../../math/duration";
import { formatDuration, spokenDuration } from "../../math/format";
import type { Rational } from "../../math/rational";
import { wholeDuration } from "../../math/whole-duration";
import type { SloWindow, WindowLimits } from "../../model/slo";
import { nobl9Example } from "../nobl9-example";
import type { Fix, Message, Rule } from "../rule";
import { consequence } from "../schema/format-of";
import { choice } from "../schema/words";
import { monthMeant } from "./month-meant";

export const rule: Rule = {
  code: "window-limits",
  concern: "window",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary:
      "A window that is longer or shorter than its tool can work with, or in a unit that its kind does not have.",
    why: "Tools keep data for a certain time, so their windows have bounds. Nobl9 takes rolling windows from 5 minutes to 31 days, in minutes, hours and days, and calendar windows up to 366 days, in days and longer units. It refuses the SLO otherwise: four rolling weeks are written as 28 days. Pyrra takes any window and makes its alerts' ranges from it: the shortest is an 8,064th of it, rounded to the minute, which is 0 below 67.2 hours. Prometheus refuses such rules.",
    bad: nobl9Example({ window: "unit: Day\ncount: 90\nisRolling: true" }),
    good: nobl9Example(),
    references: [
      { title: "Nobl9 YAML guide, SLO", url: "https://docs.nobl9.com/yaml-guide/#slo" },
      {
        title: "Pyrra, slo/rules.go (Windows)",
        url: "https://github.com/pyrra-dev/pyrra/blob/main/slo/rules.go",
      },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo" || !object.body.window?.limits) return;
    const { window } = object.body;
    const { limits } = object.body.window;
    const fault = unitFault(window, limits) ?? lengthFault(window, limits);
    if (!fault) return;
    const { what, why, todo, fix } = fault;
    report({
      span: fault.ofUnit && limits.unit ? limits.unit.span : window.duration.span,
      message: { what, why: why ?? consequence(object), todo },
      ...(fix ? { fixes: [fix] } : {}),
    });
  },
};

interface Fault extends Pick<Message, "what" | "todo"> {
  readonly ofUnit?: true;
  /** What follows, where that is not the tool's refusal. */
  readonly why?: string;
  readonly fix?: Fix;
}

function unitFault({ kind, duration }: SloWindow, limits: WindowLimits): Fault | undefined {
  const { unit, units, dayUnit, howToAlign } = limits;
  if (!unit || !units || units.includes(unit.value)) return undefined;
  const days = duration.value.unit === "w" ? duration.value.count * 7 : undefined;
  return {
    ofUnit: true,
    what: `\`${unit.value}\` is no unit of a ${kind} window.`,
    todo:
      days !== undefined && dayUnit !== undefined
        ? `Write ${days} of \`${dayUnit}\`.`
        : `Write ${choice(units)}${howToAlign === undefined ? "" : `, or ${howToAlign}`}.`,
  };
}

function lengthFault(window: SloWindow, { shortest, longest, whenShorter }: WindowLimits): Fault | undefined {
  const { kind, duration } = window;
  const seconds = durationSeconds(duration.value);
  const is = `The ${kind} window is ${spokenDuration(duration.value)} long`;
  if (shortest && seconds.compare(shortest) < 0) {
    const months = daysMeant(window);
    const week = window.inParts ? undefined : { span: duration.span, newText: "7d" };
    const meant = months ?? week;
    return {
      what: `${is}: at least ${spoken(shortest)} is wanted.`,
      ...(whenShorter === undefined ? {} : { why: whenShorter }),
      todo: months
        ? `Did you mean \`${months.newText}\`?`
        : `Write ${spoken(shortest)} or more${week ? ", such as `7d`" : ""}.`,
      ...(meant ? { fix: { title: `Change to \`${meant.newText}\``, safe: false, edits: [meant] } } : {}),
    };
  }
  if (!longest || seconds.compare(longest) <= 0) return undefined;
  return {
    what: `${is}: at most ${spoken(longest)} is wanted.`,
    todo: `Write ${spoken(longest)} or less${kind === "rolling" ? ", or align the window with the calendar" : ""}.`,
  };
}

/** `1m` was to be a month: formats with such bounds write it in days. */
function daysMeant({ duration: { value, span }, inParts }: SloWindow): Fix["edits"][number] | undefined {
  const months = inParts ? undefined : monthMeant(value);
  return months === undefined ? undefined : { span, newText: `${Number.parseInt(months, 10) * 30}d` };
}

const LONGEST_COUNT = 366;

/** "31 days"; "67h 12m" where no one unit says it. */
function spoken(seconds: Rational): string {
  const whole = wholeDuration(seconds);
  return whole && whole.count <= LONGEST_COUNT ? spokenDuration(whole) : formatDuration(seconds, "up");
}
