import { annotation, label, objectSpan, type SpecObject } from "../../model/spec-object";
import { categoryOf } from "../../resolve/category";
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
    if (object.body.type !== "slo" || !object.body.service) return;
    const asks = asksOf(object, view);
    const told = namesCategory(object);
    const own = asks === undefined ? undefined : categoryOf(object, view);
    if (!own) return;
    for (const other of view.slosOfService(object.body.service.value)) {
      // Each pair is told once, on the later of the two.
      if (other.object === object) return;
      // What is merely inferred on both sides is no ground for a warning.
      if (!(told || namesCategory(other.object)) || asksOf(other.object, view) !== asks) continue;
      const theirs = categoryOf(other.object, view);
      if (!theirs || theirs.category === own.category) continue;
      report({
        span: objectSpan(object),
        message: {
          what: `This SLO (${own.category}) asks the same queries as \`${other.object.name?.value ?? "another"}\` (${theirs.category}).`,
          why: "Every failure spends both budgets.",
          todo: "Measure what only this category is about, or keep one of the two SLOs.",
        },
        related: [{ message: "The other SLO", span: objectSpan(other.object), document: other.document }],
      });
      return;
    }
  },
};

function namesCategory(object: SpecObject): boolean {
  return annotation(object, "slosmith/category") !== undefined || label(object, "category") !== undefined;
}

function asksOf(object: SpecObject, view: WorkspaceView): string | undefined {
  return object.body.type === "slo" ? sliOf(object.body.indicator, view)?.sli.asks : undefined;
}
