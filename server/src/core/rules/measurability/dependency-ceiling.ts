import { guaranteedWorstCase, seriesTarget } from "../../math/evidence";
import { formatPercent } from "../../math/format";
import { minOf, ONE, type Rational } from "../../math/rational";
import type { Category } from "../../resolve/category";
import { categoryOf } from "../../resolve/category";
import type { Dependency } from "../../resolve/measurement";
import type { Related, Report, Rule } from "../rule";
import { lowerTarget } from "./advice";
import { judgedTargets, type TargetBasis, targetWords } from "./basis";
import { factsExample } from "./numeric-example";
import { CALCULUS_OF_AVAILABILITY } from "./references";

export const rule: Rule = {
  code: "dependency-ceiling",
  alias: "M26",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "dependencies",
  docs: {
    summary: "A target above what its hard dependencies allow together.",
    why: "A service that cannot work without others fails whenever one of them does. If they fail independently, their targets multiply: three at 99.9 % leave 99.7002 %. A target above that can only be kept by luck, one above a single dependency's target not even then. The usual rule is one nine more for each dependency; a hint says where it is missing. Dependencies are what `slosmith/dependencies` and `slosmith/depends-on` name. Name only hard ones: what can fail behind a cache or a fallback is none.",
    bad: factsExample('slosmith/dependencies: "card-network=99.9, stock=99.95"', {
      objectives: "- target: 0.9995",
    }),
    good: factsExample('slosmith/dependencies: "card-network=99.99, stock=99.995"', {
      objectives: "- target: 0.999",
    }),
    references: [CALCULUS_OF_AVAILABILITY],
  },
  checkInWorkspace(object, view, report, document) {
    for (const basis of judgedTargets(object, view, document)) {
      const dependencies = basis.facts.dependencies.filter((one) => limits(one, basis));
      const [first, ...others] = dependencies;
      if (!first) continue;
      const weakest = others.reduce((a, b) => (b.target.compare(a.target) < 0 ? b : a), first);
      const found = judge(basis, dependencies, weakest);
      if (found) report({ span: basis.span, ...found });
    }
  },
};

/** What a dependency that is down takes away: the answer. How quick, fresh or full answers are is another matter. */
const ANSWERS: readonly (Category | undefined)[] = ["availability", "errorRate", undefined];

/** Dependencies that a service, a tier or a workspace states hold for the SLOs that count answers. */
function limits(dependency: Dependency, { object, objective, view }: TargetBasis): boolean {
  const own = dependency.statedBy === "annotation" && dependency.definition === undefined;
  return own || ANSWERS.includes(categoryOf(object, view, objective)?.category);
}

type Judgement = Omit<Report, "span">;

function judge(
  basis: TargetBasis,
  dependencies: readonly Dependency[],
  weakest: Dependency,
): Judgement | undefined {
  const { target } = basis;
  const series = seriesTarget(dependencies.map((one) => one.target));
  if (target.compare(series) > 0) return aboveCeiling(basis, dependencies, weakest, series);
  // A tenth of the budget for each.
  const missing = dependencies.filter((one) => ONE.sub(one.target).mul(10).compare(basis.share) > 0);
  const [first] = missing;
  if (!first) return undefined;
  const worst = missing.reduce((a, b) => (b.target.compare(a.target) < 0 ? b : a), first);
  const wanted = ONE.sub(basis.share.div(10));
  const share = formatPercent(minOf(ONE, ONE.sub(worst.target).div(basis.share)), "up");
  return {
    severity: "hint",
    message: {
      what: `Hard dependency \`${worst.name}\` promises ${formatPercent(worst.target)}, not a nine more than ${targetWords(basis)}.`,
      why: `It alone may spend ${share} of the budget.`,
      todo: `Look for ${formatPercent(wanted, "up")} or more there, or plan for its failures.`,
    },
    related: missing.flatMap(related),
  };
}

function aboveCeiling(
  basis: TargetBasis,
  dependencies: readonly Dependency[],
  weakest: Dependency,
  series: Rational,
): Judgement {
  const { target } = basis;
  // No fix: at the ceiling nothing would be left for failures of its own.
  const { todo } = lowerTarget(basis, {
    most: series,
    holds: (lower) => lower.compare(series) <= 0,
    orElse: "make a dependency one that can fail unnoticed",
  });
  const alone = target.compare(weakest.target) > 0;
  const atMost = formatPercent(series, "down");
  const worst = formatPercent(guaranteedWorstCase(dependencies.map((one) => one.target)), "down");
  // To the digits shown the two may be the same.
  const cases = worst === atMost ? "" : ` if they fail independently, ${worst} in the worst case`;
  const single = dependencies.length === 1;
  const together = single ? "" : `The ${dependencies.length} dependencies allow at most ${atMost}${cases}.`;
  return {
    message: {
      what: alone
        ? `Hard dependency \`${weakest.name}\` promises ${formatPercent(weakest.target)}, less than ${targetWords(basis)}.`
        : together,
      why: alone
        ? `It alone may break this promise.${single ? "" : ` ${together}`}`
        : `${targetWords(basis)} is above that: they may break this promise without a failure of your own.`,
      todo,
    },
    related: dependencies.flatMap(related),
  };
}

function related({ name, target, span, definition, promisedBy }: Dependency): Related[] {
  const message = `\`${name}\`: ${formatPercent(target)}`;
  if (promisedBy) return [{ message, span: promisedBy.span, document: promisedBy.definition.document }];
  return [{ message, span, ...(definition ? { document: definition.document } : {}) }];
}
