import type { BandMark, TierBand } from "../chart/tier-band";
import { budgetSeconds, errorBudget, formatDuration, formatPercent, type Rational } from "../math";
import { tierTitle } from "../resolve/tier";
import type { WorkspaceView } from "../resolve/workspace-view";
import { fitsOf } from "../rules/tier/fit";
import type { ObjectiveFacts } from "./budget/objective-facts";
import { objectiveName, sound } from "./budget/tier-facts";

/**
 * Where an objective's target stands between the floor and the ceiling of its tier.
 *
 * @returns undefined where it has no tier, or where its category or path leave open which limits hold
 */
export function bandOf(facts: ObjectiveFacts, view: WorkspaceView, id: string): TierBand | undefined {
  const fitting = fitsOf(facts.object, view);
  const fit = fitting?.fits.find(({ objective }) => objective.index === facts.objective.index);
  const [own, ...others] = fit?.category ? fit.candidates : [];
  const floor = sound(own?.floor);
  if (!fitting || !own || !floor || others.length > 0) return undefined;
  const { target } = facts;
  const usual = sound(own.default);
  const ceiling = sound(own.ceiling);
  const title = tierTitle(fitting.found.definition);
  const limits = [
    `floor ${withBudget(floor, facts)}`,
    ...(usual ? [`usual target ${withBudget(usual, facts)}`] : []),
    ceiling ? `ceiling ${withBudget(ceiling, facts)}` : "no ceiling",
  ];
  const said = `The target of ${formatPercent(target)} ${standing(target, floor, usual, ceiling)} of ${objectiveName(own)}: ${limits.join(", ")}.`;
  return {
    id,
    title: `The target in its tier, ${title}`,
    said,
    target: mark(target),
    floor: mark(floor),
    ...(usual ? { usual: mark(usual) } : {}),
    ...(ceiling ? { ceiling: mark(ceiling) } : {}),
    outside: target.compare(floor) < 0 || (ceiling !== undefined && target.compare(ceiling) > 0),
  };
}

function standing(
  target: Rational,
  floor: Rational,
  usual: Rational | undefined,
  ceiling: Rational | undefined,
): string {
  if (target.compare(floor) < 0) return "is below the floor";
  if (ceiling && target.compare(ceiling) > 0) return "is above the ceiling";
  if (usual && target.equals(usual)) return "is the usual one";
  if (target.equals(floor)) return "is the floor";
  if (ceiling && target.equals(ceiling)) return "is the ceiling";
  return ceiling ? "lies between the floor and the ceiling" : "lies above the floor";
}

/** "99.9 % (40m 19.2s in 28d)". */
function withBudget(target: Rational, { window }: ObjectiveFacts): string {
  if (!window) return formatPercent(target);
  const budget = formatDuration(budgetSeconds(target, window.seconds), "down");
  return `${formatPercent(target)} (${budget} in ${window.label})`;
}

function mark(target: Rational): BandMark {
  const share = errorBudget(target);
  return { share: Number(share.valueOf()), text: formatPercent(target) };
}
