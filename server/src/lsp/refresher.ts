import type { CodeLens, InlayHint, InlayHintParams, SemanticTokens } from "vscode-languageserver";
import type { Workspace } from "../core/workspace";
import { codeLens, inlayHint } from "./features";
import { tokensOf } from "./semantic-tokens";
import type { Session } from "./session";
import type { Settings } from "./settings";
import { canonicalUri } from "./uris";

/** What answers are made from: where all of it is the same, so are they. */
interface Basis {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly complete: boolean;
  readonly bases: number;
}

/** What a client was told, of which text, and how it would be told again. */
interface Told {
  readonly version: number | null;
  readonly text: string;
  /** The last basis for which the answer is known to hold. */
  basis: Basis;
  readonly again: () => unknown;
}

/** Hints come from the other files too: so long after the last edit it is looked whether any have changed. */
const DELAY_MS = 150;

/** Makes the client ask again for hints, lenses and colours that an edit elsewhere has changed. */
export class Refresher {
  private readonly hints = new Map<string, Told>();
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
    this.given(this.hints, params.textDocument.uri, hints, () => inlayHint(this.session, params));
  }

  lensesGiven(uri: string, lenses: CodeLens[] | null): void {
    this.given(this.lenses, uri, lenses, () => codeLens(this.session, { textDocument: { uri } }));
  }

  tokensGiven(uri: string, tokens: SemanticTokens | null): void {
    this.given(this.tokens, uri, dataOf(tokens), () => dataOf(tokensOf(this.session, uri)));
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

  private given(told: Map<string, Told>, uri: string, answer: unknown, again: () => unknown): void {
    const key = canonicalUri(uri);
    const version = this.session.store.version(key);
    told.set(key, { version, text: JSON.stringify(answer), basis: this.basis(), again });
  }

  private update(): void {
    const { inlayHintRefresh, codeLensRefresh, semanticTokensRefresh } = this.session.abilities;
    const basis = this.basis();
    const staleHints = inlayHintRefresh && this.isStale(this.hints, basis);
    const staleLenses = codeLensRefresh && this.isStale(this.lenses, basis);
    const staleTokens = semanticTokensRefresh && this.isStale(this.tokens, basis);
    this.refresh.overview();
    if (staleHints) this.refresh.inlayHints();
    if (staleLenses) this.refresh.codeLenses();
    if (staleTokens) this.refresh.semanticTokens();
  }

  private isStale(all: ReadonlyMap<string, Told>, basis: Basis): boolean {
    for (const [key, told] of all) {
      // A client that has edited a document asks for it anyway: only the same version is compared.
      if (told.version !== this.session.store.version(key) || isSame(told.basis, basis)) continue;
      if (told.text !== JSON.stringify(told.again())) return true;
      told.basis = basis;
    }
    return false;
  }

  private basis(): Basis {
    const { store, settings, indexer, bases } = this.session;
    return { workspace: store.workspace, settings, complete: indexer.isComplete, bases: bases.revision };
  }
}

function isSame(a: Basis, b: Basis): boolean {
  return (
    a.workspace === b.workspace &&
    a.settings === b.settings &&
    a.complete === b.complete &&
    a.bases === b.bases
  );
}

/** What is the same in two answers that say the same: each has an id of its own. */
function dataOf(tokens: SemanticTokens | null): readonly number[] | null {
  return tokens?.data ?? null;
}
