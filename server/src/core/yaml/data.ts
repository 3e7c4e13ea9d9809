import type { YamlNode } from "./node";

/**
 * The plain JavaScript value of a tree, as a schema validator wants it. Objects have no prototype, so that a
 * key such as `constructor` is only ever what the author wrote.
 */
export function toData(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "seq") return node.items.map(toData);
  const data = Object.create(null) as Record<string, unknown>;
  for (const pair of node.pairs) if (!(pair.key.source in data)) data[pair.key.source] = toData(pair.value);
  return data;
}
