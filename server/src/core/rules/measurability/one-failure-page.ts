import { eventsIn } from "../../math/budget";
import { burnOfOneFailure, canFire, failuresToFire, maxBurn } from "../../math/burn";
import { formatDuration, formatFactor, formatPercent } from "../../math/format";
import { minOf, ONE, type Rational } from "../../math/rational";
import type { Fact } from "../../resolve/measurement";
import { whereDefined } from "../alert/words";
import { inlinePolicy } from "../openslo-example";
import type { Message, Rule } from "../rule";
import { counted, judgedTargets, type TargetBasis, targetWords, whereStated } from "./basis";
import { factsExample, THIRTY_DAYS } from "./numeric-example";
import { type BurnAlert, burnAlerts, pages } from "./pages";
import { LOW_TRAFFIC } from "./references";
import { resolutionOf } from "./resolution";

const SLOW = "\n- alertPolicyRef: slow-burn";
const PAGE = inlinePolicy("op: gt\nthreshold: 14.4\nlookbackWindow: 1h") + SLOW;
const example = (perDay: string) =>
  factsExample(`slosmith/events-per-day: "${perDay}"`, { window: THIRTY_DAYS, alertPolicies: PAGE });

export const rule: Rule = {
  code: "one-failure-page",
  alias: "M09",
  concern: "measurability",
  severity: "warning",
  fix: "none",
  judges: "traffic",
  docs: {
    summary: "A page that a single failed event sets off.",
    why: "In a look back with few events one failure is a large share of them: at 10 events an hour and 99.9 % it burns at 100 for an hour. The page then says nothing but that something failed once. It takes stated traffic (`slosmith/events-per-day`). Where each single event is worth waking somebody, a large payment say, suppress it with that reason.",
    bad: example("1000"),
    good: example("2000"),
    references: [LOW_TRAFFIC],
  },
  checkInWorkspace(object, view, report, document) {
    const bases = judgedTargets(object, view, document).filter(isEventCount);
    for (const page of bases[0] ? burnAlerts(bases[0]) : []) {
      if (!pages(page.alert.condition)) continue;
      const found = bases.map((basis) => judge(basis, page)).find((one) => one !== undefined);
      if (!found) continue;
      report({
        span: page.alert.span,
        message: found.message,
        related: [
          ...whereDefined(page.alert),
          { message: "The target", span: found.basis.span },
          ...whereStated(found.stated, "The traffic"),
        ],
      });
    }
  },
};

/** Events of which each counts alike. A target that not one event may miss is told by its own rule. */
function isEventCount(basis: TargetBasis): boolean {
  if (basis.composite || basis.slo.budgetingMethod?.value !== "Occurrences") return false;
  const verdict = resolutionOf(basis);
  return !(verdict?.rule === "budget-below-event" && verdict.breaks);
}

interface Judgement {
  readonly basis: TargetBasis;
  readonly stated: Fact<Rational>;
  readonly message: Message;
}

function judge(basis: TargetBasis, page: BurnAlert): Judgement | undefined {
  const { target, share, window, facts } = basis;
  const stated = facts.eventsPerDay;
  const { burn, longSeconds, op } = page;
  if (!stated || !canFire(target, burn, op)) return undefined;
  const events = eventsIn(stated.value, longSeconds);
  const average = burnOfOneFailure(target, events);
  const ofOne = average && minOf(average, maxBurn(target) ?? average);
  if (!ofOne || failuresToFire(burn, target, events, op) !== 1n) return undefined;
  const over = formatDuration(longSeconds);
  // With k = 2 the least: b * e0 * N_L reaches 1 (passes it for gte).
  const longer = longSeconds.div(burn.mul(share).mul(events));
  const makes = window && longer.compare(window.shortest) < 0 ? lookLonger(longer, op) : "";
  return {
    basis,
    stated,
    message: {
      what: `${counted(events, "event")} in ${over}: at ${targetWords(basis)} one failure burns at ${formatFactor(ofOne, "down")}, and the page waits for ${formatFactor(burn)}.`,
      why: `A single failed event wakes somebody${window ? `; it costs ${cost(basis, stated.value, window.shortest)} of the budget` : ""}.`,
      todo: `Make it a ticket${makes}.`,
    },
  };
}

function lookLonger(seconds: Rational, op: BurnAlert["op"]): string {
  return `, or look back over ${op === "gt" ? "at least" : "more than"} ${formatDuration(seconds, "up")}, where it takes two`;
}

function cost({ share }: TargetBasis, perDay: Rational, windowSeconds: Rational): string {
  return formatPercent(ONE.div(share.mul(eventsIn(perDay, windowSeconds))));
}
