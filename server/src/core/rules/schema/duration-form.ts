import {
  type Duration,
  type DurationFault,
  type DurationRefusal,
  durationSeconds,
  parseDuration,
  parseFineDuration,
} from "../../math/duration";
import { wholeDuration } from "../../math/whole-duration";
import type { SpecObject } from "../../model/spec-object";
import type { MeaningfulValue } from "../../schema/property";
import type { YamlScalar } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Message, Report, Rule } from "../rule";
import { consequence } from "./format-of";
import { isBroken } from "./refusals";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "duration-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A duration that is not a whole number and a unit.",
    why: "Durations are a whole number above 0 and one unit, and letter case counts: m minutes, h hours, d days, w weeks, M months, Q quarters, Y years. `1m` is one minute and `1M` one month. OpenSLO has no seconds. Its text lets `timeSliceWindow` be a bare number of minutes, which its own checker refuses: that is a warning.",
    bad: sloExample({ window: "- duration: 1mo\n  isRolling: true" }),
    good: sloExample({ window: "- duration: 1M\n  isRolling: true" }),
    references: [
      {
        title: "OpenSLO v1, duration shorthand",
        url: "https://github.com/OpenSLO/OpenSLO#duration-shorthand",
      },
    ],
  },
  checkObject(object, report, document) {
    for (const value of object.meanings?.values ?? []) {
      if (value.type !== "duration" && value.type !== "fine-duration") continue;
      const { node } = value;
      if (node.kind !== "scalar" || node.templated || node.value === null) continue;
      if (isBroken(node, document)) continue;
      const judgement = judge(value, node, object);
      if (judgement) report(judgement);
    }
  },
};

function judge(value: MeaningfulValue, node: YamlScalar, object: SpecObject): Report | undefined {
  const fine = value.type === "fine-duration";
  const allowed = value.schema["x-slosmith"]?.units ?? ALL_UNITS;
  const unfit = fine
    ? undefined
    : unfitUnit(typeof node.value === "string" ? node.value : node.source, allowed);
  if (unfit) return ofOtherUnit(value, node, unfit, allowed, consequence(object));
  const refused = refusal(node, fine);
  if (!refused || isNoTime(value, node)) return undefined;
  const minutes = asMinutes(value, node);
  const hint = fitting(minutes ?? refused.hint, allowed);
  const message: Message = {
    what: `${capital(subject(value.path))} is ${fault(refused, node)}.`,
    why:
      minutes === undefined
        ? consequence(object)
        : "The written spec reads it as minutes; OpenSLO's own checker refuses it.",
    todo:
      hint === undefined
        ? `Write a whole number and a unit: ${units(fine, allowed)}.`
        : proposal(hint, refused.reason),
  };
  return {
    span: node.span,
    message,
    ...(minutes === undefined ? {} : { severity: "warning" as const }),
    ...(hint === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to ${hint}`,
              safe: minutes !== undefined || isPlain(node.source, hint),
              edits: [{ span: node.span, newText: hint }],
            },
          ],
        }),
  };
}

/** A duration that is sound but for its unit, which this format does not take. */
function unfitUnit(text: string, allowed: string): Duration | undefined {
  const parsed = parseDuration(text);
  return parsed.ok && !allowed.includes(parsed.duration.unit) ? parsed.duration : undefined;
}

/** A proposal in units that this format takes: a month as the 30 days that go-sdk takes it for. */
function fitting(hint: string | undefined, allowed: string): string | undefined {
  const unfit = hint === undefined ? undefined : unfitUnit(hint, allowed);
  return unfit ? wholeDuration(durationSeconds(unfit))?.text : hint;
}

function ofOtherUnit(
  value: MeaningfulValue,
  node: YamlScalar,
  unfit: Duration,
  allowed: string,
  why: string,
): Report {
  const meant = fitting(unfit.text, allowed);
  return {
    span: node.span,
    message: {
      what: `${capital(subject(value.path))} is ${code(node.source)}, and this format has no unit \`${unfit.unit}\`.`,
      why,
      todo: meant === undefined ? `Write ${units(false, allowed)}.` : `${meant} is about as long.`,
    },
    ...(meant === undefined
      ? {}
      : {
          fixes: [{ title: `Change to ${meant}`, safe: false, edits: [{ span: node.span, newText: meant }] }],
        }),
  };
}

function refusal(node: YamlScalar, fine: boolean): DurationRefusal | undefined {
  const text = typeof node.value === "string" ? node.value : node.source;
  const parsed = fine ? parseFineDuration(text) : parseDuration(text);
  return parsed.ok ? undefined : parsed;
}

/** `0m`, where a field's own default is no time at all: `alertAfter`. */
function isNoTime({ schema }: MeaningfulValue, node: YamlScalar): boolean {
  return typeof schema.default === "string" && /^0/.test(schema.default) && /^0+[mhdwMQY]$/.test(node.source);
}

function fault({ reason }: DurationRefusal, node: YamlScalar): string {
  return node.source === "" ? "empty" : `${code(node.source)}: ${REASONS[reason](node.source)}`;
}

/** A bare number of minutes, where OpenSLO's text allows one. */
function asMinutes(value: MeaningfulValue, node: YamlScalar): string | undefined {
  if (!value.schema.type?.includes("number") || typeof node.value !== "number") return undefined;
  return Number.isSafeInteger(node.value) && node.value > 0 ? `${node.value}m` : undefined;
}

const REASONS: Readonly<Record<DurationFault, (text: string) => string>> = {
  empty: () => "a whole number and a unit are wanted",
  "no-unit": () => "its unit is missing",
  "unknown-unit": (text) => `\`${unitOf(text)}\` is no unit`,
  seconds: () => "seconds are too fine for this field",
  "not-positive": () => "it has to be above 0",
  "not-integer": () => "it has to be a whole number",
  compound: () => "it has to be one number and one unit",
  "too-large": () => "the number is too large",
  malformed: () => "a whole number and a unit are wanted",
};

function unitOf(text: string): string {
  return text
    .replace(/^[\s\d.+-]+/, "")
    .trim()
    .slice(0, 20)
    .replaceAll("`", "'");
}

function proposal(hint: string, reason: DurationFault): string {
  const confused = hint.endsWith("M") || (hint.endsWith("m") && reason === "unknown-unit");
  const note = confused ? " M is a month, m a minute." : "";
  return `Did you mean ${hint}?${note}`;
}

const UNIT_NAMES = ["minutes", "hours", "days", "weeks", "Months", "Quarters", "Years"];
const ALL_UNITS = UNIT_NAMES.map((name) => name.charAt(0)).join("");

function units(fine: boolean, allowed: string): string {
  const names = UNIT_NAMES.filter((name) => allowed.includes(name.charAt(0)));
  const rest = names.map((name) => `${name.charAt(0)} ${name.toLowerCase()}`).join(", ");
  return fine ? `ms milliseconds, s seconds, ${rest}` : rest;
}

/** Only spaces, or the unit's letter case where no other unit has that letter, are out of place. */
function isPlain(text: string, hint: string): boolean {
  return text.replaceAll(/\s/g, "").toLowerCase() === hint.toLowerCase();
}
