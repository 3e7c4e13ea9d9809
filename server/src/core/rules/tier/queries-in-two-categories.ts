import { objectSpan, type SpecObject } from "../../model/spec-object";
import { type CategoryReading, categoryOf } from "../../resolve/category";
import { sliOf } from "../../resolve/indicator";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { serviceExample, sloExample, stream } from "./example";
import { TIERS_PAGE } from "./references";

const availability = sloExample({ annotations: "slosmith/category: availability" });
const answers = (good?: string, total?: string) =>
  sloExample({
    name: "search-right-answers",
    annotations: "slosmith/category: errorRate",
    ...(good && total ? { good, total } : {}),
  });

export const rule: Rule = {
  code: "queries-in-two-categories",
  alias: "TS15",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "Two SLOs of a service that count the same events under different categories.",
    why: "Each category has a budget of its own, so that one can be spent while the others are not. When two of them ask the same queries, every failure is paid for twice, and a tier seems to be kept whose second category nobody measures.",
    bad: stream(serviceExample(), availability, answers()),
    good: stream(
      serviceExample(),
      availability,
      answers('sum(rum_searches_total{result="as_asked"})', "sum(rum_searches_total)"),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const service = object.body.type === "slo" ? object.body.service?.value : undefined;
    const own = service === undefined ? undefined : measured(object, view);
    if (service === undefined || !own) return;
    for (const other of view.slosOfService(service)) {
      // Each pair is told once, on the later of the two.
      if (other.object === object) return;
      const theirs = measured(other.object, view);
      if (!theirs || theirs.asks !== own.asks || theirs.reading.category === own.reading.category) continue;
      if (!theirs.reading.stated && !own.reading.stated) continue;
      report({
        span: objectSpan(object),
        message: {
          what: `This SLO (${own.reading.category}) asks the same queries as \`${other.object.name?.value ?? "another"}\` (${theirs.reading.category}).`,
          why: "Every failure spends both budgets.",
          todo: "Measure what only this category is about, or keep one of the two SLOs.",
        },
        related: [{ message: "The other SLO.", span: objectSpan(other.object), document: other.document }],
      });
      return;
    }
  },
};

interface Measured {
  readonly reading: CategoryReading;
  /** The queries in one text, so that two SLOs can be compared. */
  readonly asks: string;
}

function measured(object: SpecObject, view: WorkspaceView): Measured | undefined {
  if (object.body.type !== "slo") return undefined;
  const reading = categoryOf(object, view);
  const metrics = sliOf(object.body.indicator, view)?.sli.metrics ?? [];
  if (!reading || metrics.length < 2) return undefined;
  const parts: string[] = [];
  for (const { role, query } of metrics) {
    if (!query || query.missing || query.templated) return undefined;
    parts.push(`${role}: ${String(query.value).replaceAll(/\s+/g, "")}`);
  }
  return { reading, asks: parts.sort().join("\n") };
}
