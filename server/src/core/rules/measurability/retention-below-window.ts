import { durationSeconds } from "../../math/duration";
import { formatDuration, shortDuration } from "../../math/format";
import { measurementFacts } from "../../resolve/measurement";
import type { Rule } from "../rule";
import { judgedWindow, whereStated } from "./basis";
import { factsExample } from "./numeric-example";

export const rule: Rule = {
  code: "retention-below-window",
  alias: "M24",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "retention",
  docs: {
    summary: "A window that is longer than its metrics are kept.",
    why: "An SLO over 30 days from metrics that are kept for 15 counts the last 15 days and forgets the failures before. Prometheus keeps 15 days unless it is told otherwise. It takes a stated retention (`slosmith/retention`); where a long-term store or recorded series answer the query, state how long those are kept. Of a calendar window the longest counts.",
    bad: factsExample("slosmith/retention: 15d"),
    good: factsExample("slosmith/retention: 13w"),
    references: [
      { title: "Prometheus, storage", url: "https://prometheus.io/docs/prometheus/latest/storage/" },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    if (object.body.type !== "slo" || document.yaml.controlLines > 0) return;
    const window = judgedWindow(object.body.window);
    const { retention } = measurementFacts(object, view);
    if (!window || !retention) return;
    const kept = durationSeconds(retention.value);
    if (window.longest.compare(kept) <= 0) return;
    const written = shortDuration(window.declared.duration.value);
    const differs = !window.shortest.equals(window.longest);
    const keptWords = shortDuration(retention.value);
    report({
      span: window.declared.duration.span,
      message: {
        what: `The window is ${written}${differs ? `, up to ${formatDuration(window.longest, "up")}` : ""}; the metrics are kept for ${keptWords}.`,
        why: `Failures are forgotten after ${keptWords}, and the budget comes back while the window still runs.`,
        todo: `Keep them for ${formatDuration(window.longest, "up")} or more, or use a window of ${keptWords} or less.`,
      },
      related: whereStated(retention, "The retention"),
    });
  },
};
