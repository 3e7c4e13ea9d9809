import * as vscode from "vscode";
import type { Server } from "./server";
import { looksLikeSpec } from "./spec-text";
import {
  ASLEEP,
  NO_ANSWER,
  otherLanguage,
  otherScheme,
  STARTING,
  type StatusWords,
  seen,
} from "./status-words";

const DELAY_MS = 200;

/** Files that may hold a spec, whatever the editor takes them for. */
const ANY_YAML: vscode.DocumentFilter[] = [{ pattern: "**/*.{yaml,yml}" }, { language: "helm" }];

const COMMANDS: Readonly<Record<StatusWords["action"], vscode.Command>> = {
  showLog: { command: "slosmith.showLog", title: "Show log" },
  restart: { command: "slosmith.restartServer", title: "Restart" },
  changeLanguage: { command: "workbench.action.editor.changeLanguageMode", title: "Choose language" },
};

/** Says in the language status what SLOsmith sees in the shown file, and why it is silent where it is. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private readonly disposables: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: Server,
    private readonly selector: readonly vscode.DocumentFilter[],
  ) {
    this.item = vscode.languages.createLanguageStatusItem("slosmith.status", [...selector, ...ANY_YAML]);
    this.item.name = "SLOsmith";
    this.disposables = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => this.updateSoon()),
      // A language that is chosen anew opens the document anew.
      vscode.workspace.onDidOpenTextDocument(() => this.updateSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.updateSoon();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) this.updateSoon();
      }),
      server.onDidChangeState(() => this.updateSoon()),
    ];
    this.show(ASLEEP);
    this.updateSoon();
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
    // Beside other files it is not shown.
    if (!document || vscode.languages.match(this.item.selector, document) === 0) return;
    const { languageId } = document;
    if (this.item.text === ASLEEP.text && languageId === "yaml" && looksLikeSpec(document.getText()))
      this.show(STARTING);
    const words = await this.wordsOn(document);
    if (document === vscode.window.activeTextEditor?.document) this.show(words);
  }

  private async wordsOn(document: vscode.TextDocument): Promise<StatusWords> {
    if (document.languageId !== "yaml")
      return looksLikeSpec(document.getText()) ? otherLanguage(document.languageId) : ASLEEP;
    if (vscode.languages.match(this.selector, document) === 0) return otherScheme(document.uri.scheme);
    if (!this.server.isStarted) return ASLEEP;
    const status = await this.server.ask("slosmith/status", { uri: document.uri.toString() });
    if (!status) return NO_ANSWER;
    const findings = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === "slosmith");
    return seen(status, findings.length);
  }

  private show({ text, detail, action, isFault }: StatusWords): void {
    const { Error: fault, Information } = vscode.LanguageStatusSeverity;
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = isFault ? fault : Information;
    this.item.command = COMMANDS[action];
  }
}
