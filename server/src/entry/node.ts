import { existsSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { walkYamlFiles } from "../host/node-files";
import { LARGEST_FILE } from "../host/passed-over";
import type { FileSource } from "../lsp/host";
import { startServer } from "../lsp/server";

const USAGE = `slosmith-language-server serves SLO specs to editors that speak the language server protocol.

  slosmith-language-server --stdio

  --stdio      talk over standard input and output
  --node-ipc   talk over Node's channel to the process that started this one
  --version    print the version
  --help       print this
`;

/** What marks the folder of files that belong together, as for the command line. */
const ROOT_MARKS = [".slosmith.yaml", ".git"];

const diskFiles: FileSource = {
  holds: (uri) => uri.startsWith("file:"),
  async *list(folder) {
    for await (const path of walkYamlFiles(fileURLToPath(folder))) yield pathToFileURL(path).href;
  },
  async read(uri) {
    try {
      const path = fileURLToPath(uri);
      const found = await stat(path);
      // Reading a pipe or a device that has a YAML name would never end.
      return found.isFile() && found.size <= LARGEST_FILE ? await readFile(path, "utf8") : undefined;
    } catch {
      // Gone, or not ours to read: to the workspace that is the same.
      return undefined;
    }
  },
  async rootOf(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    for (let at = dirname(path); ; at = dirname(at)) {
      if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return pathToFileURL(at).href;
      if (dirname(at) === at) return undefined;
    }
  },
};

/** The path of a URI; undefined where this machine has none for it: another host's file, an encoded slash. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Starts to serve, or answers the call at once. Returns the exit code of a call that is done with. */
function main(argv: readonly string[]): number | undefined {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as {
    version: string;
  };
  if (argv.includes("--help") || argv.includes("-h")) return answer(USAGE);
  if (argv.includes("--version") || argv.includes("-v")) return answer(`${version}\n`);
  // Editors that start us add the number of their own process.
  const unknown = argv.find((flag) => !/^--(stdio|node-ipc|clientProcessId=\d+)$/.test(flag));
  const channels = argv.filter((flag) => flag === "--stdio" || flag === "--node-ipc");
  if (unknown !== undefined) return misuse(`"${unknown}" is not known.`);
  if (channels.length !== 1) return misuse("Say how to talk: --stdio or --node-ipc.");
  if (channels[0] === "--node-ipc" && !process.send)
    return misuse("--node-ipc needs a Node process as parent.");
  serve(version);
  return undefined;
}

function answer(text: string): number {
  process.stdout.write(text);
  return 0;
}

function misuse(message: string): number {
  process.stderr.write(`slosmith-language-server: ${message}\n\n${USAGE}`);
  return 2;
}

function serve(version: string): void {
  const connection = createConnection(ProposedFeatures.all);
  process.stderr.on("error", () => process.exit(1));
  // A fault in one corner is written down; the documents and all else stay.
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    });
  }
  startServer(connection, { version, files: diskFiles, nowEpochMs: () => Date.now() });
}

const code = main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
