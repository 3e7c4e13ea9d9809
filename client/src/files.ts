import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, ListFilesParams, ReadFileParams } from "../../server/src/lsp/protocol";

/** A file system without a search of its own never answers one: so long it is waited for, in milliseconds. */
const SEARCH_PATIENCE_MS = 2_000;
const YAML_FILES = "**/*.{yaml,yml}";
const YAML_NAME = /\.ya?ml$/i;

type Answers = {
  readonly [Method in keyof ClientRequests]: (
    params: ClientRequests[Method]["params"],
  ) => Promise<ClientRequests[Method]["result"]>;
};

/** Lets the server read what only the editor can: files of a virtual workspace, or any file in a browser. */
export function answerFiles(client: BaseLanguageClient, log: vscode.LogOutputChannel): void {
  const answers: Answers = {
    "slosmith/listFiles": (params) => listFiles(params, log),
    "slosmith/readFile": readFile,
  };
  client.onRequest("slosmith/listFiles", answers["slosmith/listFiles"]);
  client.onRequest("slosmith/readFile", answers["slosmith/readFile"]);
}

/**
 * Searches first: that is one question for the whole folder, which matters where each takes a journey over the
 * network. Where it finds nothing, or does not answer, the folders are entered one by one.
 */
async function listFiles(params: ListFilesParams, log: vscode.LogOutputChannel): Promise<readonly string[]> {
  const folder = vscode.Uri.parse(params.folder);
  const stop = new vscode.CancellationTokenSource();
  try {
    const searched = search(folder, params.passedOver, stop.token);
    const found = await Promise.race([searched, wait(SEARCH_PATIENCE_MS)]);
    const isSearched = found !== undefined && found.length > 0;
    const files = isSearched ? found : await walk(folder, params.passedOver);
    log.debug(`${params.folder}: ${files.length} YAML files ${isSearched ? "found" : "listed"}.`);
    return files.map((uri) => uri.toString()).sort();
  } finally {
    stop.cancel();
    stop.dispose();
  }
}

function search(
  folder: vscode.Uri,
  passedOver: readonly string[],
  stop: vscode.CancellationToken,
): Thenable<vscode.Uri[]> {
  const exclude = `**/{${[".*", ...passedOver].join(",")}}/**`;
  return vscode.workspace.findFiles(new vscode.RelativePattern(folder, YAML_FILES), exclude, undefined, stop);
}

function wait(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

async function walk(folder: vscode.Uri, passedOver: readonly string[]): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (all) => all,
    (): [string, vscode.FileType][] => [],
  );
  const below = await Promise.all(
    entries.map(async ([name, type]): Promise<vscode.Uri[]> => {
      const uri = vscode.Uri.joinPath(folder, name);
      if (YAML_NAME.test(name) && (type & vscode.FileType.Directory) === 0) return [uri];
      // Links are not followed: they may lead back to where they stand.
      const isEntered =
        type === vscode.FileType.Directory && !name.startsWith(".") && !passedOver.includes(name);
      return isEntered ? walk(uri, passedOver) : [];
    }),
  );
  return below.flat();
}

async function readFile({ uri, largest }: ReadFileParams): Promise<string | null> {
  const file = vscode.Uri.parse(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > largest) return null;
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file));
  } catch {
    // Gone, or not ours to read: to the workspace that is the same.
    return null;
  }
}
