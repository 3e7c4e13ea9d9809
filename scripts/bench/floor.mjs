// The floor: a server that does nothing with a text but parse it with `yaml`. It gives the time that any server
// built on this parser needs, in a process like theirs. `floor --check DIR` parses all YAML files of a directory.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { encodeMessage, readMessages } from "./messages.mjs";

const texts = new Map();

const answers = {
  initialize: () => ({ capabilities: { textDocumentSync: { openClose: true, change: 2 } } }),
  shutdown: () => null,
  "floor/index": ({ folder }) => parseFolder(fileURLToPath(folder)),
};

const notices = {
  "textDocument/didOpen": ({ textDocument: { uri, version, text } }) => parseAndTell(uri, version, text),
  "textDocument/didChange": ({ textDocument: { uri, version }, contentChanges }) => {
    const text = contentChanges.reduce(changed, texts.get(uri));
    parseAndTell(uri, version, text);
  },
  exit: () => process.exit(0),
};

if (process.argv[2] === "--check") console.log(parseFolder(process.argv[3]));
else serve();

function serve() {
  readMessages(process.stdin, ({ id, method, params }) => {
    if (id === undefined) notices[method]?.(params);
    else if (answers[method]) send({ id, result: answers[method](params) });
    else if (method) send({ id, error: { code: -32601, message: "not offered" } });
  });
}

function send(message) {
  process.stdout.write(encodeMessage(message));
}

function parseAndTell(uri, version, text) {
  texts.set(uri, text);
  const documents = parseAllDocuments(text, { prettyErrors: false });
  const errors = documents.reduce((sum, document) => sum + document.errors.length, 0);
  if (errors > 0) throw new Error(`${errors} errors in the generated text`);
  send({ method: "textDocument/publishDiagnostics", params: { uri, version, diagnostics: [] } });
}

function changed(text, { range, text: newText }) {
  return text.slice(0, offsetAt(text, range.start)) + newText + text.slice(offsetAt(text, range.end));
}

function offsetAt(text, { line, character }) {
  let at = 0;
  for (let left = line; left > 0; left--) at = text.indexOf("\n", at) + 1;
  return at + character;
}

/** Reads and parses every YAML file below a directory; returns how many YAML documents they hold. */
function parseFolder(folder) {
  let count = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".yaml")) continue;
    count += parseAllDocuments(readFileSync(join(folder, name), "utf8"), { prettyErrors: false }).length;
  }
  return count;
}
