import type { SpecObject } from "../../model/spec-object";
import { mentionsOf, namesOf } from "../../resolve/mentions";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { eachValue, type JsonSchema } from "../../schema/property";
import type { Span } from "../../text/span";
import { nodeAt, type Path, pairOf, type YamlNode, type YamlScalar } from "../../yaml/node";
import type { PlacedObject } from "../lookup";
import { nameSpan } from "../navigation/name-sites";
import type { SemanticToken } from "./kinds";

/** What a value that is a number or a length of time means in a schema. */
const NUMBERS: ReadonlySet<string> = new Set([
  "burn-rate",
  "decimal",
  "duration",
  "events-per-day",
  "fine-duration",
  "go-duration",
  "prometheus-duration",
  "target-percent",
  "target-ratio",
]);

/** What the schema says of an object's values: numbers, known words, deprecated keys. Relative to its YAML document. */
export function schemaTokens({ root, schemaKey }: SpecObject, documentText: string): SemanticToken[] {
  if (schemaKey === undefined) return [];
  const found: SemanticToken[] = [];
  eachValue(schemaKey, root, (node, schema, path) => {
    const key = isDeprecated(schema) ? keyAt(root, path) : undefined;
    if (key) found.push({ span: key.span, type: "property", modifier: "deprecated" });
    const value = valueToken(node, schema, documentText);
    if (value) found.push(value);
  });
  return found;
}

function isDeprecated({ "x-slosmith": note }: JsonSchema): boolean {
  return note?.type === "deprecated" || note?.replaced !== undefined;
}

function keyAt(root: YamlNode, path: Path): YamlScalar | undefined {
  const last = path[path.length - 1];
  if (typeof last !== "string") return undefined;
  const pair = pairOf(nodeAt(root, path.slice(0, -1)), last);
  return pair && !pair.merged && !pair.key.missing ? pair.key : undefined;
}

function valueToken(node: YamlNode, schema: JsonSchema, documentText: string): SemanticToken | undefined {
  if (node.kind !== "scalar" || node.missing || node.templated || node.style === "block") return undefined;
  const span = unquoted(node.span, documentText);
  if (NUMBERS.has(schema["x-slosmith"]?.type ?? "")) {
    return /^[-+]?\.?\d/.test(node.source) ? { span, type: "number" } : undefined;
  }
  if (schema.const !== undefined ? schema.const !== node.value : !schema.enum?.includes(node.value))
    return undefined;
  return typeof node.value === "string" ? { span, type: "enumMember" } : undefined;
}

/** The names of an object, and the names of others that it says. File offsets. */
export function nameTokens(placed: PlacedObject, uri: string, view: WorkspaceView): SemanticToken[] {
  const { object, document, slot } = placed;
  const at = { uri, object, document, slot };
  return [
    ...namesOf(object).map((own): SemanticToken => {
      return { span: nameSpan({ ...at, own }), type: "class", modifier: "declaration" };
    }),
    ...mentionsOf(object)
      .filter((mention) => !mention.implied)
      // A label such as `tier: backend` is a name only where it leads to a tier.
      .filter(({ onlyIfDefined, name }) => !onlyIfDefined || view.tiersNamed(name).length > 0)
      .map((mention): SemanticToken => ({ span: nameSpan({ ...at, mention }), type: "class" })),
  ];
}

/** A scalar's place without its quotes. */
function unquoted(span: Span, text: string): Span {
  const first = text[span.start];
  const isQuoted =
    (first === '"' || first === "'") && span.end - span.start > 2 && text[span.end - 1] === first;
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
