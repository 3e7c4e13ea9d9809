import type { SpecDocument } from "../../dialects/spec-document";
import {
  type DurationFault,
  type DurationRefusal,
  parseDuration,
  parseFineDuration,
} from "../../math/duration";
import type { SpecObject } from "../../model/spec-object";
import type { MeaningfulValue } from "../../schema/property";
import type { YamlScalar } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Message, Report, Rule } from "../rule";
import { consequence } from "./format-of";
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
  const refused = refusal(node, fine);
  if (!refused || isNoTime(value, node)) return undefined;
  const minutes = asMinutes(value, node);
  const hint = minutes ?? refused.hint;
  const message: Message = {
    what: `${capital(subject(value.path))} is ${fault(refused, node)}.`,
    why:
      minutes === undefined
        ? consequence(object)
        : "The written spec reads it as minutes; OpenSLO's own checker refuses it.",
    todo:
      hint === undefined
        ? `Write a whole number and a unit: ${units(fine)}.`
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

function units(fine: boolean): string {
  const rest = "m minutes, h hours, d days, w weeks, M months, Q quarters, Y years";
  return fine ? `ms milliseconds, s seconds, ${rest}` : rest;
}

/** Only spaces, or the unit's letter case where no other unit has that letter, are out of place. */
function isPlain(text: string, hint: string): boolean {
  return text.replaceAll(/\s/g, "").toLowerCase() === hint.toLowerCase();
}

function isBroken(node: YamlScalar, document: SpecDocument): boolean {
  return document.yaml.faults.some(({ span }) => span.start <= node.span.end && node.span.start <= span.end);
}
