import type { Span } from "../text/span";
import type { YamlNode, YamlSeq } from "../yaml/node";

/** An entry of a list that says what one before it has said, where the tool refuses that. */
export interface Repetition {
  readonly list: YamlSeq;
  readonly item: YamlNode;
  /** What is named twice, as it is to be read: `shop/checkout`. */
  readonly named: string;
  readonly span: Span;
  /** Where it was named first. */
  readonly first: Span;
  /** The key of the list. */
  readonly place: string;
  /** What the tool does, and why, as whole sentences. */
  readonly why: string;
}
