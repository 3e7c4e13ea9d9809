// Reads a CPU profile of V8: times of functions, and where these stand in the sources.
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

/** Every node of a profile by its number: `file`, `name` and `line` of its function in the sources. */
export function mapFunctions({ nodes }, bundle) {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
  return new Map(nodes.map(({ id, callFrame }) => [id, sourceOf(callFrame, map, bundle)]));
}

function sourceOf({ functionName, url, lineNumber, columnNumber }, map, bundle) {
  if (url === "") return { file: "(V8)", name: functionName };
  if (!isFile(url, bundle)) return { file: url.startsWith("node:") ? url : "(other)", name: functionName };
  const entry = map.findEntry(lineNumber, columnNumber);
  if (!("originalSource" in entry)) return { file: "(bundle)", name: functionName };
  const file = entry.originalSource.replace(/^(\.\.\/)+/, "").replace(/^.*node_modules\//, "");
  return { file, name: functionName || "(anonymous)", line: entry.originalLine + 1 };
}

function isFile(url, path) {
  return url === path || (url.startsWith("file:") && fileURLToPath(url) === path);
}

/**
 * Microseconds that each node itself was at work within a span of time.
 * @param span from and to, in microseconds of the profile's clock
 */
export function selfTimes({ startTime, samples, timeDeltas }, [from, to]) {
  const times = new Map();
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index];
    // A sample stands for the time until the next one.
    const spent = timeDeltas[index + 1] ?? 0;
    if (at >= from && at < to) times.set(id, (times.get(id) ?? 0) + spent);
  }
  return times;
}

/** Microseconds by function with all that it called; a function that calls itself counts once. */
export function totalTimes({ nodes }, self, keyOf) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const totals = new Map();
  for (const [id, microseconds] of self) {
    const seen = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) seen.add(keyOf(at));
    for (const key of seen) totals.set(key, (totals.get(key) ?? 0) + microseconds);
  }
  return totals;
}
