import type { YamlNode } from "../yaml/node";

/**
 * A metric source's `spec` as a text that equals another's when both ask for the same thing: keys in order,
 * runs of white space as one blank, so that a query says the same on one line and on three. Undefined where
 * there is nothing, or a template fills in a part.
 */
export function fingerprintOf(spec: YamlNode | undefined): string | undefined {
  if (spec?.kind !== "map" || spec.pairs.length === 0) return undefined;
  return textOf(spec);
}

/**
 * The same of a metric that is asked for by one query alone, mostly a text. Undefined where it is empty, or a template
 * fills in a part.
 */
export function queryFingerprint(query: YamlNode): string | undefined {
  const isEmpty = query.kind === "scalar" && (query.missing || query.value === null || query.value === "");
  return isEmpty ? undefined : textOf(query);
}

function textOf(node: YamlNode): string | undefined {
  if (node.kind === "scalar") return scalarText(node);
  const parts =
    node.kind === "seq"
      ? node.items.map(textOf)
      : node.pairs.map((pair) => {
          const value = textOf(pair.value);
          return value === undefined ? undefined : `${JSON.stringify(pair.key.source)}:${value}`;
        });
  if (parts.some((part) => part === undefined)) return undefined;
  return node.kind === "seq" ? `[${parts.join()}]` : `{${parts.sort().join()}}`;
}

function scalarText(node: YamlNode & { kind: "scalar" }): string | undefined {
  if (node.templated) return undefined;
  return JSON.stringify(
    typeof node.value === "string" ? node.value.trim().replaceAll(/\s+/g, " ") : node.value,
  );
}
