import { alertBehaviour, canFire, maxBurn, thresholdErrorRatio } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor, formatPercent, shortDuration } from "../../math/format";
import { minOf, ONE, type Rational, ratio } from "../../math/rational";
import type { AlertCondition, AlertPolicy } from "../../model/alert";
import type { Located } from "../../model/located";
import type { Slo, TargetKey } from "../../model/slo";
import { madeSlo } from "../../resolve/made-slo";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { changeTarget, targetNumber } from "../objective/change-target";
import type { Report } from "../rule";

const LOWEST = ratio(1, 100);

/** Targets that people choose, from the lowest up. */
const ROUND_TARGETS = [75, 90, 95, 99].map((percent) => ratio(percent, 100));

/** Alerts that a tool makes for an SLO, and that its target keeps from firing: as a whole, or one of their pairs. */
export function madeAlertsThatNeverFire(slo: Slo, view: WorkspaceView): Report[] {
  const made = madeSlo(slo, view);
  return made.objectives.flatMap(({ target, targetKey }) => {
    // A target below 1 % is a slip of the unit, and what follows from it is nobody's concern.
    if (!target || target.value.compare(LOWEST) < 0 || target.value.compare(ONE) >= 0) return [];
    return made.alertPolicies.flatMap((use) =>
      use.kind === "inline" ? (judge(use.policy, target, targetKey, made) ?? []) : [],
    );
  });
}

interface Pair {
  readonly condition: AlertCondition;
  readonly burn: Rational;
}

function judge(
  policy: AlertPolicy,
  target: Located<Rational>,
  key: TargetKey | undefined,
  slo: Slo,
): Report | undefined {
  const pairs = policy.conditions.flatMap((use): Pair[] =>
    use.kind === "inline" && use.condition.implied && use.condition.threshold
      ? [{ condition: use.condition, burn: use.condition.firesFrom ?? use.condition.threshold.value }]
      : [],
  );
  const silent = pairs.filter(({ burn }) => !canFire(target.value, burn));
  const [first] = silent;
  if (!first) return undefined;
  const severity = alertWords(first.condition.severity?.value);
  const left = pairs.find((pair) => !silent.includes(pair));
  const fastest = formatFactor(maxBurn(target.value) ?? ONE, "down");
  const enough = ROUND_TARGETS.find((round) => silent.every(({ burn }) => canFire(round, burn)));
  const number = enough && targetNumber(key, enough);
  const raise = `Raise the ${key?.name ?? "target"}${number === undefined ? "" : `, to ${number} at least`}.`;
  const todo = `A total outage burns at ${fastest}. ${raise} ${slo.implied?.howToChange ?? ""}`.trimEnd();
  const fixes = number === undefined ? {} : { fixes: [changeTarget(key, target.span, number)] };
  const promise = `At ${formatPercent(target.value)}`;
  const related = [{ message: "The target", span: target.span }];
  if (pairs.every(({ condition }) => !condition.shortLookback))
    return {
      span: policy.span,
      ...(left ? { severity: "warning" as const } : {}),
      message: {
        what: `${promise} ${steps(silent)} needs over ${needs(first.burn, target)} errors; a total outage is 100 %.`,
        why: left
          ? `It can never fire. Left are ${steps(pairs.filter((pair) => !silent.includes(pair)))}.`
          : "It can never fire, and no other step pages.",
        todo,
      },
      related,
      ...fixes,
    };
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
      ...fixes,
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
    ...fixes,
  };
}

/** Words such as `page` name the alert by themselves, those of a label do not. */
function alertWords(severity: string | undefined): string {
  if (severity === undefined) return "alert";
  return severity === "page" || severity === "ticket" ? severity : `\`${severity}\` alert`;
}

function needs(burn: Rational, target: Located<Rational>): string {
  return formatPercent(thresholdErrorRatio(burn, target.value), "up");
}

/** "the step `1 hour` (9x over 1h)" */
function steps(pairs: readonly Pair[]): string {
  const named = pairs.map((pair) => `\`${pair.condition.name}\` (${words(pair)})`);
  return `the step${named.length === 1 ? "" : "s"} ${named.join(", ")}`;
}

/** "14.4x over 1h and 5m" */
function words({ condition: { threshold, lookback, shortLookback }, burn }: Pair): string {
  const over = [lookback, shortLookback]
    .flatMap((one) => (one ? shortDuration(one.value) : []))
    .join(" and ");
  return `${formatFactor(threshold?.value ?? burn)} over ${over}`;
}

function onlyLeft(pair: Pair, target: Rational, severity: string): string {
  const { lookback, alertAfter, name } = pair.condition;
  const only = `Only its ${name} pair is left`;
  if (!lookback) return `${only}.`;
  const longSeconds = durationSeconds(lookback.value);
  const { detectSeconds } = alertBehaviour({
    target,
    burn: pair.burn,
    longSeconds,
    ...(alertAfter ? { alertAfterSeconds: durationSeconds(alertAfter.value) } : {}),
    errorRate: ONE,
  });
  return detectSeconds
    ? `${only}: after the start of a total outage the ${severity} takes ${formatDuration(detectSeconds, "up")}.`
    : `${only}.`;
}
