import { canFire, maxBurn, thresholdErrorRatio } from "../../math/burn";
import type { Duration } from "../../math/duration";
import { formatFactor, formatPercent } from "../../math/format";
import { ONE, type Rational, ratio } from "../../math/rational";
import type { TierAlert, TierObjective } from "../../model/tier";
import type { Message, Rule } from "../rule";
import { burnOf, speedSpan } from "./alerts";
import { tierExample } from "./example";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";
import { objectiveWords } from "./words";

const alerting = (burn: string) =>
  `- severity: page\n  burnRate: ${burn}\n  longWindow: 1h\n  shortWindow: 5m\n- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h`;
const OBJECTIVES = "- category: availability\n  floorPercent: 90\n  ceilingPercent: 99";

/** From this error ratio on hardly any outage but a total one fires the alert. */
const HARD_TO_REACH = ratio(1, 2);

export const rule: Rule = {
  code: "tier-alert-never-fires",
  alias: "TR17",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A tier's burn alert that even a total outage cannot fire at the floor or the ceiling.",
    why: "An alert waits for an error ratio of burn rate times error budget. A low target has a large budget: 14.4 times 10 % would be 144 % errors, and a total outage is 100 %. From 50 % on it is a warning, unless another alert of the same severity is easier to fire. This is M13 of the measurability checks, run over all targets that the tier allows.",
    bad: tierExample({ objectives: OBJECTIVES, alerting: alerting("14.4") }),
    good: tierExample({ objectives: OBJECTIVES, alerting: alerting("4") }),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const { alerting, objectives, window } = object.body;
    if (!window?.default) return;
    const usual = window.default.value;
    // The lowest floor makes an alert hardest to fire: what it can do there it can do everywhere.
    const objective = lowest(objectives);
    if (!objective?.floor) return;
    for (const alert of alerting) {
      const burn = burnOf(alert, usual);
      if (!burn) continue;
      const needed = thresholdErrorRatio(burn, objective.floor.value);
      const related = [{ message: "The floor", span: objective.floor.span }];
      if (!canFire(objective.floor.value, burn)) {
        report({ span: speedSpan(alert), message: neverFires(burn, needed, objective), related });
      } else if (needed.compare(HARD_TO_REACH) >= 0 && !isCovered(alert, alerting, objective, usual)) {
        report({
          span: speedSpan(alert),
          severity: "warning",
          message: {
            what: `At the floor of ${formatPercent(objective.floor.value)} for ${objectiveWords(objective)} this alert needs over ${formatPercent(needed)} errors.`,
            why: "Hardly any outage but a total one fires it.",
            todo: "Lower the burn rate, or add an alert of the same severity with a longer window.",
          },
          related,
        });
      }
    }
  },
};

function lowest(objectives: readonly TierObjective[]): TierObjective | undefined {
  let found: TierObjective | undefined;
  for (const objective of objectives) {
    if (!objective.floor) continue;
    if (!found?.floor || objective.floor.value.compare(found.floor.value) < 0) found = objective;
  }
  return found;
}

function neverFires(burn: Rational, needed: Rational, objective: TierObjective): Message {
  const floor = objective.floor?.value ?? ONE;
  const ceiling = objective.ceiling?.value;
  const atCeiling = ceiling && !canFire(ceiling, burn);
  const most = maxBurn(floor);
  const enough = ONE.sub(ONE.div(burn));
  return {
    what: `At the floor of ${formatPercent(floor)} for ${objectiveWords(objective)} this alert needs ${needed.equals(ONE) ? "over 100 %" : formatPercent(needed)} errors; a total outage is 100 %.`,
    why: atCeiling
      ? `It can never fire, not even at the ceiling of ${formatPercent(ceiling)}.`
      : "For an SLO at the floor it can never fire.",
    todo: `Use a burn rate below ${most ? formatFactor(most, "down") : "1x"}, or a floor above ${formatPercent(enough, "up")}.`,
  };
}

/** Whether another alert of the same severity sees smaller outages: then this one need not. */
function isCovered(
  alert: TierAlert,
  all: readonly TierAlert[],
  objective: TierObjective,
  window: Duration,
): boolean {
  return all.some((other) => {
    if (other === alert || other.severity?.value !== alert.severity?.value || !objective.floor) return false;
    const burn = burnOf(other, window);
    return burn !== undefined && thresholdErrorRatio(burn, objective.floor.value).compare(HARD_TO_REACH) < 0;
  });
}
