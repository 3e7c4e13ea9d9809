import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { createObject } from "../core/ide/actions/create-object";
import { extractIndicator, type Refactoring } from "../core/ide/actions/extract-indicator";
import { findingsAt, fixesOf } from "../core/ide/actions/fixes";
import { inlineIndicator } from "../core/ide/actions/inline-indicator";
import { addMissingCategories } from "../core/ide/actions/missing-category";
import { safeFixes, safeOnes } from "../core/ide/actions/safe-fixes";
import { separateDocument } from "../core/ide/actions/separate-document";
import { suppressionOf } from "../core/ide/actions/suppress";
import type { FileFinding } from "../core/workspace";
import { SOURCE } from "./diagnostics";
import { ideOptions, isJudgedAlone, type Session } from "./session";
import { canonicalUri } from "./uris";
import { editWithStop, workspaceEdit } from "./workspace-edit";

/** Named so that `source.fixAll`, which editors ask for on saving, means this one among others. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

/** The kinds of actions that there are. */
export const CODE_ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  FIX_ALL,
];

/** What a request for actions is answered from. */
interface Request {
  readonly session: Session;
  readonly key: string;
  readonly params: CodeActionParams;
  /** Whether actions of a kind are wanted. */
  wants(kind: string): boolean;
  accepts(finding: FileFinding): boolean;
}

export function codeAction(session: Session, params: CodeActionParams): CodeAction[] | null {
  const { store, indexer } = session;
  const key = canonicalUri(params.textDocument.uri);
  const { only } = params.context;
  const request: Request = {
    session,
    key,
    params,
    wants: (kind) => !only || only.some((wanted) => isKindOf(kind, wanted)),
    accepts: (finding) => indexer.isComplete || isJudgedAlone(finding),
  };
  if (!store.file(key) || !CODE_ACTION_KINDS.some(request.wants)) return null;
  const found = [
    ...(request.wants(CodeActionKind.QuickFix) ? quickFixes(request) : []),
    ...refactorings(request),
    // It is for saving, and for the menu of the whole file: nobody who looks at a line looks for it there.
    ...(only && request.wants(FIX_ALL) ? fixAll(request, FIX_ALL) : []),
  ];
  return found.length > 0 ? found : null;
}

/** Whether a kind of action (`quickfix`) belongs to a wanted one (`quickfix`, or the empty kind of all). */
function isKindOf(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

function quickFixes(request: Request): CodeAction[] {
  const { session, key, params, accepts } = request;
  const { store, settings } = session;
  const span = store.spanOf(key, params.range);
  const found = findingsAt(store.workspace, key, span, { settings: settings.rules }).filter(accepts);
  const fixes = found.flatMap((finding) =>
    fixesOf(finding).flatMap(({ title, safe, edits }) =>
      action(title, workspaceEdit(session, [{ uri: key, edits }]), {
        ...mended(request, finding),
        ...(safe ? { isPreferred: true } : {}),
      }),
    ),
  );
  const all = found.some((finding) => safeOnes(finding).length > 0)
    ? fixAll(request, CodeActionKind.QuickFix)
    : [];
  return [
    ...fixes,
    ...all,
    ...additions(request, found),
    ...found.flatMap((finding) => suppression(request, finding)),
  ];
}

/** What is missing, and where it was missed. While files are still being read it may be in one of them. */
function additions(request: Request, found: readonly FileFinding[]): CodeAction[] {
  const { session, key, params } = request;
  const { store, settings, indexer } = session;
  if (!indexer.isComplete) return [];
  const span = store.spanOf(key, params.range);
  const objects = createObject(store.workspace, key, span, settings.rules).flatMap((one) =>
    refactoring(request, one, CodeActionKind.QuickFix, missing(found, MISSING_OBJECT)),
  );
  const further = missing(found, FURTHER_DOCUMENT).flatMap((finding) => {
    const offer = separateDocument(store.workspace, key, finding.span, settings.rules);
    return offer ? refactoring(request, offer, CodeActionKind.QuickFix, [finding]) : [];
  });
  const lacking = missing(found, MISSING_CATEGORY);
  if (lacking.length === 0) return [...objects, ...further];
  const categories = addMissingCategories(store.workspace, key, span, ideOptions(session)).flatMap((one) =>
    refactoring(request, one, CodeActionKind.QuickFix, lacking),
  );
  return [...objects, ...further, ...categories];
}

/** The rules that speak of what these actions add, or move. */
const MISSING_OBJECT = ["dangling-reference", "unknown-tier"];
const MISSING_CATEGORY = ["tier-category-missing"];
const FURTHER_DOCUMENT = ["further-document"];

function missing(found: readonly FileFinding[], codes: readonly string[]): FileFinding[] {
  return found.filter(({ code }) => codes.includes(code));
}

function refactorings(request: Request): CodeAction[] {
  const { session, key, params, wants } = request;
  const { store, settings, indexer } = session;
  const span = store.spanOf(key, params.range);
  const offers: [string, typeof extractIndicator | typeof inlineIndicator][] = [
    [CodeActionKind.RefactorExtract, extractIndicator],
    [CodeActionKind.RefactorInline, inlineIndicator],
  ];
  const keyOnly = params.context.triggerKind === CodeActionTriggerKind.Automatic;
  const options = { settings: settings.rules, keyOnly };
  // Whether a name is taken, and by whom it is used, is known when all files are.
  if (!indexer.isComplete) return [];
  return offers.flatMap(([kind, offer]) => {
    const found = wants(kind) ? offer(store.workspace, key, span, options) : undefined;
    return found ? refactoring(request, found, kind, []) : [];
  });
}

function refactoring(
  request: Request,
  { title, changes }: Refactoring,
  kind: string,
  found: readonly FileFinding[],
): CodeAction[] {
  const diagnostics = found.flatMap((finding) => mended(request, finding).diagnostics ?? []);
  return action(title, workspaceEdit(request.session, changes), {
    kind,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  });
}

/** All safe fixes of the file as one action; as a quick fix only where there are several. */
function fixAll({ session, key, accepts }: Request, kind: string): CodeAction[] {
  const { store, settings } = session;
  const { edits, count } = safeFixes(store.workspace, key, { settings: settings.rules, accepts });
  if (edits.length === 0 || (kind === CodeActionKind.QuickFix && count < 2)) return [];
  const title = kind === CodeActionKind.QuickFix ? `Fix all ${count} safe problems` : "Fix all safe problems";
  return action(title, workspaceEdit(session, [{ uri: key, edits }]), { kind });
}

function suppression(request: Request, finding: FileFinding): CodeAction[] {
  const { session, key } = request;
  const found = suppressionOf(session.store.workspace, key, finding);
  if (!found) return [];
  const edit = editWithStop(session, key, found.edit, found.reason);
  return action(`Ignore \`${finding.code}\` here, with a reason`, edit, mended(request, finding));
}

function action(
  title: string,
  edit: WorkspaceEdit | undefined,
  rest: Omit<CodeAction, "title" | "edit"> = {},
): CodeAction[] {
  return edit ? [{ title, kind: CodeActionKind.QuickFix, ...rest, edit }] : [];
}

/** The client's own word for a finding, so that it can put the action beside it. */
function mended({ session, key, params }: Request, finding: FileFinding): { diagnostics?: Diagnostic[] } {
  const { start } = session.store.rangeOf(key, finding.span);
  const diagnostics = params.context.diagnostics.filter(
    ({ source, code, range }) =>
      source === SOURCE &&
      code === finding.code &&
      range.start.line === start.line &&
      range.start.character === start.character,
  );
  return diagnostics.length > 0 ? { diagnostics } : {};
}
