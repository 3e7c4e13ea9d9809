import { alertBehaviour, canFire, maxBurn, thresholdErrorRatio } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor, formatPercent, shortDuration } from "../../math/format";
import { minOf, ONE, type Rational, ratio } from "../../math/rational";
import type { AlertCondition, AlertPolicy } from "../../model/alert";
import type { Located } from "../../model/located";
import type { Slo } from "../../model/slo";
import { madeSlo } from "../../resolve/made-slo";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Report } from "../rule";

const LOWEST = ratio(1, 100);

/** Alerts that a tool makes for an SLO, and that its target keeps from firing: as a whole, or one of their pairs. */
export function madeAlertsThatNeverFire(slo: Slo, view: WorkspaceView): Report[] {
  const made = madeSlo(slo, view);
  return made.objectives.flatMap(({ target, targetKey }) => {
    // A target below 1 % is a slip of the unit, and what follows from it is nobody's concern.
    if (!target || target.value.compare(LOWEST) < 0 || target.value.compare(ONE) >= 0) return [];
    return made.alertPolicies.flatMap((use) =>
      use.kind === "inline" ? (judge(use.policy, target, targetKey?.name ?? "target", made) ?? []) : [],
    );
  });
}

interface Pair {
  readonly condition: AlertCondition;
  readonly burn: Rational;
}

function judge(policy: AlertPolicy, target: Located<Rational>, key: string, slo: Slo): Report | undefined {
  const pairs = policy.conditions.flatMap((use): Pair[] =>
    use.kind === "inline" && use.condition.implied && use.condition.threshold
      ? [{ condition: use.condition, burn: use.condition.threshold.value }]
      : [],
  );
  const silent = pairs.filter(({ burn }) => !canFire(target.value, burn));
  const [first] = silent;
  if (!first) return undefined;
  const severity = first.condition.severity?.value ?? "alert";
  const left = pairs.find((pair) => !silent.includes(pair));
  const fastest = formatFactor(maxBurn(target.value) ?? ONE, "down");
  const todo =
    `A total outage burns at ${fastest}. Raise the ${key}. ${slo.implied?.howToChange ?? ""}`.trimEnd();
  const promise = `At ${formatPercent(target.value)}`;
  const related = [{ message: "The target", span: target.span }];
  if (left)
    return {
      span: policy.span,
      severity: "warning",
      message: {
        what: `${promise} the ${severity}'s ${first.condition.name} pair, ${words(first)}, needs over ${needs(first.burn, target)} errors: it can never fire.`,
        why: onlyLeft(left, target.value, severity),
        todo,
      },
      related,
    };
  const least = silent.map(({ burn }) => burn).reduce(minOf, first.burn);
  return {
    span: policy.span,
    message: {
      what: `${promise} the ${severity} needs over ${needs(least, target)} errors; a total outage is 100 %.`,
      why: "This alert can never fire.",
      todo,
    },
    related,
  };
}

function needs(burn: Rational, target: Located<Rational>): string {
  return formatPercent(thresholdErrorRatio(burn, target.value), "up");
}

/** "14.4x over 1h and 5m" */
function words({ condition: { lookback, shortLookback }, burn }: Pair): string {
  const over = [lookback, shortLookback]
    .flatMap((one) => (one ? shortDuration(one.value) : []))
    .join(" and ");
  return `${formatFactor(burn)} over ${over}`;
}

function onlyLeft(pair: Pair, target: Rational, severity: string): string {
  const { lookback, name } = pair.condition;
  const only = `Only its ${name} pair is left`;
  if (!lookback) return `${only}.`;
  const longSeconds = durationSeconds(lookback.value);
  const { detectSeconds } = alertBehaviour({ target, burn: pair.burn, longSeconds, errorRate: ONE });
  return detectSeconds
    ? `${only}: after the start of a total outage the ${severity} takes ${formatDuration(detectSeconds, "up")}.`
    : `${only}.`;
}
