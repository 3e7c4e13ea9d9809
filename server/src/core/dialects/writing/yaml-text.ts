import { Document, isScalar, Scalar, visit } from "yaml";

/** A value of a YAML document that is to be written; keys with `undefined` are left out. */
export type YamlValue =
  | string
  | number
  | boolean
  | QuotedText
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/** A text in quotes, for tools that would take it for a number. */
export class QuotedText {
  constructor(readonly text: string) {}
}

/**
 * Writes one YAML document. Texts of several lines become literal blocks, long ones stay on their line: a query that
 * is folded is hard to read.
 */
export function yamlText(value: YamlValue): string {
  const document = new Document(plain(value), { version: "1.2" });
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "string" && node.value.includes("\n")) {
        node.type = Scalar.BLOCK_LITERAL;
      }
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: "literal" });
}

function plain(value: YamlValue): unknown {
  if (value instanceof QuotedText) {
    const scalar = new Scalar(value.text);
    scalar.type = Scalar.QUOTE_DOUBLE;
    return scalar;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner as YamlValue)]));
}

/** Longer queries stand in a block of their own: beside their key they would run off the page. */
const LONGEST_LINE = 90;

/** A query as it is best written: one of several lines, or a long one, as a block that ends in one line break. */
export function queryText(query: string): string {
  const trimmed = dedented(query).trim();
  return trimmed.includes("\n") || trimmed.length > LONGEST_LINE ? `${trimmed}\n` : trimmed;
}

function dedented(text: string): string {
  const lines = text
    .replaceAll("\t", "  ")
    .split("\n")
    .map((line) => line.trimEnd());
  const rest = lines.slice(1).filter((line) => line !== "");
  const indent = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  return Number.isFinite(indent)
    ? [lines[0], ...lines.slice(1).map((line) => line.slice(indent))].join("\n")
    : text;
}
