import mistake from "./examples/mistake.yaml";
import slo from "./examples/slo.yaml";
import tier from "./examples/tier.yaml";

/**
 * Specs to try things on, from the walkthrough: whole documents, so that they work in an empty window and on the web.
 * The bundle holds their text.
 */
export const EXAMPLES = { slo, mistake, tier } as const;

export type ExampleName = keyof typeof EXAMPLES;

/** Takes a command's argument; without one it is the first example. */
export function exampleName(given: unknown): ExampleName {
  return given === "mistake" || given === "tier" ? given : "slo";
}
