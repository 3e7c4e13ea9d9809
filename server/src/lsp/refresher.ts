import type { CodeLens, InlayHint, InlayHintParams, SemanticTokens } from "vscode-languageserver";
import { codeLens, inlayHint } from "./features";
import { tokensOf } from "./semantic-tokens";
import type { Session } from "./session";
import { canonicalUri } from "./uris";

/** What a client was told, and of which text. */
interface Told {
  readonly version: number | null;
  readonly text: string;
}

/** Hints come from the other files too: so long after the last edit it is looked whether any have changed. */
const DELAY_MS = 150;

/** Makes the client ask again for hints, lenses and colours that an edit elsewhere has changed. */
export class Refresher {
  private readonly hints = new Map<string, Told & { readonly params: InlayHintParams }>();
  private readonly lenses = new Map<string, Told>();
  private readonly tokens = new Map<string, Told>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly refresh: {
      readonly inlayHints: () => void;
      readonly codeLenses: () => void;
      readonly semanticTokens: () => void;
      readonly overview: () => void;
    },
  ) {}

  hintsGiven(params: InlayHintParams, hints: InlayHint[] | null): void {
    const key = canonicalUri(params.textDocument.uri);
    this.hints.set(key, { version: this.session.store.version(key), params, text: JSON.stringify(hints) });
  }

  lensesGiven(uri: string, lenses: CodeLens[] | null): void {
    const key = canonicalUri(uri);
    this.lenses.set(key, { version: this.session.store.version(key), text: JSON.stringify(lenses) });
  }

  tokensGiven(uri: string, tokens: SemanticTokens | null): void {
    const key = canonicalUri(uri);
    this.tokens.set(key, { version: this.session.store.version(key), text: tokenText(tokens) });
  }

  documentClosed(key: string): void {
    this.hints.delete(key);
    this.lenses.delete(key);
    this.tokens.delete(key);
  }

  /** Something may have changed. */
  updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), DELAY_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private update(): void {
    const { session } = this;
    const { store, abilities } = session;
    // A client that has edited a document asks for it anyway: only the same version is compared.
    const staleHints = [...this.hints].some(
      ([key, { version, params, text }]) =>
        version === store.version(key) && text !== JSON.stringify(inlayHint(session, params)),
    );
    const staleLenses = [...this.lenses].some(
      ([key, { version, text }]) =>
        version === store.version(key) &&
        text !== JSON.stringify(codeLens(session, { textDocument: { uri: store.clientUri(key) } })),
    );
    const staleTokens = [...this.tokens].some(
      ([key, { version, text }]) =>
        version === store.version(key) && text !== tokenText(tokensOf(session, store.clientUri(key))),
    );
    this.refresh.overview();
    if (staleHints && abilities.inlayHintRefresh) this.refresh.inlayHints();
    if (staleLenses && abilities.codeLensRefresh) this.refresh.codeLenses();
    if (staleTokens && abilities.semanticTokensRefresh) this.refresh.semanticTokens();
  }
}

/** What is the same in two answers that say the same: each has an id of its own. */
function tokenText(tokens: SemanticTokens | null): string {
  return JSON.stringify(tokens?.data ?? null);
}
