// Stands in for the native module `@vscode/spdlog` in the downloaded VS Code server: log files and the Output
// pane are written with it. Same names as the module's own; rotation is left out.
const fs = require("node:fs");
const path = require("node:path");

const names = ["trace", "debug", "info", "warning", "error", "critical"];
const off = names.length;

class Logger {
  #file;
  #level = 2;
  #bare = false;
  #waiting = "";

  constructor(_type, _name, file) {
    this.#file = file;
  }
  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    this.#bare = false;
  }
  clearFormatters() {
    this.#bare = true;
  }
  flush() {
    const text = this.#waiting;
    this.#waiting = "";
    if (text) fs.appendFileSync(this.#file, text);
  }
  drop() {
    this.flush();
  }
  #write(level, message) {
    if (level < this.#level || this.#level >= off) return;
    // One write for all that is logged in the same turn.
    if (this.#waiting === "") setImmediate(() => this.flush());
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    this.#waiting += this.#bare ? message : `${time} [${names[level]}] ${message}\n`;
  }
}

async function createRotatingLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  await fs.promises.appendFile(file, "");
  return new Logger("rotating", name, file);
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
