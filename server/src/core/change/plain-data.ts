import type { YamlNode } from "../yaml/node";

/**
 * A part of a file as a text that equals another's where both say the same: keys in order, runs of white space in texts
 * as one blank, numbers by their value. What a template fills in is compared as it is written.
 *
 * @param but a part that is left out
 */
export function comparable(node: YamlNode | undefined, but?: YamlNode): string {
  if (!node || node === but) return "";
  if (node.kind === "scalar") {
    if (node.templated) return node.source.trim();
    const { value } = node;
    return JSON.stringify(typeof value === "string" ? value.trim().replaceAll(/\s+/g, " ") : value);
  }
  if (node.kind === "seq") return `[${node.items.map((item) => comparable(item, but)).join()}]`;
  const pairs = node.pairs.map((pair) => `${JSON.stringify(pair.key.source)}:${comparable(pair.value, but)}`);
  return `{${pairs.sort().join()}}`;
}
