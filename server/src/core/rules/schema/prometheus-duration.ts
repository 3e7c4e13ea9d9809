import { mendedDuration, readDuration } from "../../promql/literals";
import type { Rule } from "../rule";
import { alertWindowsExample } from "../sloth-example";
import { consequence } from "./format-of";
import { isBroken } from "./refusals";
import { capital, code, subject } from "./words";

export const rule: Rule = {
  code: "prometheus-duration",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A length of time that Prometheus does not read, or none at all.",
    why: "Formats around Prometheus write times as it does: whole numbers with the units `y`, `w`, `d`, `h`, `m`, `s` and `ms`, from large to small (`1h30m`). `M` is no unit, and a fraction neither. A window of 0 has no burn rate: Sloth refuses it.",
    bad: alertWindowsExample({ longWindow: "1.5h" }),
    good: alertWindowsExample({ longWindow: "90m" }),
    references: [
      {
        title: "Prometheus, time durations",
        url: "https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations",
      },
    ],
  },
  checkObject(object, report, document) {
    for (const { type, node, path } of object.meanings?.values ?? []) {
      if (type !== "prometheus-duration" || node.kind !== "scalar") continue;
      if (node.templated || node.missing) continue;
      const written = typeof node.value === "number" ? node.source : node.value;
      // Of nothing and of a truth value other rules speak.
      if (typeof written !== "string" || written === "") continue;
      if (isBroken(node, document)) continue;
      const reading = readDuration(written);
      const zero = reading.kind === "ok" && reading.seconds.compare(0) === 0;
      if (reading.kind === "ok" && !zero) continue;
      const meant = zero ? undefined : mendedDuration(written);
      report({
        span: node.span,
        message: {
          what: zero
            ? `${capital(subject(path))} is ${code(written)}: no time at all.`
            : `${capital(subject(path))} is ${code(written)}, which is no length of time${typeof node.value === "number" ? ": it has no unit" : ""}.`,
          why: consequence(object),
          todo:
            meant === undefined
              ? "Write whole numbers with units, such as `30m` or `1h30m`."
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
