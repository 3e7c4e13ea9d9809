// A plain address for people: one port that passes everything on to the VS Code server, and leads a bare visit
// to the workbench with the extension, the folder and the file. So any tab at the plain address has them.
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { say } from "./progress.mjs";
import { workbenchPath } from "./workbench.mjs";

const host = "127.0.0.1";
const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * @typedef {object} Front
 * @property {string} url plain address, e.g. "http://127.0.0.1:4444/"
 * @property {number} port
 */

/**
 * Starts the front.
 * @param {object} options
 * @param {number} options.port port on 127.0.0.1 to listen on; 0 for a free one
 * @param {number} options.serverPort where the VS Code server listens
 * @param {string} options.folder
 * @param {string} options.extension
 * @param {string} [options.file]
 * @param {number} [options.line] line of the file to show, from 1
 * @returns {Promise<Front>} rejects with EADDRINUSE when the port is taken
 */
export function startFront({ port, serverPort, folder, extension, file, line }) {
  const front = createServer((incoming, answer) => {
    const authority = incoming.headers.host ?? "";
    // Any web page can point a name of its own at this machine; only names of this machine are answered.
    if (!isLocal(authority)) {
      answer.writeHead(403, { "content-type": "text/plain" });
      answer.end(`This editor answers on this machine only, as http://${host}.\n`);
      return;
    }
    if (incoming.url === "/") {
      answer.writeHead(302, { location: workbenchPath({ authority, folder, extension, file, line }) });
      answer.end();
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ host, port: serverPort, method, path, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.on("error", (error) => {
      if (answer.headersSent) return answer.destroy();
      answer.writeHead(502, { "content-type": "text/plain" });
      answer.end(`The VS Code server does not answer: ${error.message}\n`);
    });
    incoming.pipe(onward);
  });
  front.on("upgrade", (incoming, socket, head) => {
    if (!isLocal(incoming.headers.host ?? "")) return socket.destroy();
    const onward = connect(serverPort, host, () => {
      onward.write(rawRequest(incoming));
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    // Either side may go at any time (a closed tab, a reload); the other one is then of no use.
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  });
  front.on("clientError", (error, socket) => {
    say(`- A request could not be read: ${error.message}`);
    socket.destroy();
  });
  return new Promise((resolve, reject) => {
    front.once("error", reject);
    front.listen(port, host, () => {
      const address = front.address();
      if (address === null || typeof address === "string") return reject(new Error("No port was given."));
      resolve({ url: `http://${host}:${address.port}/`, port: address.port });
    });
  });
}

/**
 * @param {string} authority the request's Host header
 * @returns {boolean}
 */
function isLocal(authority) {
  return localHosts.has(authority.replace(/:\d+$/, ""));
}

/**
 * The request's head as it came.
 * @param {import("node:http").IncomingMessage} incoming
 * @returns {string}
 */
function rawRequest({ method, url, rawHeaders }) {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}
