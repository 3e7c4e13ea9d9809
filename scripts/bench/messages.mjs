// The language server protocol's framing: JSON behind a header with its length.

/** A message as it is sent. */
export function encodeMessage(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** Calls back with every message that comes in over a stream. */
export function readMessages(stream, received) {
  let chunks = [];
  let length = 0;
  /** Where the message ends that is being received; undefined until its header is there. */
  let header;
  stream.on("data", (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    for (;;) {
      if (header && length < header.end) return;
      const buffer = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      chunks = [buffer];
      header ??= headerOf(buffer);
      if (!header || length < header.end) return;
      const message = JSON.parse(buffer.toString("utf8", header.start, header.end));
      chunks = [buffer.subarray(header.end)];
      length -= header.end;
      header = undefined;
      received(message);
    }
  });
}

function headerOf(buffer) {
  const start = buffer.indexOf("\r\n\r\n");
  if (start < 0) return undefined;
  const match = /content-length:\s*(\d+)/i.exec(buffer.toString("latin1", 0, start));
  if (!match) throw new Error("A message came without its length.");
  return { start: start + 4, end: start + 4 + Number(match[1]) };
}
