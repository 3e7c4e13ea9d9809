import { lowerFrame } from "../common";
import type { Dialect, Header, Recognition } from "../dialect";
import { lowerTier } from "./lower-tier";

export const SLOSMITH_V1 = "slosmith/v1";
const KINDS = ["ReliabilityTier"] as const;

/** SLOsmith's own format: what no SLO format can say, reliability tiers and their error budget policy. */
export const slosmithV1: Dialect = {
  id: SLOSMITH_V1,
  mark: /slosmith|ReliabilityTier/,
  claim: /^\uFEFF?[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?slosmith\/v1["']?[ \t]*(?:#.*)?\r?$/m,
  recognise,
  lower(input) {
    const frame = lowerFrame(input);
    return {
      dialect: SLOSMITH_V1,
      kind: "ReliabilityTier",
      ...frame,
      references: [],
      body: lowerTier(input.root),
    };
  },
};

function recognise(header: Header): Recognition | undefined {
  const known = header.kind === "ReliabilityTier";
  if (header.apiVersion === SLOSMITH_V1) {
    if (known) return { kind: "known", schemaKey: `${SLOSMITH_V1}#ReliabilityTier` };
    return { kind: "near-miss", fault: { field: "kind", suggestion: "ReliabilityTier", known: KINDS } };
  }
  const ours = /^slosmith(\.|\/|$)/i.test(header.apiVersion);
  // A kind of this name in another project's group is that project's own.
  if (!ours && (!known || header.apiVersion.includes("/"))) return undefined;
  const schemaKey = known ? { schemaKey: `${SLOSMITH_V1}#ReliabilityTier` } : {};
  return {
    kind: "near-miss",
    ...schemaKey,
    fault: { field: "apiVersion", suggestion: SLOSMITH_V1, known: [SLOSMITH_V1] },
  };
}
