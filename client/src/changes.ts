import * as vscode from "vscode";
import type { BaseParams } from "../../server/src/lsp/protocol";
import { type GitApi, type GitRepository, gitExtension } from "./git-api";
import type { Server } from "./server";
import { looksLikeSpec } from "./spec-text";

/** The command of a lens that tells what edits since the last commit do. */
export const SHOW_CHANGE = "slosmith.showChange";

const LAST_COMMIT = "HEAD";

/**
 * Tells the server how each open spec stood at the last commit, as the editor's Git extension knows it. Without that
 * extension, as in a browser, it does nothing.
 */
export class Changes implements vscode.Disposable {
  private git: GitApi | undefined;
  private isFollowing = false;
  private readonly listeners: vscode.Disposable[] = [];
  private readonly ofGit: vscode.Disposable[] = [];
  /** The commit whose text the server has, by the document's address. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly server: Server,
    private readonly log: vscode.LogOutputChannel,
    private readonly changed: () => void,
  ) {
    this.listeners.push(
      server.onDidStart(() => {
        this.told.clear();
        void (this.isFollowing ? this.tellAll() : this.follow());
      }),
      vscode.workspace.onDidOpenTextDocument((document) => void this.tell(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.told.delete(uri.toString())),
      // A text that was none when it was opened may have become a spec.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!this.told.has(document.uri.toString())) void this.tell(document);
      }),
    );
  }

  /** Shows a file beside its text at the last commit; where that is not to be had, its preview. */
  async show(address: unknown): Promise<void> {
    if (typeof address !== "string") return;
    const uri = vscode.Uri.parse(address);
    if (!this.git?.getRepository(uri)) return void (await vscode.commands.executeCommand("slosmith.preview"));
    const title = `${uri.path.split("/").at(-1) ?? ""} (${LAST_COMMIT})`;
    await vscode.commands.executeCommand("vscode.diff", this.git.toGitUri(uri, LAST_COMMIT), uri, title);
  }

  dispose(): void {
    for (const one of [...this.listeners, ...this.ofGit]) one.dispose();
  }

  /** The Git extension is asked for when the first spec is seen, not before. */
  private async follow(): Promise<void> {
    this.isFollowing = true;
    try {
      const extension = await gitExtension();
      if (!extension) return;
      this.listeners.push(
        extension.onDidChangeEnablement((enabled) => this.use(enabled ? extension.getAPI(1) : undefined)),
      );
      if (extension.enabled) this.use(extension.getAPI(1));
    } catch (error) {
      this.log.info(
        "The Git extension does not answer: what has changed since the last commit is not told.",
        error,
      );
    }
  }

  private use(git: GitApi | undefined): void {
    for (const one of this.ofGit.splice(0)) one.dispose();
    this.git = git;
    if (git) {
      this.ofGit.push(
        git.onDidOpenRepository((repository) => this.watch(repository)),
        git.onDidCloseRepository(() => void this.tellAll()),
      );
      for (const repository of git.repositories) this.watch(repository);
    }
    void this.tellAll();
  }

  /** A repository reports much; only another commit is of interest. */
  private watch(repository: GitRepository): void {
    this.ofGit.push(repository.state.onDidChange(() => void this.tellAll()));
    void this.tellAll();
  }

  private async tellAll(): Promise<void> {
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.tell(document)));
  }

  private async tell(document: vscode.TextDocument): Promise<void> {
    const { uri, languageId } = document;
    if (!this.isFollowing || uri.scheme !== "file" || languageId !== "yaml") return;
    const address = uri.toString();
    const repository = this.git?.getRepository(uri);
    const commit = repository?.state.HEAD?.commit;
    const known = this.told.get(address);
    if (known === commit || (known === undefined && !looksLikeSpec(document.getText()))) return;
    if (!repository || commit === undefined) {
      this.told.delete(address);
      return this.send(address, null);
    }
    this.told.set(address, commit);
    const text = await textAt(repository, uri);
    // Another commit may have come in between: then that one's text is on its way.
    if (this.told.get(address) === commit) this.send(address, text);
  }

  private send(uri: string, text: string | null): void {
    const base: BaseParams = { uri, text };
    this.server.notify("slosmith/base", base);
    this.changed();
  }
}

/** A file's text at the last commit; null for one that has none there. */
async function textAt(repository: GitRepository, uri: vscode.Uri): Promise<string | null> {
  try {
    return await repository.show(LAST_COMMIT, uri.fsPath);
  } catch {
    // New or ignored files are in no commit, and git says so by failing.
    return null;
  }
}
