import type { Span } from "../../text/span";
import type { YamlNode, YamlScalar } from "../../yaml/node";
import { scalarText } from "../../yaml/scalar-text";
import type { SignalLabel, SignalReference, SignalSource } from "../signal";

/** A metric that a source's own description names, and where: a span in the YAML document. */
export type LocatedSignalReference = SignalReference & { readonly span: Span };

/** A text of a source's description with a way back to the YAML document. */
export interface QueryText {
  /** The key it stands at, in the source's own spelling; empty where the description is a text itself. */
  readonly key: string;
  /** Decoded: without quotes, indentation and escapes. */
  readonly text: string;
  /** The place in the YAML document of a part of `text`. */
  locate(span: Span): Span;
}

/** Keys whose texts are words for people. */
const WORDS = /^(description|displayName|comment|notes?)$/i;

/**
 * All texts of a source's description whose key fits, in the order of the document: maps and lists are entered,
 * numbers and missing values left out.
 */
export function queryTexts(spec: YamlNode, documentText: string, keys?: RegExp): QueryText[] {
  const found: QueryText[] = [];
  const enter = (node: YamlNode, key: string): void => {
    if (node.kind === "map") for (const pair of node.pairs) enter(pair.value, pair.key.source);
    else if (node.kind === "seq") for (const item of node.items) enter(item, key);
    else if (!WORDS.test(key) && (!keys || key === "" || keys.test(key))) {
      const text = queryText(node, key, documentText);
      if (text) found.push(text);
    }
  };
  enter(spec, "");
  return found;
}

/** A scalar as a text with its places; undefined for a number, a boolean and what was not written. */
export function queryText(scalar: YamlScalar, key: string, documentText: string): QueryText | undefined {
  if (typeof scalar.value !== "string" || scalar.value === "") return undefined;
  const mapped = scalarText(scalar, documentText);
  return mapped && { key, text: mapped.text, locate: (span) => mapped.toSource(span) };
}

/** A metric that stands in a text from `start` on, under the name that is written there or under another. */
export function named(
  source: SignalSource,
  text: QueryText,
  place: { readonly start: number; readonly written: string; readonly name?: string },
  labels: readonly SignalLabel[] = [],
): LocatedSignalReference {
  const span = text.locate({ start: place.start, end: place.start + place.written.length });
  return { source, name: place.name ?? place.written, labels, span };
}

/** What template engines and shells fill in: `${VAR}`, `$VAR`, `{{.window}}`, `%{name}`. */
const HOLE = /\$\{|\$[A-Za-z_]|\{\{|\}\}|%\{/;

/** Whether a name or a value is left to something that fills it in, in whole or in part. */
export function hasHole(text: string): boolean {
  return HOLE.test(text);
}

/** Whether what fills in a hole continues the name that ends at `end`: `trace.${SERVICE}`, `http_{{.code}}`. */
export function runsIntoHole(text: string, end: number): boolean {
  return text[end] === "$" || text.startsWith("{{", end) || text.startsWith("%{", end);
}

/** Where a match's group stands in the text; the pattern has to have the flag `d`. */
export function groupStart(match: RegExpExecArray, group: number): number {
  return match.indices?.[group]?.[0] ?? match.index;
}

/** A label whose value may hold the wildcard `*`. */
export function labelOf(label: string, value: string, negated: boolean): SignalLabel {
  if (!value.includes("*")) return { label, op: negated ? "!=" : "=", value };
  const pattern = value.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return { label, op: negated ? "!~" : "=~", value: pattern };
}

/** Adds to a list. Spread arguments would overflow the stack where a hostile text names very many. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const item of more) list.push(item);
}
