import type { Span } from "../../text/span";
import type { Path, YamlNode, YamlScalar } from "../../yaml/node";
import type { YamlDocument } from "../../yaml/parse";
import { sameSpan } from "../lookup";

/** A scalar, key or value, and where it is read; a key has the path of its value. */
export interface Occurrence {
  readonly scalar: YamlScalar;
  readonly path: Path;
}

/** Where the scalar at a place is read: at more places than one, where a map that holds it is merged or repeated. */
export function occurrencesOf({ root }: Pick<YamlDocument, "root">, span: Span): Occurrence[] {
  const found: Occurrence[] = [];
  const visit = (node: YamlNode, path: Path): void => {
    if (node.kind === "scalar") {
      if (!node.missing && sameSpan(node.span, span)) found.push({ scalar: node, path });
    } else if (node.kind === "seq") {
      for (const [at, item] of node.items.entries()) visit(item, [...path, at]);
    } else {
      for (const { key, value } of node.pairs) {
        const below = [...path, key.source];
        visit(key, below);
        visit(value, below);
      }
    }
  };
  if (root) visit(root, []);
  return found;
}

/** The scalar at a place of a document. */
export function scalarWith(document: Pick<YamlDocument, "root">, span: Span): YamlScalar | undefined {
  return occurrencesOf(document, span)[0]?.scalar;
}
