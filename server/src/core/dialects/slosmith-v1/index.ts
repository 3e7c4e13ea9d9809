import { claimOf } from "../claim";
import { lowerFrame } from "../common";
import type { Dialect, Header, Recognition } from "../dialect";
import { lowerWorkspace } from "./lower-measurement";
import { lowerTier } from "./lower-tier";

const SLOSMITH_V1 = "slosmith/v1";
const KINDS = ["ReliabilityTier", "Workspace"] as const;

/**
 * SLOsmith's own format: what no SLO format can say. Reliability tiers with their error budget policy, and what
 * holds for a whole folder of SLOs.
 */
export const slosmithV1: Dialect = {
  id: SLOSMITH_V1,
  mark: /slosmith|ReliabilityTier/,
  claim: claimOf(SLOSMITH_V1),
  recognise,
  lower(input) {
    const frame = lowerFrame(input);
    const common = { dialect: SLOSMITH_V1, ...frame, references: [] };
    return input.header.kind === "Workspace"
      ? [{ ...common, kind: "Workspace", body: lowerWorkspace(input.root) }]
      : [{ ...common, kind: "ReliabilityTier", body: lowerTier(input.root) }];
  },
};

function recognise(header: Header): Recognition | undefined {
  const kind = KINDS.find((one) => one === header.kind);
  if (header.apiVersion === SLOSMITH_V1) {
    if (kind) return { kind: "known", schemaKey: `${SLOSMITH_V1}#${kind}` };
    return { kind: "near-miss", fault: { field: "kind", ...suggestion(header.kind), known: KINDS } };
  }
  const ours = /^slosmith(\.|\/|$)/i.test(header.apiVersion);
  // A kind of this name in another project's group is that project's own, and `Workspace` is a common word.
  const telling = kind === "ReliabilityTier" && !header.apiVersion.includes("/");
  if (!ours && !telling) return undefined;
  return {
    kind: "near-miss",
    ...(kind ? { schemaKey: `${SLOSMITH_V1}#${kind}` } : {}),
    fault: { field: "apiVersion", suggestion: SLOSMITH_V1, known: [SLOSMITH_V1] },
  };
}

/** `Tier` is no misspelling, but can only mean the one kind. */
function suggestion(written: string): { readonly suggestion?: string } {
  return /tier/i.test(written) ? { suggestion: "ReliabilityTier" } : {};
}
