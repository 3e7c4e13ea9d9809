import { shortDuration } from "../math";
import type { EscalationStep, ReleaseGate } from "../model/tier";
import { listed } from "./words";

/** How words that an author wrote are set into a sentence: as they are, or escaped for what shows them. */
export interface Voice {
  /** A name, a role, an action of the author's own. */
  name(text: string): string;
  /** The one who decides. */
  decider(text: string): string;
}

/** Sentences for plain text: what escapes them comes after. */
export const PLAIN_VOICE: Voice = {
  name: (text) => text.replace(/\s+/g, " ").trim(),
  decider: (text) => text.replace(/\s+/g, " ").trim(),
};

const ACTION_WORDS: Readonly<Record<string, string>> = {
  review: "look at where the budget went",
  slowRollout: "roll releases out more slowly",
  featureThrottle: "slow down or switch off features",
  rollback: "take the latest release back",
  releaseFreeze: "release nothing but urgent fixes",
  techDebt: "put reliability work before new features",
};

/** What is done at an escalation step: "look at where the budget went". */
export function actionWords(action: string, voice: Voice): string {
  return (Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action] : undefined) ?? voice.name(action);
}

/** What is to be done at a step: "To do: take the latest release back and …"; undefined where it says nothing. */
export function stepActions({ actions }: EscalationStep, voice: Voice): string | undefined {
  if (actions.length === 0) return undefined;
  return `To do: ${listed(actions.map(({ value }) => actionWords(value, voice)))}.`;
}

/** Who decides at a step, and how soon. */
export function stepDecision({ decider, within }: EscalationStep, voice: Voice): string | undefined {
  const soon = within ? ` within ${shortDuration(within.value)}` : "";
  if (decider) return `${voice.decider(decider.value)} decides${soon}.`;
  return within ? `It must be under way${soon}.` : undefined;
}

/** What a gate asks of a release; undefined where its effect cannot be read. */
export function gateAsks(gate: ReleaseGate, voice: Voice): string | undefined {
  const { effect, rollout, approver, exceptions } = gate;
  const names = (located: readonly { readonly value: string }[]) =>
    listed(located.map(({ value }) => voice.name(value)));
  const who = approver ? voice.decider(approver.value) : undefined;
  switch (effect?.value) {
    case "progressive":
      return `Releases go out step by step${rollout.length > 0 ? `: ${names(rollout)}` : ""}.`;
    case "approve":
      return who ? `Each release needs a yes from ${who}.` : "Each release needs somebody's yes.";
    case "block": {
      const but = exceptions.length > 0 ? ` but ${names(exceptions)}` : "";
      return `Nothing is released${but}.${who ? ` ${who} may let a release through.` : ""}`;
    }
    default:
      return undefined;
  }
}
