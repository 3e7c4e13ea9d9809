import {
  type Connection,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  type ServerCapabilities,
} from "vscode-languageserver";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../core/ide/semantic-tokens/kinds";
import { semanticTokens } from "../core/ide/semantic-tokens/semantic-tokens";
import type { ClientAbilities } from "./client-abilities";
import type { Guard } from "./guard";
import { DOCUMENT, RANGE } from "./params";
import type { Session } from "./session";
import type { LineRange } from "./store";
import { canonicalUri } from "./uris";

/** What the server offers of it: nothing to a client that knows none. */
export function semanticTokensCapability({ semanticTokens: knows }: ClientAbilities): ServerCapabilities {
  if (!knows) return {};
  const legend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] };
  return { semanticTokensProvider: { legend, full: true, range: true } };
}

/** Answers a client's requests; `given` is told each answer for a whole document. */
export function serveSemanticTokens(
  connection: Connection,
  guard: Guard,
  given: (uri: string, tokens: SemanticTokens | null) => void,
): void {
  const { semanticTokens: requests } = connection.languages;
  requests.on(
    guard.request(
      "semantic tokens",
      DOCUMENT,
      (session, params: SemanticTokensParams) => {
        const tokens = tokensOf(session, params.textDocument.uri);
        given(params.textDocument.uri, tokens);
        return tokens;
      },
      null,
    ),
  );
  requests.onRange(
    guard.request(
      "semantic tokens",
      RANGE,
      (session, { textDocument, range }: SemanticTokensRangeParams) =>
        tokensOf(session, textDocument.uri, range),
      null,
    ),
  );
}

/** What the words of a document, or of a range of it, are. */
export function tokensOf({ store }: Session, uri: string, range?: LineRange): SemanticTokens | null {
  const key = canonicalUri(uri);
  if (!store.file(key)) return null;
  const lines = store.linesOf(key);
  const builder = new SemanticTokensBuilder();
  const span = range && store.spanOf(key, range);
  for (const { span: place, type, modifier } of semanticTokens(store.workspace, key, span)) {
    const { line, character } = lines.positionAt(place.start);
    // No token spans two lines; its length is counted as the client counts columns.
    const length = lines.positionAt(place.end).character - character;
    const bits = modifier === undefined ? 0 : 1 << TOKEN_MODIFIERS.indexOf(modifier);
    builder.push(line, character, length, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder.build();
}
