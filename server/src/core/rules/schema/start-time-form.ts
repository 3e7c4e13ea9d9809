import { parseStartTime } from "../../math/calendar";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "start-time-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A start of calendar windows that is no date and time.",
    why: "`startTime` is a local date and time, `YYYY-MM-DD HH:MM:SS`, without a zone: `timeZone` says whose clock counts. Tools refuse other forms, and dates that do not exist.",
    bad: sloExample({
      window: "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01\n    timeZone: UTC",
    }),
    good: sloExample({
      window:
        "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: UTC",
    }),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report) {
    for (const { type, node, path } of object.meanings?.values ?? []) {
      if (type !== "start-time" || node.kind !== "scalar" || node.templated) continue;
      if (typeof node.value !== "string" || parseStartTime(node.value)) continue;
      const meant = understood(node.value);
      report({
        span: node.span,
        message: {
          what: `${capital(subject(path))} is ${node.value === "" ? "empty" : `${code(node.value)}: ${fault(node.value)}`}.`,
          why: consequence(object),
          todo: meant
            ? `Did you mean \`${meant.text}\`?`
            : "Write `YYYY-MM-DD HH:MM:SS`, local time without a zone.",
        },
        ...(meant
          ? {
              fixes: [
                {
                  title: `Change to \`${meant.text}\``,
                  safe: meant.safe,
                  edits: [{ span: node.span, newText: meant.text }],
                },
              ],
            }
          : {}),
      });
    }
  },
};

const LOOSE =
  /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s+|[Tt])(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*(Z|z|UTC|GMT|[-+]\d{2}:?\d{2})?\s*$/;

/** The same moment in the form that is wanted. A zone beside it makes it a guess: the clock may be another one. */
function understood(text: string): { text: string; safe: boolean } | undefined {
  const match = LOOSE.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", zone] = match;
  const two = (part: string) => part.padStart(2, "0");
  const written = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
  return parseStartTime(written) ? { text: written, safe: zone === undefined } : undefined;
}

function fault(text: string): string {
  const match = LOOSE.exec(text);
  if (!match) return "a date and a time are wanted";
  if (!understood(text)) return "there is no such day or time";
  if (match[7] !== undefined) return "it names a zone, which belongs in `timeZone`";
  if (match[4] === undefined) return "the time of day is missing";
  if (/[Tt]/.test(text)) return "date and time are parted by a space here, not by `T`";
  return match[6] === undefined ? "the seconds are missing" : "each part has a fixed number of digits";
}
