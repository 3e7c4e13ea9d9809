import {
  type CodeLens,
  type CodeLensParams,
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type Location,
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type SelectionRange,
  type SelectionRangeParams,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
  type WorkspaceSymbolParams,
} from "vscode-languageserver";
import { foldingRanges } from "../core/ide/navigation/folding";
import { documentLinks } from "../core/ide/navigation/links";
import { highlightsAt, type NamePlace, referencesAt } from "../core/ide/navigation/references";
import { prepareRename as prepare, renameAt } from "../core/ide/navigation/rename";
import { selectionRanges } from "../core/ide/navigation/selection";
import { slosUsing, usesLenses } from "../core/ide/navigation/uses-lens";
import { workspaceSymbols } from "../core/ide/navigation/workspace-symbols";
import type { ClientAbilities } from "./client-abilities";
import type { Guard } from "./guard";
import { DOCUMENT, PLACE } from "./params";
import type { UsesParams } from "./protocol";
import type { Session } from "./session";
import { canonicalUri } from "./uris";
import { workspaceEdit } from "./workspace-edit";

/** The command of a client that lists the SLOs that use an object: it is given the file and the name's place. */
const SHOW_USES_COMMAND = "slosmith.showUses";

/** What the server offers of all this. */
export function navigationCapabilities({ prepareRename: asksFirst }: ClientAbilities): ServerCapabilities {
  return {
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: asksFirst ? { prepareProvider: true } : true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
  };
}

/** Answers a client's requests. */
export function serveNavigation(connection: Connection, guard: Guard): void {
  connection.onReferences(guard.request("references", PLACE, references, null));
  connection.onDocumentHighlight(guard.request("highlights", PLACE, highlights, null));
  connection.onPrepareRename(guard.request("prepare rename", PLACE, prepareRename, null));
  connection.onRenameRequest(guard.request("rename", [...PLACE, "newName"], rename, null));
  connection.onWorkspaceSymbol(guard.request("workspace symbols", ["query"], workspaceSymbol, null));
  connection.onDocumentLinks(guard.request("links", DOCUMENT, documentLink, null));
  connection.onFoldingRanges(guard.request("folding", DOCUMENT, foldingRange, null));
  connection.onSelectionRanges(
    guard.request("selection ranges", [...DOCUMENT, "positions"], selectionRange, null),
  );
  connection.onRequest("slosmith/uses", guard.request("uses", ["uri", "position"], uses, null));
}

function references(session: Session, params: ReferenceParams): Location[] | null {
  const { store } = session;
  const key = canonicalUri(params.textDocument.uri);
  if (!store.file(key)) return null;
  const offset = store.linesOf(key).offsetAt(params.position);
  const places = referencesAt(store.workspace, key, offset, params.context?.includeDeclaration === true);
  return places.map((place) => toLocation(session, place));
}

function toLocation({ store }: Session, { uri, span }: NamePlace): Location {
  return { uri: store.clientUri(uri), range: store.rangeOf(uri, span) };
}

/** None where no name stands: editors then mark the same words. */
function highlights(session: Session, params: DocumentHighlightParams): DocumentHighlight[] | null {
  const { store } = session;
  const key = canonicalUri(params.textDocument.uri);
  if (!store.file(key)) return null;
  const places = highlightsAt(store.workspace, key, store.linesOf(key).offsetAt(params.position));
  if (places.length === 0) return null;
  return places.map(({ span, isDeclaration }) => ({
    range: store.rangeOf(key, span),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** Why no name can be changed while not all files are known that may have it. */
function unknownFiles({ isWaiting }: Session["indexer"]): ResponseError<never> {
  return refusal(
    isWaiting
      ? "The workspace's files are still being read. Try again in a moment."
      : "A folder of the workspace could not be read, and the name may stand there. The log tells why.",
  );
}

function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): PrepareRenameResult | ResponseError<never> | null {
  const { store, indexer } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.isSpec(key)) return null;
  if (!indexer.isComplete) return unknownFiles(indexer);
  const found = prepare(store.workspace, key, store.linesOf(key).offsetAt(position));
  if (!found.ok) return refusal(found.why);
  return { range: store.rangeOf(key, found.span), placeholder: found.name };
}

function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): WorkspaceEdit | ResponseError<never> | null {
  const { store, indexer } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.isSpec(key)) return null;
  if (!indexer.isComplete) return unknownFiles(indexer);
  const answer = renameAt(store.workspace, key, store.linesOf(key).offsetAt(position), newName);
  if (!answer.ok) return refusal(answer.why);
  const changes = [...answer.edits].map(([uri, edits]) => ({ uri, edits }));
  return workspaceEdit(session, changes) ?? null;
}

/** A refusal that the editor shows to the person who asked. */
function refusal(why: string): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}

function workspaceSymbol({ store }: Session, { query }: WorkspaceSymbolParams): SymbolInformation[] | null {
  return workspaceSymbols(store.workspace, query).map(({ name, kind, container, uri, span }) => ({
    name,
    kind: SymbolKind.Class,
    location: { uri: store.clientUri(uri), range: store.rangeOf(uri, span) },
    containerName: container === "" ? kind : `${kind} · ${container}`,
  }));
}

function documentLink({ store }: Session, { textDocument }: DocumentLinkParams): DocumentLink[] | null {
  const key = canonicalUri(textDocument.uri);
  const file = store.file(key);
  if (!file) return null;
  return documentLinks(file).map(({ span, target, tooltip }) => ({
    range: store.rangeOf(key, span),
    target,
    tooltip,
  }));
}

const FOLDING_KINDS = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
  value: undefined,
} as const;

function foldingRange({ store }: Session, { textDocument }: FoldingRangeParams): FoldingRange[] | null {
  const file = store.file(canonicalUri(textDocument.uri));
  const ranges = file && foldingRanges(file);
  if (!ranges) return null;
  return ranges.map(({ startLine, endLine, kind }) => {
    const word = FOLDING_KINDS[kind];
    return { startLine, endLine, ...(word ? { kind: word } : {}) };
  });
}

function selectionRange(
  { store }: Session,
  { textDocument, positions }: SelectionRangeParams,
): SelectionRange[] | null {
  const key = canonicalUri(textDocument.uri);
  // Beside an editor's own words and brackets nothing is to be said of YAML that is no SLO.
  if (!store.isSpec(key)) return null;
  const lines = store.linesOf(key);
  return positions.map((position) => {
    const spans = selectionRanges(store.workspace, key, lines.offsetAt(position));
    let range: SelectionRange | undefined;
    for (const span of spans.reverse()) {
      range = { range: store.rangeOf(key, span), ...(range ? { parent: range } : {}) };
    }
    return range ?? { range: { start: position, end: position } };
  });
}

/** A line above each object that SLOs can use. None while files are still being read: others may use it. */
export function usesLens(session: Session, { textDocument }: CodeLensParams): CodeLens[] | null {
  const { store, settings, abilities, indexer } = session;
  const key = canonicalUri(textDocument.uri);
  if (!settings.usesLens || !indexer.isComplete || !store.file(key)) return null;
  const command = abilities.commands.includes(SHOW_USES_COMMAND) ? SHOW_USES_COMMAND : "";
  return usesLenses(store.workspace, key).map(({ span, title }) => {
    const range = store.rangeOf(key, span);
    const args = command === "" ? {} : { arguments: [store.clientUri(key), range.start] };
    return { range, command: { title, command, ...args } };
  });
}

/** The places where SLOs use the object whose name stands at a position. */
function uses(session: Session, { uri, position }: UsesParams): Location[] | null {
  const { store } = session;
  const key = canonicalUri(uri);
  if (!store.file(key)) return null;
  const places = slosUsing(store.workspace, key, store.linesOf(key).offsetAt(position));
  return places.map((place) => toLocation(session, place));
}
