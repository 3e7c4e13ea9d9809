import { lowerFrame } from "../common";
import type { Dialect, Header, Recognition } from "../dialect";
import { lowerTier } from "./lower-tier";

export const SLOSMITH_V1 = "slosmith/v1";
const KINDS = ["ReliabilityTier"] as const;

/** SLOsmith's own format: what no SLO format can say, reliability tiers and their error budget policy. */
export const slosmithV1: Dialect = {
  id: SLOSMITH_V1,
  mark: /slosmith|ReliabilityTier/,
  claim: /^[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?slosmith\/v1["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  lower(input) {
    const frame = lowerFrame(input);
    const body = input.header.kind === "ReliabilityTier" ? lowerTier(input.root) : { type: "other" as const };
    return { dialect: SLOSMITH_V1, kind: "ReliabilityTier", ...frame, references: [], body };
  },
};

function recognise(header: Header): Recognition | undefined {
  const known = header.kind === "ReliabilityTier";
  if (header.apiVersion === SLOSMITH_V1) {
    if (known) return { kind: "known", schemaKey: `${SLOSMITH_V1}#ReliabilityTier` };
    return { kind: "near-miss", fault: { field: "kind", suggestion: "ReliabilityTier", known: KINDS } };
  }
  if (!known && !/^slosmith(\.|\/|$)/i.test(header.apiVersion)) return undefined;
  const schemaKey = known ? { schemaKey: `${SLOSMITH_V1}#ReliabilityTier` } : {};
  return {
    kind: "near-miss",
    ...schemaKey,
    fault: { field: "apiVersion", suggestion: SLOSMITH_V1, known: [SLOSMITH_V1] },
  };
}
