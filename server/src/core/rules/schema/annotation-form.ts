import { isIsoDate, isTimeZone } from "../../math/calendar";
import { parseDuration, parseFineDuration } from "../../math/duration";
import type { Located } from "../../model/located";
import {
  commaParts,
  parseBuckets,
  parseDependencies,
  parsePositive,
  readWord,
} from "../../model/measurement";
import type { Tag } from "../../model/tag";
import { partSpan } from "../../resolve/dependencies";
import { annotationsIn } from "../../resolve/facts";
import { type AnnotationDoc, annotationDoc, annotationKeys } from "../../schema/annotations";
import { nearest } from "../../text/nearest";
import type { Reporter, Rule } from "../rule";
import { choice, code } from "./words";

const PREFIX = "slosmith/";

const example = (annotation: string) => `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  annotations:
    ${annotation}
spec:
  description: Takes a filled cart to a paid order.
`;

export const rule: Rule = {
  code: "annotation-form",
  concern: "schema",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "An annotation under `slosmith/` that SLOsmith does not know or cannot read.",
    why: "Annotations say what no SLO format has a field for: the tier, the traffic, the owner. One with a mistyped key, or a value that cannot be read, says nothing, and what rests on it (budgets in events, the tier's checks) is silently left out.",
    bad: example('slosmith/events-per-day: "many"'),
    good: example('slosmith/events-per-day: "1200000"'),
    references: [],
  },
  checkObject(object, report) {
    for (const tag of annotationsIn(object)) {
      if (!tag.key.startsWith(PREFIX)) continue;
      const doc = annotationDoc(tag.key);
      if (doc) checkValue(tag, doc, report);
      else reportUnknown(tag, annotationsIn(object), report);
    }
  },
};

function reportUnknown(tag: Tag, beside: readonly Tag[], report: Reporter): void {
  const meant = nearest(tag.key, annotationKeys);
  // Beside one that stands here already, a change of the key would make two.
  const isFree = !beside.some(({ key }) => key === meant);
  report({
    span: tag.keySpan,
    message: {
      what: `${code(tag.key)} is not an annotation that SLOsmith knows.`,
      why: "Nothing reads it, so what it is to say is lost.",
      todo:
        meant === undefined ? `Known are ${choice(annotationKeys, "and")}.` : `Did you mean ${code(meant)}?`,
    },
    ...(meant === undefined || !isFree
      ? {}
      : {
          fixes: [
            { title: `Change to \`${meant}\``, safe: false, edits: [{ span: tag.keySpan, newText: meant }] },
          ],
        }),
  });
}

/** Whether a text is of the annotation's type, and how to say what is wanted. Other types are free text. */
const FORMS: Readonly<Record<string, { wanted: string; holds: (text: string) => boolean }>> = {
  "positive-number": { wanted: "a number above 0", holds: (text) => parsePositive(text) !== undefined },
  date: { wanted: "a date that there is, as YYYY-MM-DD,", holds: isIsoDate },
  "time-zone": { wanted: "a time zone by its IANA name", holds: isTimeZone },
  duration: { wanted: "a duration such as 28d", holds: (text) => parseDuration(text).ok },
  "fine-duration": { wanted: "a duration such as 15s", holds: (text) => parseFineDuration(text).ok },
  names: { wanted: "a name, or several separated by commas,", holds: (text) => commaParts(text).length > 0 },
  "dependency-targets": {
    wanted: "a list of `name=percent` with percents from 0 to below 100",
    holds: (text) => parseDependencies(text) !== undefined,
  },
  numbers: {
    wanted: "a list of numbers, each above the one before,",
    holds: (text) => parseBuckets(text) !== undefined,
  },
};

function checkValue(tag: Tag, doc: AnnotationDoc, report: Reporter): void {
  const value = tag.values[0];
  if (!value) return;
  if (doc.type === "words") {
    checkWords(tag, value, doc, report);
    return;
  }
  const form = FORMS[doc.type];
  const named = doc.enum === undefined || readWord(value.value, doc.enum) !== undefined;
  if (named && (form?.holds(value.value) ?? true)) return;
  const wanted = doc.enum ? choice(doc.enum) : (form?.wanted ?? "something else");
  const date = doc.type === "date" ? dateIn(value.value) : undefined;
  report({
    span: value.span,
    message: {
      what: `${code(tag.key)} is ${code(value.value)}: ${wanted} is wanted.`,
      why: "It cannot be read, so nothing is judged by it.",
      todo:
        date === undefined
          ? `Write something like ${code(doc.examples[0] ?? "")}.`
          : `Did you mean ${code(date)}?`,
    },
    ...(date === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to \`${date}\``,
              safe: false,
              edits: [{ span: value.span, newText: JSON.stringify(date) }],
            },
          ],
        }),
  });
}

const LOOSE_DATE = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt\s].*)?$/;

/** The date in a text that has it year, month, day, with other signs between or a time of day behind it. */
function dateIn(text: string): string | undefined {
  const [, year = "", month = "", day = ""] = LOOSE_DATE.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isIsoDate(date) ? date : undefined;
}

/** A list of words: each that is none of the known ones is spoken of where it stands. */
function checkWords(tag: Tag, value: Located<string>, doc: AnnotationDoc, report: Reporter): void {
  const known = doc.enum ?? [];
  const parts = commaParts(value.value);
  if (parts.length === 0) {
    report({
      span: value.span,
      message: {
        what: `${code(tag.key)} names nobody.`,
        why: "Nothing is judged by it.",
        todo: `Write ${choice(known)}, or several separated by commas.`,
      },
    });
  }
  for (const part of parts) {
    if (known.includes(part.text)) continue;
    const meant = readWord(part.text, known) ?? nearest(part.text.toLowerCase(), known);
    const span = partSpan(value, part);
    report({
      span,
      message: {
        what: `${code(tag.key)} names ${code(part.text)}, which SLOsmith does not know.`,
        why: "Nothing is judged by it.",
        todo: meant === undefined ? `Known are ${choice(known, "and")}.` : `Did you mean ${code(meant)}?`,
      },
      ...(meant === undefined || span.end - span.start !== part.text.length
        ? {}
        : { fixes: [{ title: `Change to \`${meant}\``, safe: false, edits: [{ span, newText: meant }] }] }),
    });
  }
}
