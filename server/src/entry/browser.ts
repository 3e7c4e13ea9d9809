import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { version } from "../../../package.json";
import { startServer } from "../lsp/server";

// In a web worker: whoever made it is the client, and has all the files.
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, { version, nowEpochMs: () => Date.now() });
