import { LineIndex } from "../../server/src/core/text/line-index";
import { splitStream } from "../../server/src/core/text/split";
import { ownerSpan, type Path, pairOf, type YamlNode } from "../../server/src/core/yaml/node";
import { parseYaml } from "../../server/src/core/yaml/parse";

/** A line that a file's reason speaks of, counted from 1, and how it was found. */
export interface ExpectedLine {
  readonly path: string;
  readonly line: number;
}

/** `spec.objectives[0].target`, at the beginning of a word or in quotes. */
const PATH = /(?<![\w./-])(?:spec|metadata|apiVersion|kind)(?:(?:\.|\[)[^\s;,:'"]*)?(?=[\s;,:'"]|$)/g;

/**
 * The lines that a reason speaks of: the key that each path in it names, or the nearest key above it that is
 * there. In a file of several objects the path counts where it leads deepest.
 */
export function expectedLines(text: string, paths: readonly string[]): ExpectedLine[] {
  const lines = new LineIndex(text);
  const roots = rootsOf(text);
  const found: ExpectedLine[] = [];
  for (const path of paths) {
    const tries = roots.map(({ root, start }) => ({ ...follow(root, path), start }));
    const deepest = Math.max(...tries.map((one) => one.depth));
    for (const one of tries) {
      if (one.depth < deepest) continue;
      const line = lines.positionAt(one.offset + one.start).line + 1;
      if (!found.some((other) => other.line === line)) found.push({ path, line });
    }
  }
  return found;
}

/** The reason itself, without the lines that tell where the file came from. */
export function reasonIn(why: string): string {
  return why
    .split("\n")
    .filter((line) => !/^(?:source:|\(expectation:)/.test(line))
    .join("\n");
}

/** The paths that a reason names. */
export function pathsIn(reason: string): string[] {
  return [...new Set([...reason.matchAll(PATH)].map((match) => match[0]))];
}

function rootsOf(text: string): { root: YamlNode; start: number }[] {
  return splitStream(text).flatMap(({ start, end }) => {
    const root = parseYaml(text.slice(start, end)).root;
    if (!root) return [];
    return root.kind === "seq" ? root.items.map((item) => ({ root: item, start })) : [{ root, start }];
  });
}

/** Follows a path as far as it leads. Keys may hold dots themselves: the longest that fits is taken. */
function follow(root: YamlNode, path: string): { depth: number; offset: number } {
  const walked: (string | number)[] = [];
  let node = root;
  let rest = path;
  for (;;) {
    rest = rest.replace(/^\./, "");
    const index = /^\[(\d+)\]/.exec(rest);
    if (index && node.kind === "seq") {
      const item = node.items[Number(index[1])];
      if (!item) break;
      walked.push(Number(index[1]));
      node = item;
      rest = rest.slice(index[0].length);
      continue;
    }
    if (node.kind !== "map" || rest === "") break;
    const keys = node.pairs.map((pair) => pair.key.source).filter((key) => startsWithKey(rest, key));
    const key = keys.sort((a, b) => b.length - a.length)[0];
    const pair = key === undefined ? undefined : pairOf(node, key);
    if (key === undefined || !pair) break;
    walked.push(key);
    node = pair.value;
    rest = rest.slice(key.length);
  }
  return { depth: walked.length, offset: ownerSpan(root, walked as Path).start };
}

function startsWithKey(rest: string, key: string): boolean {
  if (key === "" || !rest.startsWith(key)) return false;
  const next = rest[key.length];
  return next === undefined || next === "." || next === "[";
}
