import { budgetSeconds } from "../../math/budget";
import { canFire, failuresToFire, thresholdErrorRatio } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, shortDuration } from "../../math/format";
import { isPositive, type Rational, ratio, ZERO } from "../../math/rational";
import type { Tier } from "../../model/tier";
import { sampledBy } from "../../resolve/sampled";
import { type ResolvedTier, tierName, tierOf } from "../../resolve/tier";
import type { Rule } from "../rule";
import { alertExample, sloExample, stream, tierExample } from "../tier/example";
import { relatedTo } from "../tier/fit";
import { lowerTarget } from "./advice";
import { type JudgedWindow, judgedTargets, type TargetBasis, targetWords } from "./basis";
import { type BurnAlert, burnAlerts, isPaging, pages } from "./pages";
import { CALCULUS_OF_AVAILABILITY } from "./references";

const TIER = tierExample({
  objectives: "- category: availability\n  floorPercent: 99.5\n  ceilingPercent: 99.99",
  incident: "timeToDetect: 5m\ntimeToRespond: 15m\ntimeToRecover: 1h",
});
const promise = (target: string) =>
  sloExample({
    annotations: "slosmith/tier: core\nslosmith/category: availability\nslosmith/owner: discovery",
    objective: `- target: ${target}`,
    alertPolicies: `${alertExample("13.44", "1h")}\n${alertExample("1", "3d", "ticket")}`,
  });

export const rule: Rule = {
  code: "undefendable",
  alias: "M12",
  concern: "measurability",
  severity: "warning",
  fix: "unsafe",
  judges: "response",
  docs: {
    summary: "A target whose budget a total outage spends before anybody can respond.",
    why: "In a total outage the budget lasts as long as its share of the window. From that the quickest page takes its detection time, a sample or a slice, and the tier's `timeToRespond` must fit in the rest. Where it does not, one outage breaks the promise whatever people do. Errors of less than everything leave more time, so the total outage decides. Nothing is said where neither the SLO nor its tier wakes anybody. Delays of evaluation and notification are not known and come on top. Where a rollback is automatic, suppress it with that reason.",
    bad: stream(TIER, promise("0.9999")),
    good: stream(TIER, promise("0.999")),
    references: [CALCULUS_OF_AVAILABILITY],
  },
  checkInWorkspace(object, view, report, document) {
    const tier = tierOf(object, view);
    const respond = tier?.tier.incident?.timeToRespond;
    if (!tier || !respond) return;
    const respondSeconds = durationSeconds(respond.value);
    for (const basis of judgedTargets(object, view, document)) {
      const { window, target } = basis;
      if (!window) continue;
      const outage = new Outage(basis, window);
      if (!outage.page(target) && !wakes(tier.tier)) continue;
      const rest = outage.rest(target);
      if (rest.compare(respondSeconds) >= 0) continue;
      const { todo, fixes } = lowerTarget(basis, {
        holds: (lower) => outage.rest(lower).compare(respondSeconds) >= 0,
        orElse: "let a rollback that needs nobody do it",
      });
      report({
        span: basis.span,
        message: {
          what: `A total outage spends the budget of ${targetWords(basis)} over ${window.words} in ${formatDuration(budgetSeconds(target, window.shortest), "down")}; ${outage.words(rest)}.`,
          why: `Tier \`${tierName(tier.definition)}\` gives ${shortDuration(respond.value)} to respond: the promise is broken before anybody acts.`,
          todo,
        },
        related: related(tier, respond.span, outage.page(target)),
        fixes,
      });
    }
  },
};

function related(tier: ResolvedTier, respond: { start: number; end: number }, page: BurnAlert | undefined) {
  const own = page && !page.alert.definedIn ? [{ message: "The quickest page", span: page.alert.span }] : [];
  return [relatedTo(tier, "The time to respond", respond), ...own];
}

/** Whether a tier wants somebody to be woken. Where nobody is, an outage may last until somebody looks. */
function wakes(tier: Tier): boolean {
  return tier.alerting.some((alert) => isPaging(alert.severity?.value));
}

/** A total outage from a clean start on, and who is told of it when. */
class Outage {
  private readonly alerts: readonly BurnAlert[];
  private readonly delay: Rational;

  constructor(
    private readonly basis: TargetBasis,
    private readonly window: JudgedWindow,
  ) {
    // Alerts of a composite SLO burn by all its objectives together.
    this.alerts = basis.composite ? [] : burnAlerts(basis).filter(({ alert }) => pages(alert.condition));
    this.delay = sampleDelay(basis);
  }

  /** e0*P - (b*e0*L + A + q): what is left when the quickest page fires; when it begins, where none is known. */
  rest(target: Rational): Rational {
    const budget = budgetSeconds(target, this.window.shortest);
    const page = this.page(target);
    return page ? budget.sub(this.detection(page, target)) : budget;
  }

  page(target: Rational): BurnAlert | undefined {
    const [first, ...others] = this.alerts.filter(({ burn, op }) => canFire(target, burn, op));
    return first && others.reduce((a, b) => this.quicker(a, b, target), first);
  }

  /** What the rest means: "the quickest page leaves 3m 50s of that". */
  words(rest: Rational): string {
    if (!this.page(this.basis.target)) return "that is all the time there is, even if it is noticed at once";
    return isPositive(rest)
      ? `the quickest page leaves ${formatDuration(rest, "down")} of that`
      : "the quickest page comes after that";
  }

  private quicker(a: BurnAlert, b: BurnAlert, target: Rational): BurnAlert {
    return this.detection(a, target).compare(this.detection(b, target)) <= 0 ? a : b;
  }

  private detection({ burn, longSeconds, afterSeconds, op }: BurnAlert, target: Rational): Rational {
    const slice = sliceSeconds(this.basis);
    if (!slice) return thresholdErrorRatio(burn, target).mul(longSeconds).add(afterSeconds).add(this.delay);
    const needed = failuresToFire(burn, target, longSeconds.div(slice), op);
    return slice.mul(ratio(needed)).add(afterSeconds).add(this.delay);
  }
}

function sliceSeconds({ slo, objective }: TargetBasis): Rational | undefined {
  const slice = slo.budgetingMethod?.value === "Timeslices" ? objective.timeSliceWindow : undefined;
  return slice && durationSeconds(slice.value);
}

/** q: an outage that begins behind a sample is seen by the next one. */
function sampleDelay({ object, objective, view, document, facts }: TargetBasis): Rational {
  const interval = facts.sampleInterval;
  if (!interval || !sampledBy(object, objective, view, document)) return ZERO;
  return durationSeconds(interval.value);
}
