import { budgetSeconds, type Rational } from "../../math";
import type { Tier } from "../../model/tier";
import { nearestWorkspace } from "../../resolve/nearest-workspace";
import type { Definition } from "../../resolve/workspace-view";
import { judgedObjectives } from "../budget/objective-facts";
import { objectiveName, sound, usualWindow } from "../budget/tier-facts";
import type { Lookup } from "../lookup";
import type { IdeOptions } from "../options";

/** A promise that a fact about measurement is held against. */
export interface FactPromise {
  /** Whose it is; absent where the fact stands on the SLO itself and it has one objective. */
  readonly name?: string;
  readonly target: Rational;
  readonly window: { readonly label: string; readonly seconds: Rational };
  /** The error budget in seconds. */
  readonly budget: Rational;
}

/** The promises for which a fact holds that stands on this object: an SLO's own; a Service's, SLI's, tier's or workspace's. */
export function promisesOf(lookup: Lookup, options: IdeOptions): FactPromise[] {
  const { object } = lookup;
  if (object.body.type === "tier") return tierPromises(object.body);
  if (object.body.type === "slo") return sloPromises([lookup], lookup, options);
  return sloPromises(slosBehind(lookup), lookup, options);
}

/** The one with the least budget. */
export function tightest(promises: readonly FactPromise[]): FactPromise | undefined {
  return promises.reduce<FactPromise | undefined>(
    (least, one) => (least === undefined || one.budget.compare(least.budget) < 0 ? one : least),
    undefined,
  );
}

/** The one with the longest window. */
export function longest(promises: readonly FactPromise[]): FactPromise | undefined {
  return promises.reduce<FactPromise | undefined>(
    (most, one) => (most === undefined || one.window.seconds.compare(most.window.seconds) > 0 ? one : most),
    undefined,
  );
}

function slosBehind({ object, view, document }: Lookup): Pick<Definition, "object">[] {
  const name = object.name?.value;
  if (object.body.type === "workspace") {
    return view.all("SLO").filter(({ uri }) => nearestWorkspace(view, uri)?.definition.document === document);
  }
  if (name === undefined) return [];
  if (object.kind === "Service") return [...view.slosOfService(name)];
  return object.kind === "SLI" ? [...view.slosOfIndicator(name)] : [];
}

function sloPromises(
  slos: readonly Pick<Definition, "object">[],
  { view, object }: Lookup,
  options: IdeOptions,
): FactPromise[] {
  return slos.flatMap((slo) => {
    const objectives = judgedObjectives(slo.object, view, options.nowEpochMs);
    const alone = slo.object === object && objectives.length === 1;
    return objectives.flatMap(({ title, target, window, time }) =>
      window && time ? [{ target, window, budget: time, ...(alone ? {} : { name: title }) }] : [],
    );
  });
}

/** What a tier asks at most: its ceilings, or where it has none its usual targets, over its usual window. */
function tierPromises(tier: Tier): FactPromise[] {
  const window = usualWindow(tier);
  if (!window) return [];
  return tier.objectives.flatMap((objective) => {
    const target = sound(objective.ceiling) ?? sound(objective.default);
    const name = objectiveName(objective);
    return target ? [{ name, target, window, budget: budgetSeconds(target, window.seconds) }] : [];
  });
}
