import * as vscode from "vscode";
import type { FileStatus } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

const DELAY_MS = 200;
const NOT_NEEDED = "It wakes when a YAML file holds an OpenSLO, Sloth or SLOsmith spec.";

/** Says in the language status what SLOsmith sees in the shown file, and why it is silent where it is. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private readonly disposables: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: Server,
    selector: vscode.DocumentSelector,
  ) {
    this.item = vscode.languages.createLanguageStatusItem("slosmith.status", selector);
    this.item.name = "SLOsmith";
    this.disposables = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => this.updateSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.updateSoon();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) this.updateSoon();
      }),
      server.onDidStart(() => this.updateSoon()),
    ];
    this.asleep();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.disposables) one.dispose();
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), DELAY_MS);
  }

  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "yaml") return;
    if (!this.server.isStarted) return this.asleep();
    const status = await this.server.ask("slosmith/status", { uri: document.uri.toString() });
    if (document !== vscode.window.activeTextEditor?.document) return;
    if (!status) return this.show("SLOsmith: no answer", "The language server does not answer.", true);
    if (!status.isSpec) return this.show("SLOsmith: no spec here", status.reason ?? "", false);
    const findings = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === "slosmith");
    const beside = `${counted(status.specFiles, "file")} with specs`;
    const detail = status.indexing
      ? "The workspace is being read; references are judged afterwards."
      : beside;
    this.show(`SLOsmith: ${objectsText(status)}, ${counted(findings.length, "finding")}`, detail, false);
  }

  private asleep(): void {
    this.show("SLOsmith: no spec here", NOT_NEEDED, false);
  }

  private show(text: string, detail: string, isFault: boolean): void {
    this.item.text = text;
    this.item.detail = detail.replaceAll("`", "");
    this.item.severity = isFault
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    this.item.command = isFault
      ? { command: "slosmith.restartServer", title: "Restart" }
      : { command: "slosmith.showLog", title: "Show log" };
  }
}

/** "3 SLOs, 11 more": what carries budgets is named. The line is cut off where it is long, so the rest is summed up. */
function objectsText({ objects }: FileStatus): string {
  const budgets = objects.filter(({ kind }) => kind === "SLO" || kind === "ReliabilityTier");
  const named = budgets.length > 0 ? budgets : objects.slice(0, 1);
  const shown = named.map(({ kind, count }) => counted(count, KIND_WORDS[kind] ?? kind));
  const rest = objects.reduce((sum, one) => (named.includes(one) ? sum : sum + one.count), 0);
  if (rest > 0) shown.push(`${rest} more`);
  return shown.join(", ") || "no whole object";
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  ReliabilityTier: "tier",
  AlertPolicy: "alert policy",
  AlertCondition: "alert condition",
  AlertNotificationTarget: "notification target",
  DataSource: "data source",
};

function counted(count: number, word: string): string {
  if (count === 1) return `1 ${word}`;
  return `${count} ${word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}
