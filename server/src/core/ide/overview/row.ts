import type { SpecDocument } from "../../dialects/spec-document";
import type { ObjectKind } from "../../model/spec-object";
import type { Review } from "../../resolve/review";
import type { ResolvedTier } from "../../resolve/tier";
import type { Span } from "../../text/span";

/** One objective of an SLO, as the overview tells it. */
export interface ObjectiveRow {
  /** The objective's own name; absent where it has none. */
  readonly name?: string;
  /** "99.95 %"; absent where it cannot be read. */
  readonly target?: string;
  /** "99.95 % over 28d", or in a sentence why it has no figures. */
  readonly promise: string;
  /** "20m 9.6s in 28d"; absent where there is none. */
  readonly budget?: string;
  /** The budget in seconds, to sort by. */
  readonly budgetSeconds?: number;
  /** All of it in its YAML document, its first line in formats that have no item for it; and where to go. */
  readonly span: Span;
  readonly place: Span;
}

/** What a tier requires of a service and none of its SLOs promises. */
export interface MissingRow {
  readonly service: string;
  readonly tier: ResolvedTier;
  /** "latency", "latency on the path `critical`". */
  readonly words: string;
}

/** One object of the workspace, as far as the overview tells of it. Spans are relative to the YAML document. */
export interface ObjectRow {
  readonly kind: ObjectKind;
  /** Its display name or name; absent where it has neither. */
  readonly name?: string;
  /** By which others speak of it. */
  readonly ownName?: string;
  /** The whole object, and where to go. */
  readonly span: Span;
  readonly place: Span;
  /** Of an SLO: its service, by name. */
  readonly service?: string;
  readonly tier?: ResolvedTier;
  /** Of a tier: its place among tiers, 0 the most important. */
  readonly rank?: number;
  readonly objectives: readonly ObjectiveRow[];
  readonly review?: Review;
  readonly missing: readonly MissingRow[];
  /** It is there for others, and nothing in the workspace names it. */
  readonly unused: boolean;
}

/** A YAML document's objects. */
export interface DocumentRows {
  readonly document: SpecDocument;
  readonly objects: readonly ObjectRow[];
}
