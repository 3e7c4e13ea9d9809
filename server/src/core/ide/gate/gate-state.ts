import type { Rational } from "../../math";
import type { Tier } from "../../model/tier";
import { type RankedGate, rankedGates } from "../../rules/tier/gates";
import { gateAsks, PLAIN_VOICE } from "../policy-words";
import type { GateState, GateVerdict, GateWords } from "./gate-model";

const VERDICTS: Readonly<Record<string, GateWords["verdict"]>> = {
  progressive: "progressive",
  approve: "approval",
  block: "blocked",
};

const SEVERITY: readonly GateVerdict[] = ["allowed", "progressive", "approval", "blocked"];

/** The gates of a tier in words, from the one that begins first to the one at the least budget. */
export function gatesInWords(tier: Tier): readonly GateWords[] {
  return rankedGates(tier.releaseGates).flatMap((ranked) => wordsOf(ranked) ?? []);
}

function wordsOf({ gate, below, effect }: RankedGate): GateWords | undefined {
  const verdict = VERDICTS[effect.value];
  const asks = gateAsks(gate, PLAIN_VOICE);
  return verdict && asks !== undefined ? { gate, verdict, below: below.value, asks } : undefined;
}

/** Whether every gate of the tier can be read: of one that cannot, nobody knows when it holds. */
export function areGatesReadable(tier: Tier): boolean {
  return gatesInWords(tier).length === tier.releaseGates.length;
}

/**
 * What the tier says of releases while this share of the budget remains. The strictest gate that holds decides; of
 * equally strict ones the one that begins last, since it is the one made for so little.
 *
 * @param remaining as a ratio; negative where the budget is overspent
 */
export function gateStateAt(tier: Tier, remaining: Rational): GateState {
  const gates = gatesInWords(tier);
  const holding = gates
    .filter(({ below }) => below.compare(remaining) >= 0)
    .sort((a, b) => severity(b.verdict) - severity(a.verdict) || a.below.compare(b.below));
  const next = gates.find(({ below }) => below.compare(remaining) < 0);
  return { remaining, verdict: holding[0]?.verdict ?? "allowed", holding, ...(next && { next }) };
}

function severity(verdict: GateVerdict): number {
  return SEVERITY.indexOf(verdict);
}
