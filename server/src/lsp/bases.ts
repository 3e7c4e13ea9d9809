import type { CodeLens } from "vscode-languageserver";
import { changesInFile } from "../core/change/changes";
import type { ObjectiveChange } from "../core/change/objective-change";
import { changeLenses } from "../core/change/shown";
import type { RuleSettings } from "../core/rules/run";
import type { FileChange, Workspace } from "../core/workspace";
import type { Asked } from "../core/workspace-view";
import { ideOptions, type Session } from "./session";
import { isRecord } from "./settings";
import { canonicalUri } from "./uris";

/** The command of a client that shows a file beside its text at the last commit. */
const SHOW_CHANGE_COMMAND = "slosmith.showChange";

interface Answers {
  readonly current: Workspace;
  readonly rules: RuleSettings;
  readonly byFile: Map<string, readonly ObjectiveChange[]>;
}

/**
 * The texts that open documents are compared with, and the workspace as it was with them. While no document differs
 * from its own there is no such workspace, and nothing is compared.
 */
export class Bases {
  private readonly texts = new Map<string, string>();
  private kept: { readonly current: Workspace; readonly base: Workspace } | undefined;
  /** The answers for the last snapshot. */
  private answers: Answers | undefined;
  /** Another one whenever a document is compared with something else. */
  revision = 0;
  /** What was asked for SLOs whose text has not changed. */
  readonly known = new WeakMap<object, Asked>();

  set(key: string, text: string): void {
    if (this.texts.get(key) === text) return;
    this.texts.set(key, text);
    this.begin();
  }

  forget(key: string): void {
    if (this.texts.delete(key)) this.begin();
  }

  /** What has changed about the objectives of a file. */
  changes(session: Session, key: string): readonly ObjectiveChange[] {
    const current = session.store.workspace;
    const { rules } = session.settings;
    if (this.answers?.current !== current || this.answers.rules !== rules)
      this.answers = { current, rules, byFile: new Map() };
    const { byFile } = this.answers;
    let changes = byFile.get(key);
    if (!changes) {
      const base = this.workspace(current);
      changes = base ? changesInFile(base, current, key, { ...ideOptions(session), known: this.known }) : [];
      byFile.set(key, changes);
    }
    return changes;
  }

  private begin(): void {
    this.revision++;
    this.kept = undefined;
    this.answers = undefined;
  }

  /** The workspace with the bases in place of the documents; undefined where that is the same. */
  private workspace(current: Workspace): Workspace | undefined {
    const differs = [...this.texts].some(([key, text]) => {
      const file = current.files.get(key);
      return file !== undefined && file.text !== text;
    });
    if (!differs) return undefined;
    const { kept } = this;
    const changes: FileChange[] = kept
      ? changedSince(kept.current, current, this.texts)
      : [...this.texts].flatMap(([key, text]): FileChange[] =>
          current.files.has(key) ? [{ kind: "set", uri: key, text }] : [],
        );
    const base = (kept?.base ?? current.aside()).apply(changes).withConsumers(current.consumers);
    this.kept = { current, base };
    return base;
  }
}

/** What two snapshots differ in, save for documents that have a text to be compared with. */
function changedSince(before: Workspace, after: Workspace, texts: ReadonlyMap<string, string>): FileChange[] {
  const changes: FileChange[] = [];
  if (before.files === after.files) return changes;
  for (const [uri, file] of after.files) {
    const was = before.files.get(uri);
    if (was === file) continue;
    const base = texts.get(uri);
    if (base === undefined) changes.push({ kind: "set", uri, text: file.text });
    else if (!was) changes.push({ kind: "set", uri, text: base });
  }
  for (const uri of before.files.keys()) if (!after.files.has(uri)) changes.push({ kind: "delete", uri });
  return changes;
}

/** Takes a client's `slosmith/base`; what is no such message is passed over. */
export function takeBase({ bases }: Session, params: unknown): void {
  if (!isRecord(params) || typeof params.uri !== "string") return;
  const key = canonicalUri(params.uri);
  if (typeof params.text === "string") bases.set(key, params.text);
  else bases.forget(key);
}

/** What has changed about a file's objectives; nothing while files are still being read, on which it may depend. */
export function changesOf(session: Session, key: string): readonly ObjectiveChange[] {
  const { store, indexer, bases } = session;
  return indexer.isComplete && store.file(key) ? bases.changes(session, key) : [];
}

/** A line above each objective whose promise is not what it was. */
export function changesLens(session: Session, key: string): CodeLens[] {
  const { store, settings, abilities } = session;
  if (!settings.changesLens) return [];
  const command = abilities.commands.includes(SHOW_CHANGE_COMMAND) ? SHOW_CHANGE_COMMAND : "";
  return changeLenses(store.workspace, changesOf(session, key)).map(({ span, title }) => ({
    range: store.rangeOf(key, span),
    command: { title, command, ...(command === "" ? {} : { arguments: [store.clientUri(key)] }) },
  }));
}
