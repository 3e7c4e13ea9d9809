import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
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
  type WorkspaceEdit,
} from "vscode-languageserver";
import { type Completion, completionsAt } from "../core/ide/completion/completion";
import { definitionsAt } from "../core/ide/definition";
import { type FileFix, fixesAt } from "../core/ide/fixes";
import { hoverAt } from "../core/ide/hover";
import { codeLenses, inlayHints } from "../core/ide/inlay-hints";
import { signalHints } from "../core/ide/signal-hints";
import { type DocumentSymbol as CoreSymbol, documentSymbols } from "../core/ide/symbols";
import { SOURCE } from "./diagnostics";
import { ideOptions, isJudgedAlone, type Session } from "./session";
import { canonicalUri } from "./uris";

/** The command of a client that shows the preview. */
const PREVIEW_COMMAND = "slosmith.preview";

export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const found = hoverAt(store.workspace, key, store.linesOf(key).offsetAt(position), ideOptions(session));
  if (!found) return null;
  const kind = abilities.markdownHover ? "markdown" : "plaintext";
  return { contents: { kind, value: found.markdown }, range: store.rangeOf(key, found.span) };
}

export function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
): CompletionItem[] | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const found = completionsAt(store.workspace, key, store.linesOf(key).offsetAt(position));
  return found.map(({ label, kind, detail, documentation, newText, replace, order }) => ({
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined
      ? {}
      : {
          documentation: {
            kind: abilities.markdownHover ? ("markdown" as const) : ("plaintext" as const),
            value: documentation,
          },
        }),
    textEdit: { range: store.rangeOf(key, replace), newText },
    filterText: label,
    sortText: String(order).padStart(4, "0"),
  }));
}

const COMPLETION_KINDS: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
};

export function inlayHint(session: Session, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const { store, settings } = session;
  const key = canonicalUri(textDocument.uri);
  if ((!settings.inlayHints && !settings.signalHints) || !store.file(key)) return null;
  const lines = store.linesOf(key);
  const span = store.spanOf(key, range);
  const hints = [
    ...(settings.inlayHints ? inlayHints(store.workspace, key, span, ideOptions(session)) : []),
    ...(settings.signalHints ? signalHints(store.workspace, key, span) : []),
  ];
  return hints.map(({ offset, label, tooltip }) => ({
    position: lines.positionAt(offset),
    label,
    tooltip,
    paddingLeft: true,
  }));
}

export function codeLens(session: Session, { textDocument }: CodeLensParams): CodeLens[] | null {
  const { store, settings, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!settings.codeLens || !store.file(key)) return null;
  // A lens must name a command; one without a name is shown as mere text.
  const command = abilities.commands.includes(PREVIEW_COMMAND) ? PREVIEW_COMMAND : "";
  return codeLenses(store.workspace, key, ideOptions(session)).map(({ span, title }) => ({
    range: store.rangeOf(key, span),
    command: { title, command },
  }));
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

export function codeAction(session: Session, params: CodeActionParams): CodeAction[] | null {
  const { store, settings, indexer } = session;
  const key = canonicalUri(params.textDocument.uri);
  const { only, diagnostics } = params.context;
  if (only && !only.some((kind) => isKindOf(CodeActionKind.QuickFix, kind))) return null;
  if (!store.file(key)) return null;
  const fixes = fixesAt(store.workspace, key, store.spanOf(key, params.range), { settings: settings.rules });
  return fixes
    .filter(({ finding }) => indexer.isComplete || isJudgedAlone(finding))
    .map((fix) => {
      const { start } = store.rangeOf(key, fix.finding.span);
      const mended = diagnostics.filter(
        ({ source, code, range }) =>
          source === SOURCE &&
          code === fix.finding.code &&
          range.start.line === start.line &&
          range.start.character === start.character,
      );
      return {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        ...(mended.length > 0 ? { diagnostics: mended } : {}),
        ...(fix.safe ? { isPreferred: true } : {}),
        edit: toEdit(session, key, fix),
      };
    });
}

/** Whether a kind of action (`quickfix`) belongs to a wanted one (`quickfix`, or the empty kind of all). */
function isKindOf(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

function toEdit(session: Session, key: string, fix: FileFix): WorkspaceEdit {
  const { store, abilities } = session;
  const uri = store.clientUri(key);
  const edits = fix.edits.map(({ span, newText }) => ({ range: store.rangeOf(key, span), newText }));
  if (!abilities.versionedEdits) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version: store.version(key) }, edits }] };
}
