import { canonicalTimeZone, isTimeZone } from "../../math/calendar";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { suggestTimeZone } from "./time-zone-names";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "time-zone-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A time zone that the IANA database does not name.",
    why: "Calendar windows begin and end at midnight somewhere, and clock changes make some of them an hour longer or shorter. Only a name such as `Europe/Berlin` says which changes count. Many tools look the name up as a file, so its letter case counts too.",
    bad: sloExample({
      window:
        "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: Berlin",
    }),
    good: sloExample({
      window:
        "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: Europe/Berlin",
    }),
    references: [{ title: "IANA time zone database", url: "https://www.iana.org/time-zones" }],
  },
  checkObject(object, report) {
    for (const { type, node, path } of object.meanings?.values ?? []) {
      if (type !== "time-zone" || node.kind !== "scalar" || node.templated) continue;
      if (typeof node.value !== "string" || isTimeZone(node.value)) continue;
      const name = node.value;
      const canonical = canonicalTimeZone(name);
      const meant = canonical ?? suggestTimeZone(name);
      report({
        span: node.span,
        message: {
          what:
            name === ""
              ? `${capital(subject(path))} is empty.`
              : `${capital(subject(path))} is ${code(name)}, which the IANA database does not name.`,
          why: consequence(object),
          todo:
            meant === undefined
              ? "Write a name such as `Europe/Berlin` or `UTC`."
              : `Did you mean \`${meant}\`?`,
        },
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safe: canonical !== undefined,
                  edits: [{ span: node.span, newText: meant }],
                },
              ],
            }),
      });
    }
  },
};
