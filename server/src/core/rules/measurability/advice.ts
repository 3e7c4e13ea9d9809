import { formatPercent } from "../../math/format";
import { ONE, type Rational, ratio } from "../../math/rational";
import { tierName } from "../../resolve/tier";
import { capital } from "../../text/capital";
import { changeTarget, targetNumber } from "../objective/change-target";
import type { Fix } from "../rule";
import { fitsOf } from "../tier/fit";
import type { TargetBasis } from "./basis";

/** A budget of more than a tenth is nobody's answer to a target that is too fine. */
const WIDEST_BUDGET = ratio(1, 10);
const FINEST_POWER = 12;

/**
 * The highest round target with a budget above this share that a test lets pass: 99.95, 99.9, 99.8, 99.5 … with budgets of 1, 2
 * or 5 at one decimal place, down to 90 %.
 *
 * @param holds whether a target, as a ratio, can be kept; one that holds makes all lower ones hold
 */
export function roundTarget(share: Rational, holds: (target: Rational) => boolean): Rational | undefined {
  for (let power = FINEST_POWER; power >= 1; power--) {
    for (const digit of [1, 2, 5]) {
      const budget = ratio(digit, 10n ** BigInt(power));
      if (budget.compare(share) <= 0) continue;
      if (budget.compare(WIDEST_BUDGET) > 0) return undefined;
      const target = ONE.sub(budget);
      if (holds(target)) return target;
    }
  }
  return undefined;
}

/** What a person can do about a target that is too fine. */
export interface Advice {
  /** A whole sentence. */
  readonly todo: string;
  readonly fixes: readonly Fix[];
}

interface Way {
  /** The highest target that holds, exactly; absent where there is none worth a promise, or it is not known. */
  readonly most?: Rational;
  readonly holds: (target: Rational) => boolean;
  /** What else helps, to follow "or": "count over a longer window". */
  readonly orElse: string;
}

/** Advises a lower target where the tier allows one, else only what else helps; the fix goes to a round value. */
export function lowerTarget(basis: TargetBasis, { most: exact, holds, orElse }: Way): Advice {
  const round = roundTarget(basis.share, holds);
  const bound = exact && ONE.sub(exact).compare(WIDEST_BUDGET) <= 0 ? exact : round;
  const other = `${capital(orElse)}.`;
  if (!bound) return { todo: other, fixes: [] };
  const least = leastAllowed(basis);
  if (least && bound.compare(least.floor) < 0) {
    const floor = `Tier \`${least.tier}\` asks for ${formatPercent(least.floor)} at least`;
    return {
      todo: `${floor}, and at most ${formatPercent(bound, "down")} can be measured: ${orElse}.`,
      fixes: [],
    };
  }
  const most = formatPercent(bound, "down");
  if (!round || (least && round.compare(least.floor) < 0)) {
    return { todo: `Use at most ${most}, or ${orElse}.`, fixes: [] };
  }
  const key = basis.objective.targetKey;
  const said = formatPercent(round) === most ? "" : `, say ${formatPercent(round)}`;
  return {
    todo: `Use at most ${most}${said}, or ${orElse}.`,
    fixes: [changeTarget(key, basis.span, targetNumber(key, round))],
  };
}

/** The lowest floor that a tier may ask of a target; undefined without one. */
function leastAllowed({
  object,
  objective,
  view,
}: TargetBasis): { floor: Rational; tier: string } | undefined {
  const fit = fitsOf(object, view);
  const candidates = fit?.fits.find((one) => one.objective === objective)?.candidates ?? [];
  let floor: Rational | undefined;
  for (const candidate of candidates) {
    const value = candidate.floor?.value;
    if (value && (!floor || value.compare(floor) < 0)) floor = value;
  }
  return fit && floor && { floor, tier: tierName(fit.found.definition) };
}
