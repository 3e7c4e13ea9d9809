import { type Duration, durationSeconds } from "../../math/duration";
import { spokenDuration } from "../../math/format";
import type { SloWindow, WindowLimits } from "../../model/slo";
import { nobl9Example } from "../nobl9-example";
import type { Message, Rule } from "../rule";
import { consequence } from "../schema/format-of";
import { choice } from "../schema/words";

export const rule: Rule = {
  code: "window-limits",
  concern: "window",
  severity: "error",
  fix: "none",
  docs: {
    summary:
      "A window that is longer or shorter than its tool takes, or in a unit that its kind does not have.",
    why: "Tools keep data for a certain time, so their windows have bounds. Nobl9 takes rolling windows from 5 minutes to 31 days, in minutes, hours and days, and calendar windows up to 366 days, in days and longer units. It refuses the SLO otherwise: four rolling weeks are written as 28 days.",
    bad: nobl9Example({ window: "unit: Day\ncount: 90\nisRolling: true" }),
    good: nobl9Example(),
    references: [{ title: "Nobl9 YAML guide, SLO", url: "https://docs.nobl9.com/yaml-guide/#slo" }],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo" || !object.body.window?.limits) return;
    const { window } = object.body;
    const { limits } = object.body.window;
    const message = unitFault(window, limits) ?? lengthFault(window, limits);
    if (!message) return;
    report({
      span: message.ofUnit && limits.unit ? limits.unit.span : window.duration.span,
      message: { what: message.what, why: consequence(object), todo: message.todo },
    });
  },
};

type Fault = Pick<Message, "what" | "todo"> & { readonly ofUnit?: true };

function unitFault({ kind, duration }: SloWindow, { unit, units }: WindowLimits): Fault | undefined {
  if (!unit || units.includes(unit.value)) return undefined;
  const days = duration.value.unit === "w" ? duration.value.count * 7 : undefined;
  return {
    ofUnit: true,
    what: `\`${unit.value}\` is no unit of a ${kind} window.`,
    todo:
      kind === "rolling" && days !== undefined && units.includes("Day")
        ? `Write ${days} of \`Day\`.`
        : `Write ${choice(units)}${kind === "rolling" ? ", or add `calendar` and set `isRolling: false`" : ""}.`,
  };
}

function lengthFault({ kind, duration }: SloWindow, limits: WindowLimits): Fault | undefined {
  const seconds = durationSeconds(duration.value);
  const { shortest, longest } = limits;
  const says = (bound: Duration, word: string): Fault => ({
    what: `The ${kind} window is ${spokenDuration(duration.value)} long: at ${word} ${spokenDuration(bound)} is wanted.`,
    todo:
      word === "most" && kind === "rolling"
        ? `Write ${spokenDuration(bound)} or less, or align the window with the calendar.`
        : `Write ${spokenDuration(bound)} or ${word === "most" ? "less" : "more"}.`,
  });
  if (shortest && seconds.compare(durationSeconds(shortest)) < 0) return says(shortest, "least");
  return seconds.compare(durationSeconds(longest)) > 0 ? says(longest, "most") : undefined;
}
