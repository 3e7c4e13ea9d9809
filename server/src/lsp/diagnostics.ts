import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type PublishDiagnosticsParams,
} from "vscode-languageserver";
import { rulePageUrl } from "../core/rules/page-url";
import type { Message, Severity } from "../core/rules/rule";
import type { FileFinding } from "../core/workspace";
import type { Clock } from "../core/workspace-clock";
import type { WorkspaceIndex } from "../core/workspace-index";
import { isLeftToOthers } from "./beside";
import { checkNow, type Session } from "./session";
import type { Settings } from "./settings";

/** How findings reach the client: they are sent, or it is asked to fetch them. */
export interface DiagnosticsOut {
  publish(params: PublishDiagnosticsParams): void;
  /** Makes the client ask again for all that it shows. */
  refresh(): void;
  log(message: string): void;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The name that diagnostics carry. */
export const SOURCE = "slosmith";

/** Keeps what the client shows of the open files the same as what is to be said of them. */
export class Diagnostics {
  /** What the client has, by file. */
  private readonly shown = new Map<string, string>();
  private readonly edited = new Set<string>();
  private readonly loggedFaults = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private at:
    | { index: WorkspaceIndex; clock: Clock | undefined; settings: Settings; complete: boolean }
    | undefined;

  constructor(
    private readonly session: Session,
    private readonly out: DiagnosticsOut,
  ) {}

  /** An open document has a new text. The client is answered as soon as all that it has sent was read. */
  documentEdited(key: string): void {
    this.edited.add(key);
    this.update();
  }

  /** A document was closed: nothing is shown of it any longer. */
  documentClosed(key: string, clientUri: string): void {
    this.edited.delete(key);
    const shown = this.shown.get(key);
    this.shown.delete(key);
    const pulls = this.session.abilities.pullDiagnostics;
    if (!pulls && shown !== undefined && shown !== "[]")
      this.out.publish({ uri: clientUri, diagnostics: [] });
    this.update();
  }

  /** Something may have changed for open documents. */
  update(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.flush();
    }, 0);
  }

  /** What is to be shown of a file now, for a client that asks. */
  pull(key: string): Diagnostic[] {
    const diagnostics = this.diagnose(key);
    this.shown.set(key, JSON.stringify(diagnostics));
    return diagnostics;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private flush(): void {
    const { store, settings, indexer, abilities } = this.session;
    const edited = new Set(this.edited);
    this.edited.clear();
    const { index, clock } = store.workspace;
    const now = { index, clock, settings, complete: indexer.isComplete };
    const others =
      this.at?.index !== index ||
      this.at.clock !== clock ||
      this.at.settings !== settings ||
      this.at.complete !== now.complete;
    this.at = now;
    let stale = false;
    for (const key of store.openKeys) {
      if (!edited.has(key) && !others) continue;
      if (abilities.pullDiagnostics) stale ||= !edited.has(key) && this.isStale(key);
      else this.push(key, edited.has(key));
    }
    if (stale) this.out.refresh();
  }

  private push(key: string, always: boolean): void {
    const { store } = this.session;
    const shown = this.shown.get(key);
    // On YAML that is none of ours the server is silent.
    if (shown === undefined && !store.isSpec(key)) return;
    const diagnostics = this.diagnose(key);
    const text = JSON.stringify(diagnostics);
    if (!always && text === shown) return;
    this.shown.set(key, text);
    const version = store.version(key);
    this.out.publish({ uri: store.clientUri(key), diagnostics, ...(version === null ? {} : { version }) });
  }

  /** Whether the client was told something else about a file than it would be told now. */
  private isStale(key: string): boolean {
    const shown = this.shown.get(key);
    return shown !== undefined && shown !== JSON.stringify(this.diagnose(key));
  }

  private diagnose(key: string): Diagnostic[] {
    const { findings, faults } = checkNow(this.session, key);
    for (const { code, message } of faults) {
      if (this.loggedFaults.has(code)) continue;
      this.loggedFaults.add(code);
      const uri = this.session.store.clientUri(key);
      this.out.log(`The rule ${code} failed and says nothing of ${uri}: ${message}`);
    }
    const own = findings.filter(({ code }) => !isLeftToOthers(this.session, code));
    return own.map((finding) => toDiagnostic(this.session, key, finding));
  }
}

/** A finding as the protocol has it. */
export function toDiagnostic(session: Session, key: string, finding: FileFinding): Diagnostic {
  const { store, abilities } = session;
  const related = abilities.relatedInformation
    ? finding.related.map(
        ({ message, uri, span }): DiagnosticRelatedInformation => ({
          message,
          location: { uri: store.clientUri(uri), range: store.rangeOf(uri, span) },
        }),
      )
    : [];
  return {
    range: store.rangeOf(key, finding.span),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    codeDescription: { href: rulePageUrl(finding.code) },
    source: SOURCE,
    message: messageText(finding.message),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    data: { code: finding.code, fixes: finding.fixes?.length ?? 0 },
  };
}

/** What, why and what to do, as one text. */
export function messageText({ what, why, todo }: Message): string {
  return [what, why, todo].filter((sentence) => sentence !== "").join(" ");
}
