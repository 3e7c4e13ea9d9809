import { shortened } from "../text/shortened";
import type { Span } from "../text/span";
import type { PromqlFault } from "./expr";
import type { Token } from "./tokens";

/** A piece of the query for a message, cut where it is long. */
export function excerpt(text: string): string {
  return shortened(text.replace(/\s+/g, " "), 40);
}

/** Where a token stands; the beginning where there is none. */
export function spanOfToken(token: Token | undefined): Span {
  return token ? { start: token.start, end: token.end } : { start: 0, end: 0 };
}

/** A syntax fault at a token. */
export function syntax(token: Token | undefined, what: string, todo: string): PromqlFault {
  return { kind: "syntax", span: spanOfToken(token), what, todo };
}
