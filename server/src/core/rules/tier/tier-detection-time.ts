import { alertBehaviour } from "../../math/burn";
import { type Duration, durationSeconds } from "../../math/duration";
import { formatDuration, formatPercent, shortDuration } from "../../math/format";
import { ONE, type Rational } from "../../math/rational";
import type { Tier, TierAlert, TierObjective } from "../../model/tier";
import type { Rule } from "../rule";
import { alertWords, burnOf } from "./alerts";
import { tierExample } from "./example";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";
import { objectiveWords } from "./words";

const ALERTS = "- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h";
const incident = (detect: string) =>
  `timeToDetect: ${detect}\ntimeToRespond: 1h\ntimeToRecover: 4h\npostmortemAtPercent: 50`;

export const rule: Rule = {
  code: "tier-detection-time",
  alias: "TR15",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A time to detect that the tier's own alerts cannot keep, even in a total outage.",
    why: "A burn alert averages over its long window, so it needs time even when everything fails: the error ratio it waits for, times the long window. A promise to notice faster than that cannot be kept. It is worked out at the tier's lowest floor for availability (where alerts take longest), at even traffic, without the delays of collecting and evaluating.",
    bad: tierExample({ alerting: ALERTS, incident: incident("5m") }),
    good: tierExample({ alerting: ALERTS, incident: incident("30m") }),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const tier = object.body;
    const promised = tier.incident?.timeToDetect;
    const first = promised && firstAlert(tier);
    if (!first || durationSeconds(promised.value).compare(first.seconds) >= 0) return;
    const needed = formatDuration(first.seconds, "up");
    report({
      span: promised.span,
      message: {
        what: `\`timeToDetect\` is ${shortDuration(promised.value)}, but in a total outage the first alert fires after ${needed}.`,
        why: `That is the alert for ${alertWords(first.alert)}, at the floor of ${formatPercent(first.floor)} for ${objectiveWords(first.objective)}.`,
        todo: `Allow ${needed} or more, or add an alert with a shorter window.`,
      },
      related: [{ message: "The alert that fires first", span: first.alert.span }],
    });
  },
};

interface FirstAlert {
  readonly alert: TierAlert;
  readonly objective: TierObjective;
  readonly floor: Rational;
  readonly seconds: Rational;
}

/** The alert that notices a total outage first, at the floor that makes it slowest. */
function firstAlert(tier: Tier): FirstAlert | undefined {
  const window = tier.window?.default?.value;
  const objective = outageObjective(tier);
  if (!window || !objective?.floor) return undefined;
  const floor = objective.floor.value;
  let first: FirstAlert | undefined;
  for (const alert of tier.alerting) {
    const seconds = detection(alert, floor, window);
    // An alert that cannot be judged may be the quick one.
    if (seconds === "unknown") return undefined;
    if (seconds && (!first || seconds.compare(first.seconds) < 0)) {
      first = { alert, objective, floor, seconds };
    }
  }
  return first;
}

/** The objective that a total outage breaks first: availability at its lowest floor, else the strictest one. */
function outageObjective(tier: Tier): TierObjective | undefined {
  const known = tier.objectives.filter((objective) => objective.floor);
  const available = known.filter((objective) => objective.category.value === "availability");
  const sorted = (available.length > 0 ? available : known).toSorted((a, b) =>
    (a.floor?.value ?? ONE).compare(b.floor?.value ?? ONE),
  );
  return available.length > 0 ? sorted[0] : sorted.at(-1);
}

function detection(alert: TierAlert, target: Rational, window: Duration): Rational | "unknown" | undefined {
  const burn = burnOf(alert, window);
  if (!burn || !alert.longWindow) return "unknown";
  const longSeconds = durationSeconds(alert.longWindow.value);
  return alertBehaviour({ target, burn, longSeconds, errorRate: ONE }).detectSeconds;
}
