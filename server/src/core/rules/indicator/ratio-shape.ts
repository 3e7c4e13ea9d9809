import { absencePlace, type Form, formAt, given } from "../../model/form";
import type { YamlPair } from "../../yaml/node";
import { indent, metric, sliExample } from "../openslo-example";
import { removePair } from "../removal";
import type { Message, Report, Rule } from "../rule";
import { slisOf } from "./slis";

const GOOD = indent(metric("good", 'shop_answers{verdict="right"}'), 2);
const TOTAL = indent(metric("total", "shop_answers"), 2);

export const rule: Rule = {
  code: "ratio-shape",
  concern: "indicator",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "Fields of `ratioMetric` that do not belong together, or one that is missing.",
    why: "A ratio is `total` with exactly one of `good` and `bad`, or a ready-made `raw` ratio with `rawType`. OpenSLO's checker refuses anything else, since it is not clear what would be divided by what. A `rawType` without `raw` is ignored.",
    bad: sliExample(`ratioMetric:\n${GOOD}`),
    good: sliExample(`ratioMetric:\n${GOOD}\n${TOTAL}`),
    references: [{ title: "OpenSLO v1, SLI", url: "https://github.com/OpenSLO/OpenSLO#sli" }],
  },
  checkObject(object, report, document) {
    // In a template's branches fields may be alternatives, and where the YAML is broken some may be missing.
    if (document.yaml.controlLines > 0) return;
    for (const sli of slisOf(object)) {
      const form = formAt(sli.form?.map, "ratioMetric");
      const whole = !object.partial && !form?.map.open;
      if (form) for (const finding of judge(form, whole, document.yaml.text)) report(finding);
    }
  },
};

/** All that is wrong with the fields of one `ratioMetric`; with what is missing only where it is `whole`. */
function judge(form: Form, whole: boolean, text: string): Report[] {
  const raw = given(form.map, "raw");
  const rawType = given(form.map, "rawType");
  const events = ["good", "bad", "total"].flatMap((key) => given(form.map, key) ?? []);
  if (raw) return judgeRaw(form, raw, events, whole && !rawType);
  const reports = judgeEvents(form, events, whole);
  return rawType && whole ? [...reports, uselessRawType(form, rawType, text)] : reports;
}

function judgeRaw(form: Form, raw: YamlPair, events: readonly YamlPair[], lacksType: boolean): Report[] {
  const reports: Report[] = [];
  if (events.length > 0) {
    reports.push({
      span: form.span,
      message: {
        what: `\`raw\` stands beside ${names(events)}.`,
        why: "Tools refuse it: `raw` is a ready-made ratio, the others are counts that make one.",
        todo: "Keep `raw` with `rawType`, or `total` with `good` or `bad`.",
      },
      related: [raw, ...events].map((pair) => ({ message: `\`${pair.key.source}\``, span: pair.key.span })),
    });
  }
  if (lacksType) {
    reports.push({
      span: absencePlace(form, ["rawType"]),
      message: {
        what: "`raw` has no `rawType`.",
        why: "Tools refuse it: nothing says whether 1 means that all is well or that all has failed.",
        todo: "Add `rawType: success` if the query returns the share of good events, else `rawType: failure`.",
      },
      related: [{ message: "`raw`", span: raw.key.span }],
    });
  }
  return reports;
}

function judgeEvents(form: Form, events: readonly YamlPair[], whole: boolean): Report[] {
  const reports: Report[] = [];
  const has = (key: string) => events.some((pair) => pair.key.source === key);
  const say = (message: Message) => reports.push({ span: form.span, message });
  if (has("good") && has("bad")) {
    reports.push({
      span: form.span,
      message: {
        what: "`good` and `bad` are both given.",
        why: "Tools refuse it: either of them with `total` says all, and the two may disagree.",
        todo: "Keep one of the two.",
      },
      related: events
        .filter((pair) => pair.key.source !== "total")
        .map((pair) => ({ message: `\`${pair.key.source}\``, span: pair.key.span })),
    });
  }
  if (!whole) return reports;
  if (events.length === 0) {
    say({
      what: "`ratioMetric` has no metric.",
      why: "Tools refuse it: there is nothing to divide.",
      todo: "Add `total` with `good` or `bad`, or `raw` with `rawType`.",
    });
  } else if (!has("total")) {
    say({
      what: `${names(events)} ${events.length === 1 ? "has" : "have"} no \`total\` to be divided by.`,
      why: "Tools refuse it: a count alone is no ratio.",
      todo: "Add `total`, the query that counts all events. A ready-made ratio belongs under `raw`.",
    });
  } else if (!has("good") && !has("bad")) {
    say({
      what: "`total` stands alone.",
      why: "Tools refuse it: nothing says which of all events went well.",
      todo: "Add `good` or `bad`.",
    });
  }
  return reports;
}

function uselessRawType(form: Form, rawType: YamlPair, text: string): Report {
  const edit = removePair(text, form.map, rawType);
  return {
    span: rawType.key.span,
    severity: "warning",
    message: {
      what: "`rawType` without `raw` has no effect.",
      why: "Tools ignore it: it says what a ready-made ratio means, and there is none.",
      todo: "Remove it, or add `raw`.",
    },
    ...(edit ? { fixes: [{ title: "Remove `rawType`", safe: false, edits: [edit] }] } : {}),
  };
}

function names(pairs: readonly YamlPair[]): string {
  const all = pairs.map((pair) => `\`${pair.key.source}\``);
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}
