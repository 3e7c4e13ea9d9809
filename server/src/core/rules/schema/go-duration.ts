import { formatDuration } from "../../math/format";
import { mendedGoDuration, readGoDuration } from "../../math/go-duration";
import type { Rational } from "../../math/rational";
import type { JsonSchema } from "../../schema/property";
import { nobl9Policy } from "../nobl9-example";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { isBroken } from "./refusals";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "go-duration",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A length of time that Go does not read, or one that its field does not take.",
    why: "Tools that are written in Go often read times as Go writes them: numbers with the units `h`, `m`, `s` and `ms`, from large to small (`1h30m`, `1.5h`). `d` and `w` are no units: two days are `48h`. Nobl9 reads its alert windows so, and takes whole minutes from `5m` to `168h` there.",
    bad: nobl9Policy(["measurement: averageBurnRate\nvalue: 1\nalertingWindow: 2d"]),
    good: nobl9Policy(["measurement: averageBurnRate\nvalue: 1\nalertingWindow: 48h"]),
    references: [
      { title: "Go, time.ParseDuration", url: "https://pkg.go.dev/time#ParseDuration" },
      { title: "Nobl9 YAML guide, AlertPolicy", url: "https://docs.nobl9.com/yaml-guide/#alertpolicy" },
    ],
  },
  checkObject(object, report, document) {
    for (const { type, node, path, schema } of object.meanings?.values ?? []) {
      if (type !== "go-duration" || node.kind !== "scalar") continue;
      // Of a number without a unit the rule on types speaks.
      if (node.templated || node.missing || typeof node.value !== "string" || node.value === "") continue;
      if (isBroken(node, document)) continue;
      const seconds = readGoDuration(node.value);
      const meant = seconds ? undefined : mendedGoDuration(node.value);
      const out = seconds && beyond(seconds, schema);
      if (seconds && out === undefined) continue;
      report({
        span: node.span,
        message: {
          what: `${capital(subject(path))} is ${code(node.value)}${seconds ? `: ${out} is wanted` : ", which is no length of time to Go"}.`,
          why: consequence(object),
          todo:
            meant === undefined
              ? `Write numbers with the units h, m and s, ${example(schema)}.`
              : `Did you mean ${code(meant)}?`,
        },
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                { title: `Change to ${meant}`, safe: false, edits: [{ span: node.span, newText: meant }] },
              ],
            }),
      });
    }
  },
};

function example(schema: JsonSchema): string {
  const first = schema.examples?.[0];
  return `such as ${code(typeof first === "string" ? first : "1h30m")}`;
}

/** What a length of time should be and is not: "at least 5 minutes". */
function beyond(seconds: Rational, schema: JsonSchema): string | undefined {
  const notes = schema["x-slosmith"];
  const bound = (text: string | undefined) => (text === undefined ? undefined : readGoDuration(text));
  const shortest = bound(notes?.shortest);
  const above = bound(notes?.above);
  const longest = bound(notes?.longest);
  const whole = bound(notes?.whole);
  if (shortest && seconds.compare(shortest) < 0) {
    return shortest.n === 0n ? "no time below 0" : `at least ${formatDuration(shortest)}`;
  }
  if (above && seconds.compare(above) <= 0) {
    return above.n === 0n ? "a time above 0" : `more than ${formatDuration(above)}`;
  }
  if (longest && seconds.compare(longest) > 0) return `at most ${formatDuration(longest)}`;
  if (whole && seconds.div(whole).d !== 1n) return `a multiple of ${formatDuration(whole)}`;
  return undefined;
}
