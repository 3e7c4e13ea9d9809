import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, ListFilesParams, ReadFileParams } from "../../server/src/lsp/protocol";

/** File systems without a search of their own never answer one: so long it is waited for. */
const SEARCH_PATIENCE_MS = 5_000;
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

async function listFiles(params: ListFilesParams, log: vscode.LogOutputChannel): Promise<readonly string[]> {
  const folder = vscode.Uri.parse(params.folder);
  const found = await search(folder, params.passedOver);
  // A search that knows nothing of this file system finds nothing: then its folders are entered one by one.
  const files = found.length > 0 ? found : await walk(folder, params.passedOver);
  log.debug(`${params.folder}: ${files.length} YAML files ${found.length > 0 ? "found" : "listed"}.`);
  return files.map((uri) => uri.toString()).sort();
}

/** One question for the whole folder, which matters where each takes a journey over the network. */
async function search(folder: vscode.Uri, passedOver: readonly string[]): Promise<vscode.Uri[]> {
  const names = [".*", ...passedOver];
  const exclude = `**/{${names.join(",")}}/**`;
  const source = new vscode.CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<vscode.Uri[]>((resolve) => {
    timer = setTimeout(() => {
      source.cancel();
      resolve([]);
    }, SEARCH_PATIENCE_MS);
  });
  const pattern = new vscode.RelativePattern(folder, YAML_FILES);
  const found = vscode.workspace.findFiles(pattern, exclude, undefined, source.token);
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
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
