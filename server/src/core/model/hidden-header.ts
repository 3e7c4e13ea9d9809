import type { Span } from "../text/span";

/** A header line that says the right thing in a way that the format's tool does not look for. */
export interface HiddenHeader {
  /** `version`, `kind` … */
  readonly key: string;
  readonly span: Span;
  /** What is in the way: "a comment follows on its line". */
  readonly reason: string;
  /** What follows: which tool passes over the object, and which does not. */
  readonly consequence: string;
  /** Whether every tool of the format misses it; else some do. */
  readonly always: boolean;
  /** How the line is to be written. */
  readonly wanted: string;
  /** Puts it so; absent where that would change more than the line. */
  readonly edit?: { readonly span: Span; readonly newText: string };
}
