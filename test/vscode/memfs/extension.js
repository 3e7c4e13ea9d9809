// A virtual file system in memory, with what files.json beside this file holds: paths and texts.
const vscode = require("vscode");

/** @implements {vscode.FileSystemProvider} */
class MemoryFileSystem {
  constructor() {
    /** Texts by path; undefined for a folder. */
    this.entries = new Map([["/", undefined]]);
    this.changes = new vscode.EventEmitter();
    this.onDidChangeFile = this.changes.event;
  }

  watch() {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri) {
    const bytes = this.find(uri);
    const type = bytes ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: Date.now(), size: bytes?.byteLength ?? 0 };
  }

  readDirectory(uri) {
    const start = uri.path.endsWith("/") ? uri.path : `${uri.path}/`;
    return [...this.entries]
      .filter(([path]) => path !== "/" && path.startsWith(start) && !path.slice(start.length).includes("/"))
      .map(([path, bytes]) => [
        path.slice(start.length),
        bytes ? vscode.FileType.File : vscode.FileType.Directory,
      ]);
  }

  createDirectory(uri) {
    if (this.entries.has(uri.path)) return;
    this.createDirectory(uri.with({ path: parentOf(uri.path) }));
    this.set(uri, undefined);
  }

  readFile(uri) {
    const bytes = this.find(uri);
    if (!bytes) throw vscode.FileSystemError.FileIsADirectory(uri);
    return bytes;
  }

  writeFile(uri, bytes, { create }) {
    if (!create && !this.entries.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    this.createDirectory(uri.with({ path: parentOf(uri.path) }));
    this.set(uri, bytes);
  }

  delete(uri) {
    this.find(uri);
    for (const path of [...this.entries.keys()])
      if (path === uri.path || path.startsWith(`${uri.path}/`)) this.entries.delete(path);
    this.changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from, to) {
    this.writeFile(to, this.readFile(from), { create: true });
    this.delete(from);
  }

  find(uri) {
    if (!this.entries.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    return this.entries.get(uri.path);
  }

  set(uri, bytes) {
    const type = this.entries.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.entries.set(uri.path, bytes);
    this.changes.fire([{ type, uri }]);
  }
}

function parentOf(path) {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

exports.activate = async (context) => {
  const held = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "files.json"));
  const files = new MemoryFileSystem();
  for (const [path, text] of Object.entries(JSON.parse(new TextDecoder().decode(held)))) {
    const uri = vscode.Uri.from({ scheme: "memfs", path });
    files.writeFile(uri, new TextEncoder().encode(text), { create: true });
  }
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider("memfs", files, { isCaseSensitive: true }),
  );
};
