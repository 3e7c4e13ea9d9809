import { parseDecimal } from "../../math/rational";
import type { JsonSchema } from "../../schema/property";
import type { YamlMap, YamlNode, YamlScalar } from "../../yaml/node";
import type { Fix } from "../rule";
import { typesOf } from "./words";

/** A fix with the sentence that proposes it. */
export interface TypeFix extends Fix {
  readonly todo: string;
}

/** The value that was meant, written in the type that is wanted; undefined where this would be a guess. */
export function typeFix(node: YamlNode, schema: JsonSchema, text: string): TypeFix | undefined {
  const types = typesOf(schema);
  if (node.kind === "map") return types.includes("array") ? asEntry(node, text) : undefined;
  if (node.kind === "seq" || node.style === "block" || node.value === null) return undefined;
  if (types.includes("array") && !types.includes("string")) return asList(node, schema, text);
  if (types.includes("string")) return asText(node);
  if (types.includes("boolean")) return asBoolean(node);
  return types.includes("number") || types.includes("integer") ? asNumber(node, types) : undefined;
}

function replacing(node: YamlScalar, newText: string, todo: string, safe = true): TypeFix {
  return { title: `Change to \`${newText}\``, safe, todo, edits: [{ span: node.span, newText }] };
}

/** `123` → `"123"` */
function asText(node: YamlScalar): TypeFix | undefined {
  if (typeof node.value === "string" || node.source.includes("\n")) return undefined;
  return replacing(node, `"${node.source}"`, `Put it in quotes: \`"${node.source}"\`.`);
}

/** `"true"` and `yes` → `true` */
function asBoolean(node: YamlScalar): TypeFix | undefined {
  const word = node.source.trim().toLowerCase();
  const truth = /^(?:true|yes|on)$/.test(word)
    ? "true"
    : /^(?:false|no|off)$/.test(word)
      ? "false"
      : undefined;
  return truth === undefined ? undefined : replacing(node, truth, `Write \`${truth}\`, without quotes.`);
}

/** `"0.99"` → `0.99`; `0,99` and `99 %` are understood, but are a guess. */
function asNumber(node: YamlScalar, types: readonly string[]): TypeFix | undefined {
  if (typeof node.value !== "string") return undefined;
  const written = node.value.trim();
  const fits = (text: string) => {
    const value = parseDecimal(text);
    return value !== undefined && (types.includes("number") || value.d === 1n);
  };
  if (fits(written)) return replacing(node, written, `Write ${written}, without quotes.`);
  const bare = written.replace(/\s*%$/, "").replace(/^(\d+),(\d+)$/, "$1.$2");
  if (bare === written || !fits(bare)) return undefined;
  return replacing(node, bare, `Write the bare number: ${bare}.`, false);
}

/** A lone value where a list of such values is wanted. */
function asList(node: YamlScalar, schema: JsonSchema, text: string): TypeFix | undefined {
  const [item] = schema.items ? typesOf(schema.items) : [];
  if (item !== "string" || typeof node.value !== "string") return undefined;
  const list = `[${text.slice(node.span.start, node.span.end)}]`;
  return replacing(node, list, `Make it a list: \`${list}\`.`);
}

/** A map where a list of maps is wanted: its first key gets a dash, the others move right with it. */
function asEntry(node: YamlMap, text: string): TypeFix | undefined {
  const first = node.pairs[0]?.key.span.start;
  if (first === undefined || text[node.span.start] === "{" || node.pairs.some((pair) => pair.merged)) {
    return undefined;
  }
  const edits = [{ span: { start: first, end: first }, newText: "- " }];
  const inside = text.slice(first, node.span.end);
  for (const line of inside.matchAll(/\n(?=[^\r\n])/g)) {
    const at = first + line.index + 1;
    edits.push({ span: { start: at, end: at }, newText: "  " });
  }
  const todo = "Put `- ` before its first key, and indent the others to match.";
  return { title: "Make it a list with one entry", safe: true, todo, edits };
}
