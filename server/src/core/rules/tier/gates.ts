import type { Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import type { ReleaseGate } from "../../model/tier";

/** From the mildest effect to the strictest. */
const STRICTNESS: Readonly<Record<string, number>> = { progressive: 1, approve: 2, block: 3 };

/** A gate with the share at which it begins and how strict it is: 1 progressive, 2 approve, 3 block. */
export interface RankedGate {
  readonly gate: ReleaseGate;
  readonly below: Located<Rational>;
  readonly effect: Located<string>;
  readonly strictness: number;
}

/** The gates that can be read, from the one that begins first to the one at the least budget. */
export function rankedGates(gates: readonly ReleaseGate[]): RankedGate[] {
  return gates
    .flatMap((gate): RankedGate[] => {
      const { remainingBelow: below, effect } = gate;
      const strictness =
        effect && Object.hasOwn(STRICTNESS, effect.value) ? STRICTNESS[effect.value] : undefined;
      return below && effect && strictness !== undefined ? [{ gate, below, effect, strictness }] : [];
    })
    .sort((a, b) => b.below.value.compare(a.below.value));
}

/** The strictest gate that holds while this share of the budget remains; undefined where none does. */
export function gateAt(gates: readonly RankedGate[], remaining: Rational): RankedGate | undefined {
  let strictest: RankedGate | undefined;
  for (const gate of gates) {
    if (gate.below.value.compare(remaining) < 0) continue;
    if (!strictest || gate.strictness > strictest.strictness) strictest = gate;
  }
  return strictest;
}
