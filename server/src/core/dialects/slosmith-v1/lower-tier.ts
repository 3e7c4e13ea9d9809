import type { Tier } from "../../model/tier";
import type { YamlMap } from "../../yaml/node";

/** Reads a ReliabilityTier's spec into the model. */
export function lowerTier(_root: YamlMap): Tier {
  return {
    type: "tier",
    aliases: [],
    journeys: [],
    segments: [],
    objectives: [],
    alerting: [],
    releaseGates: [],
  };
}
