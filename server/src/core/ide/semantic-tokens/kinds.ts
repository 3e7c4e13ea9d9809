import type { Span } from "../../text/span";

/** What a stretch of text is, in the words of the protocol's standard legend, so that every theme knows them. */
export const TOKEN_TYPES = [
  /** A metric's name. */
  "variable",
  /** A function or an aggregation of PromQL. */
  "function",
  /** A word of PromQL: `by`, `offset`, `unless`. */
  "keyword",
  /** A sign of PromQL: an operator, a bracket, a comma. */
  "operator",
  /** A label's name in a query, and a key of a spec that is deprecated. */
  "property",
  /** A label's value. */
  "string",
  /** A label's value that is a pattern. */
  "regexp",
  /** A number, a target, a length of time. */
  "number",
  /** What a template engine or a tool fills in. */
  "macro",
  /** The name of an object, where it is given and where it is said. */
  "class",
  /** One of the words that the format knows for a value. */
  "enumMember",
  /** A comment inside of a query. */
  "comment",
] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = [
  /** An object's name where the object is written. */
  "declaration",
  /** The format's tools still read it, or do no more; another key took its place. */
  "deprecated",
] as const;

export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** What a stretch of text is. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifier?: TokenModifier;
}
