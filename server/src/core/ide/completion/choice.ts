import type { Span } from "../../text/span";

/** What sort of thing a completion is, for its icon. */
export type CompletionKind =
  | "key"
  | "value"
  | "word"
  | "reference"
  /** Several keys at once. */
  | "block"
  /** A whole document. */
  | "document"
  | "metric"
  | "function"
  | "label"
  | "duration"
  | "placeholder"
  | "keyword";

/** Something that could be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is written in place of {@link replace}; further lines have their whole indentation. */
  readonly newText: string;
  /** The same with tab stops, in the syntax of LSP's snippets, where it has any. */
  readonly snippet?: string;
  /** What is typed to find it, where that is not the label. */
  readonly filter?: string;
  /** A value has to follow, and some are known: ask again once it is written. */
  readonly asksOn?: true;
  /** In the file; on one line. */
  readonly replace: Span;
  /** The white space that the cursor's line begins with. */
  readonly indent: string;
  /** The order in which to offer. */
  readonly order: number;
}

/** A completion that does not know its place yet. */
export type Choice = Omit<Completion, "replace" | "order" | "indent"> & {
  /** How much of what is written stays, where only the last word of several is replaced. */
  readonly from?: number;
  /** What it replaces, in the YAML document; the word at the cursor if left out. */
  readonly replace?: Span;
};
