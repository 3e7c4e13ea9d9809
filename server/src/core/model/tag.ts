import type { Span } from "../text/span";
import type { Located } from "./located";

/** A label or annotation. Labels may hold several values. */
export interface Tag {
  readonly key: string;
  readonly keySpan: Span;
  readonly values: readonly Located<string>[];
  readonly valueSpan: Span;
}
