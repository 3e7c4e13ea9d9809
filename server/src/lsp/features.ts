import {
  type CodeLens,
  type CodeLensParams,
  type Definition,
  type DefinitionLink,
  type DefinitionParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver";
import { definitionsAt } from "../core/ide/definition";
import { alertHints } from "../core/ide/hints/alert-hints";
import { tierHints } from "../core/ide/hints/tier-hints";
import { hoverAt } from "../core/ide/hover";
import { codeLenses, inlayHints } from "../core/ide/inlay-hints";
import { signalHints } from "../core/ide/signal-hints";
import { type DocumentSymbol as CoreSymbol, documentSymbols } from "../core/ide/symbols";
import { changesLens } from "./bases";
import { hasSchemaElsewhere } from "./beside";
import { usesLens } from "./navigation";
import { ideOptions, type Session } from "./session";
import { canonicalUri } from "./uris";

/** The command of a client that shows the preview. */
const PREVIEW_COMMAND = "slosmith.preview";

export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const options = { ...ideOptions(session), withoutProperties: hasSchemaElsewhere(session, key) };
  const found = hoverAt(store.workspace, key, store.linesOf(key).offsetAt(position), options);
  if (!found) return null;
  const kind = abilities.markdownHover ? "markdown" : "plaintext";
  return { contents: { kind, value: found.markdown }, range: store.rangeOf(key, found.span) };
}

export function inlayHint(session: Session, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const { store, settings } = session;
  const key = canonicalUri(textDocument.uri);
  const kinds = [
    ...(settings.inlayHints ? [inlayHints] : []),
    ...(settings.alertHints ? [alertHints] : []),
    ...(settings.tierHints ? [tierHints] : []),
    ...(settings.signalHints ? [signalHints] : []),
  ];
  if (kinds.length === 0 || !store.file(key)) return null;
  const lines = store.linesOf(key);
  const span = store.spanOf(key, range);
  const options = ideOptions(session);
  const hints = kinds
    .flatMap((hintsOf) => hintsOf(store.workspace, key, span, options))
    .map(({ offset, label, tooltip }) => ({
      position: lines.positionAt(offset),
      label,
      tooltip,
      paddingLeft: true,
    }));
  // One line has room for one: the first kind's.
  const taken = new Set<number>();
  return hints.filter(({ position: { line } }) => !taken.has(line) && taken.add(line));
}

export function codeLens(session: Session, { textDocument }: CodeLensParams): CodeLens[] | null {
  const { store, settings, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  const uses = usesLens(session, { textDocument });
  const changes = changesLens(session, key);
  const others = changes.length > 0 ? [...changes, ...(uses ?? [])] : uses;
  if (!settings.codeLens || !store.file(key)) return others;
  // A lens must name a command; one without a name is shown as mere text.
  const command = abilities.commands.includes(PREVIEW_COMMAND) ? PREVIEW_COMMAND : "";
  const budgets = codeLenses(store.workspace, key, ideOptions(session)).map(({ span, title }) => ({
    range: store.rangeOf(key, span),
    command: { title, command },
  }));
  return [...budgets, ...(others ?? [])];
}

export function documentSymbol(
  session: Session,
  { textDocument }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const symbols = documentSymbols(store.workspace, key);
  if (abilities.hierarchicalSymbols) return symbols.map((symbol) => toSymbol(session, key, symbol));
  return symbols.flatMap((symbol) =>
    [symbol, ...symbol.children].map((one) => flatSymbol(session, key, one, symbol)),
  );
}

function toSymbol(session: Session, key: string, symbol: CoreSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKind(symbol),
    range: session.store.rangeOf(key, symbol.span),
    selectionRange: session.store.rangeOf(key, symbol.selection),
    children: symbol.children.map((child) => toSymbol(session, key, child)),
  };
}

function flatSymbol(
  session: Session,
  key: string,
  symbol: CoreSymbol,
  parent: CoreSymbol,
): SymbolInformation {
  return {
    name: symbol.name,
    kind: symbolKind(symbol),
    location: { uri: session.store.clientUri(key), range: session.store.rangeOf(key, symbol.span) },
    ...(symbol === parent ? {} : { containerName: parent.name }),
  };
}

function symbolKind({ kind }: CoreSymbol): SymbolKind {
  return kind === "object" ? SymbolKind.Class : SymbolKind.Field;
}

export function definition(
  session: Session,
  { textDocument, position }: DefinitionParams,
): DefinitionLink[] | Definition | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const links = definitionsAt(store.workspace, key, store.linesOf(key).offsetAt(position));
  if (links.length === 0) return null;
  return links.map(({ origin, uri, target }) => {
    const range = store.rangeOf(uri, target);
    const targetUri = store.clientUri(uri);
    if (!abilities.definitionLinks) return { uri: targetUri, range };
    const originSelectionRange = store.rangeOf(key, origin);
    return { originSelectionRange, targetUri, targetRange: range, targetSelectionRange: range };
  }) as DefinitionLink[] | Definition;
}
