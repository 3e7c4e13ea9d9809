import type { Span } from "../text/span";

/** A mistake of YAML itself. */
export interface YamlFault {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}
