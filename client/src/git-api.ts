import * as vscode from "vscode";

/**
 * What is used of the interface that the editor's own Git extension gives to others, version 1. It is not there in a
 * browser, and switched off where a person does not want it.
 */
export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
  /** The address of a file's text in a commit. */
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export interface GitRepository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  /** A file's text in a commit; rejected where it has none. */
  show(ref: string, path: string): Promise<string>;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** The Git extension, started if need be; undefined where there is none. */
export async function gitExtension(): Promise<GitExtension | undefined> {
  const found = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (!found) return undefined;
  return found.isActive ? found.exports : await found.activate();
}
