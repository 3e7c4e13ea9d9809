import * as vscode from "vscode";
import type { Preview as PreviewContent } from "../../server/src/lsp/protocol";
import type { Server } from "./server";
import { questionOn, readMessage, type WhatIfQuestion } from "./what-if-message";

/** So long after a keystroke the preview is made anew. */
const EDIT_DELAY_MS = 100;
/** And so long after the cursor has moved. */
const CURSOR_DELAY_MS = 40;

const NOTHING_OPEN = {
  title: "Error budgets",
  html: `<main class="preview"><h1>Error budgets</h1>
<p>Open a YAML file that holds SLOs or reliability tiers: their budgets appear here and follow as you type.</p>
<p>To begin a new one, run <b>SLOsmith: New SLO for a user journey</b> from the command palette.</p></main>`,
  css: "body { font-family: var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5rem; }",
  version: null,
} as const satisfies PreviewContent;

/** The view beside the editor that shows the budgets of the file and follows the cursor. */
export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private position: vscode.Position | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private cursorMoved = false;
  /** Counts requests: an answer that was overtaken is not shown. */
  private turn = 0;
  /** Counts what the page asked. */
  private questions = 0;
  private content: PreviewContent = NOTHING_OPEN;
  private readonly listeners: vscode.Disposable[] = [];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: Server,
  ) {}

  /** Opens the preview of the shown file beside it, or brings it to the front. */
  async show(): Promise<void> {
    this.follow(vscode.window.activeTextEditor);
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return this.update();
    }
    const media = vscode.Uri.joinPath(this.extensionUri, "client", "media");
    const panel = vscode.window.createWebviewPanel(
      "slosmith.preview",
      NOTHING_OPEN.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media], enableFindWidget: true },
    );
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(media, "icon.png");
    this.listeners.push(
      panel.onDidDispose(() => this.closed()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.received(message)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.follow(editor)) this.updateSoon(CURSOR_DELAY_MS, true);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor && this.follow(textEditor))
          this.updateSoon(CURSOR_DELAY_MS, true);
      }),
      // A tier or an SLI in another file changes the budgets as well.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "yaml") this.updateSoon(EDIT_DELAY_MS, false);
      }),
      this.server.onDidStart(() => this.updateSoon(0, false)),
    );
    await this.update();
  }

  /** Shows what else has come to be known of the file. */
  refresh(): void {
    if (this.panel) this.updateSoon(EDIT_DELAY_MS, false);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  /** Takes the editor's file and cursor, where it holds YAML; of all others nothing is to be shown. */
  private follow(editor: vscode.TextEditor | undefined): boolean {
    if (editor?.document.languageId !== "yaml") return false;
    this.document = editor.document;
    this.position = editor.selection.active;
    return true;
  }

  private updateSoon(delay: number, cursorMoved: boolean): void {
    this.cursorMoved ||= cursorMoved;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), delay);
  }

  private async update(): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const { document, position } = this;
    const answer = document
      ? await this.server.ask("slosmith/preview", {
          uri: document.uri.toString(),
          interactive: true,
          ...(position ? { position: { line: position.line, character: position.character } } : {}),
        })
      : null;
    if (turn !== this.turn || !this.panel) return;
    this.content = answer ?? NOTHING_OPEN;
    const name = document && answer ? document.uri.path.split("/").at(-1) : undefined;
    this.panel.title = name ? `${this.content.title}: ${name}` : this.content.title;
    if (this.panel.webview.html === "") this.panel.webview.html = this.page(this.panel.webview);
    else this.send();
  }

  /** Gives the page its content. Whether it scrolls to the marked object depends on what the person did. */
  private send(): void {
    const { html, css } = this.content;
    const uri = this.document?.uri.toString() ?? "";
    void this.panel?.webview.postMessage({ html, css, uri, reveal: this.cursorMoved });
    this.cursorMoved = false;
  }

  /** The page is there, asks what would be, or wants it in the file. */
  private async received(message: unknown): Promise<void> {
    const { document } = this;
    const asked = readMessage(message);
    if (!asked) return this.send();
    if (!document) return;
    if (asked.kind === "apply") return this.apply(document, asked.question);
    const turn = ++this.questions;
    const answer = await this.server.ask("slosmith/whatIf", questionOn(document, asked.question));
    // One that was overtaken by another question, or by another file, is not shown.
    if (!answer || turn !== this.questions || document !== this.document) return;
    const { part, sentences, html, change } = answer;
    const title = change ? { change: change.title } : {};
    void this.panel?.webview.postMessage({ whatIf: { part, sentences, html, ...title } });
  }

  /** Edits the file, unless it was changed while the server answered. */
  private async apply(document: vscode.TextDocument, question: WhatIfQuestion): Promise<void> {
    const answer = await this.server.ask("slosmith/whatIf", questionOn(document, question));
    const change = answer?.change;
    if (!change || change.version !== document.version) return;
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of change.edits) {
      const { start, end } = range;
      edit.replace(
        document.uri,
        new vscode.Range(start.line, start.character, end.line, end.character),
        newText,
      );
    }
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showErrorMessage(`The file was not changed: the editor refused "${change.title}".`);
    }
  }

  /** Styles and one script of our own, each with the nonce; nothing else may load or run. */
  private page(webview: vscode.Webview): string {
    const nonce = newNonce();
    const script = webview.asWebviewUri(
      vscode.Uri.joinPath(this.extensionUri, "client", "media", "preview.js"),
    );
    const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${NOTHING_OPEN.title}</title>
<style id="style" nonce="${nonce}">${this.content.css}</style>
</head>
<body>
<div id="content">${this.content.html}</div>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
  }

  private closed(): void {
    clearTimeout(this.timer);
    for (const listener of this.listeners.splice(0)) listener.dispose();
    this.panel = undefined;
    this.content = NOTHING_OPEN;
  }
}

/** A word that nobody can guess. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
