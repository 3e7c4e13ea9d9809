import type { Definition } from "../resolve/workspace-view";
import { grouped } from "../text/grouped";
import type { Promised } from "./promised";

/** Two SLOs, or two objectives, that stand for one another; or one that has no counterpart. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/**
 * SLOs by their identity: format, scope and name. Where several have it, as in folders for several environments, those
 * in the same file belong together, then those with the same text, then they are taken in the order of their files.
 * A name that is alone on both sides is the same SLO in another format or another scope. What is left has no partner.
 */
export function pairSlos(before: readonly Definition[], after: readonly Definition[]): Pair<Definition>[] {
  const left = new Set(before);
  const right = new Set(after);
  const pairs: Pair<Definition>[] = [];
  const join = (keyOf: (one: Definition) => string | undefined, inOrder: boolean) => {
    const groups = grouped([...right], keyOf);
    for (const [key, ones] of grouped([...left], keyOf)) {
      const others = groups.get(key) ?? [];
      if (!inOrder && (ones.length !== 1 || others.length !== 1)) continue;
      for (const [at, one] of ones.entries()) {
        const other = others[at];
        if (!other) continue;
        pairs.push({ before: one, after: other });
        left.delete(one);
        right.delete(other);
      }
    }
  };
  const identity = ({ object }: Definition) =>
    object.name && JSON.stringify([object.dialect, object.scope ?? "", object.name.value]);
  join((one) => withIdentity(one, identity, one.uri), true);
  join((one) => withIdentity(one, identity, one.document.yaml.text), true);
  join(identity, true);
  // Without a name nothing but its place tells an SLO from others.
  join((one) => (one.object.name ? undefined : one.uri), true);
  join(({ object }) => object.name?.value, false);
  return [
    ...pairs,
    ...[...left].map((one) => ({ before: one })),
    ...[...right].map((one) => ({ after: one })),
  ];
}

function withIdentity(
  one: Definition,
  identity: (one: Definition) => string | undefined,
  more: string,
): string | undefined {
  const own = identity(one);
  return own && JSON.stringify([own, more]);
}

/**
 * The objectives of one SLO: those that say the same, then those with the same name, then those that measure the same,
 * then the others in their order.
 */
export function pairObjectives(
  before: readonly Promised[],
  after: readonly Promised[],
  isSame: (before: Promised, after: Promised) => boolean,
): Pair<Promised>[] {
  const left = [...before];
  const right = [...after];
  const pairs: Pair<Promised>[] = [];
  const join = (fits: (before: Promised, after: Promised) => boolean) => {
    for (const one of [...left]) {
      const other = right.find((candidate) => fits(one, candidate));
      if (!other) continue;
      pairs.push({ before: one, after: other });
      left.splice(left.indexOf(one), 1);
      right.splice(right.indexOf(other), 1);
    }
  };
  const ownName = ({ objective }: Promised) => objective.displayName?.value;
  // A single objective is the same one, whatever it says now.
  if (before.length > 1 || after.length > 1) {
    join((one, other) => ownName(one) === ownName(other) && isSame(one, other));
    join((one, other) => ownName(one) !== undefined && ownName(one) === ownName(other));
    join((one, other) => measure(one) === measure(other) && one.targetText === other.targetText);
    if (before.length !== after.length) join((one, other) => measure(one) === measure(other));
  }
  join(() => true);
  return [...pairs, ...left.map((one) => ({ before: one })), ...right.map((one) => ({ after: one }))];
}

function measure({ indicator, comparison, slice }: Promised): string {
  const { op, valueText } = comparison;
  return JSON.stringify([indicator.metrics.map(({ asks }) => asks), op, valueText, slice]);
}
