import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { findingsAt, fixesOf } from "../core/ide/actions/fixes";
import { safeFixes, safeOnes } from "../core/ide/actions/safe-fixes";
import { suppressionOf } from "../core/ide/actions/suppress";
import type { FileFinding } from "../core/workspace";
import { SOURCE } from "./diagnostics";
import { isJudgedAlone, type Session } from "./session";
import { canonicalUri } from "./uris";
import { editWithStop, workspaceEdit } from "./workspace-edit";

/** Named so that `source.fixAll`, which editors ask for on saving, means this one among others. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

/** The kinds of actions that there are. */
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

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
  return [
    ...(request.wants(CodeActionKind.QuickFix) ? quickFixes(request) : []),
    // It is for saving, and for the menu of the whole file: nobody who looks at a line looks for it there.
    ...(only && request.wants(FIX_ALL) ? fixAll(request, FIX_ALL) : []),
  ];
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
    ? fixAll(request, CodeActionKind.QuickFix).slice(0, 1)
    : [];
  return [...fixes, ...all, ...found.flatMap((finding) => suppression(request, finding))];
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
