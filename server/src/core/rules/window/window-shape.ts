import { given, itemSpan } from "../../model/form";
import { readBoolean } from "../../model/located";
import type { Slo } from "../../model/slo";
import { fieldsOf } from "../../model/slo-fields";
import { pairOf, type YamlMap, type YamlPair } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import { removePair } from "../removal";
import type { Fix, Report, Rule } from "../rule";

export const rule: Rule = {
  code: "window-shape",
  concern: "window",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A rolling window with a `calendar`, or a calendar window without one.",
    why: "A rolling window always ends now and has no start. A calendar window begins anew at fixed dates, which only `calendar` can name. OpenSLO's checker refuses each with the other's fields. It reads a missing `isRolling` as false: a window with nothing but a duration is refused too.",
    bad: sloExample({ window: "- duration: 28d" }),
    good: sloExample({ window: "- duration: 28d\n  isRolling: true" }),
    references: [{ title: "OpenSLO v1, time window", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    // In a template's branches the two kinds of window may be alternatives.
    if (object.body.type !== "slo" || document.yaml.controlLines > 0) return;
    const { lenient } = fieldsOf(object.body);
    for (const item of windowsOf(object.body)) {
      const finding = judge(item, !object.partial, document.yaml.text, lenient);
      if (finding) report(finding);
    }
  },
};

function windowsOf({ form, windowForm }: Slo): readonly YamlMap[] {
  if (windowForm) return [windowForm.map];
  const windows = given(form?.map, "timeWindow")?.value;
  return windows?.kind === "seq" ? windows.items.filter((item) => item.kind === "map") : [];
}

function judge(item: YamlMap, whole: boolean, text: string, lenient: string | undefined): Report | undefined {
  const stated = given(item, "isRolling");
  const calendar = given(item, "calendar");
  const rolling = stated ? readBoolean(stated.value)?.value : false;
  if (rolling === undefined) return undefined;
  if (rolling && stated && calendar) return calendarOfRolling(item, stated, calendar, text);
  if (rolling || calendar || !whole || item.open) return undefined;
  const span = itemSpan(item);
  return {
    span,
    ...(stated || lenient === undefined ? {} : { severity: "information" as const }),
    message: {
      what: stated
        ? "`isRolling` is false, and there is no `calendar`."
        : "`isRolling` is not given, which counts as false, and there is no `calendar`.",
      why:
        stated || lenient === undefined
          ? "Tools refuse it: a window that is not rolling begins at fixed dates, and nothing names them."
          : `OpenSLO's own checker refuses the document; ${lenient} takes every window for a rolling one.`,
      todo: "Set `isRolling: true`, or add `calendar` with `startTime` and `timeZone`.",
    },
    fixes: rollingFixes(item, stated, text),
  };
}

function calendarOfRolling(item: YamlMap, stated: YamlPair, calendar: YamlPair, text: string): Report {
  const edit = removePair(text, item, calendar);
  const dated = calendar.value.kind === "map" && given(calendar.value, "startTime") !== undefined;
  return {
    // As with a window that lacks its calendar, the window as a whole is wrong: either key may be the slip.
    span: itemSpan(item),
    message: {
      what: "A rolling window has a `calendar`.",
      why: "Tools refuse it: a rolling window always ends now and begins at no fixed date.",
      todo: `Remove \`calendar\`${dated ? ", or set `isRolling: false` if the budget is to be whole again at each start" : ""}.`,
    },
    related: [stated, calendar].map(({ key }) => ({ message: `\`${key.source}\``, span: key.span })),
    ...(edit ? { fixes: [{ title: "Remove `calendar`", safe: false, edits: [edit] }] } : {}),
  };
}

function rollingFixes(item: YamlMap, stated: YamlPair | undefined, text: string): Fix[] {
  const title = "Set `isRolling: true`";
  if (stated) {
    return [{ title, safe: false, edits: [{ span: stated.value.span, newText: "true" }] }];
  }
  const first = item.pairs[0]?.key.span.start;
  const flow = text[item.span.start] === "{";
  if (first === undefined || first < item.span.start || pairOf(item, "isRolling")) return [];
  const column = first - (text.lastIndexOf("\n", first - 1) + 1);
  const newText = flow ? "isRolling: true, " : `isRolling: true\n${" ".repeat(column)}`;
  return [{ title, safe: false, edits: [{ span: { start: first, end: first }, newText }] }];
}
