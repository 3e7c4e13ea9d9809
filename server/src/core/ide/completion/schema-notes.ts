import { type JsonSchema, rootSchema, schemaAt } from "../../schema/property";
import type { Path } from "../../yaml/node";
import type { OutlineNode } from "./outline";

export function typesOf({ type }: JsonSchema): readonly string[] {
  return typeof type === "string" ? [type] : (type ?? []);
}

/** Whether a value of this schema is a map: one that has keys of its own, or takes any. */
export function takesMap(schema: JsonSchema): boolean {
  if (typesOf(schema).includes("object") || schema.properties !== undefined) return true;
  const [example] = schema.examples ?? [];
  return (
    schema.type === undefined && typeof example === "object" && example !== null && !Array.isArray(example)
  );
}

export function takesList(schema: JsonSchema): boolean {
  return typesOf(schema).includes("array") && schema.items !== undefined;
}

/** Whether a value may be written on the key's own line. */
export function takesScalar(schema: JsonSchema): boolean {
  if (schema.const !== undefined || schema.enum) return true;
  const types = typesOf(schema);
  if (types.length === 0) return !takesMap(schema) && !takesList(schema);
  return types.some((type) => ["string", "number", "integer", "boolean"].includes(type));
}

/** The keys that a new map begins with: those it must have, and those it is hardly ever without. */
export function firstKeys(schema: JsonSchema): readonly string[] {
  const wanted = new Set([...(schema.required ?? []), ...(schema["x-slosmith"]?.usual ?? [])]);
  const inOrder = Object.keys(schema.properties ?? {}).filter((key) => wanted.has(key));
  // A key that is required without being described.
  return [...inOrder, ...[...wanted].filter((key) => !inOrder.includes(key))];
}

/** What an object's other keys say about a key: by their schema's notes. */
export interface Surroundings {
  /** The keys beside it, with their values' text. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The object that it stands in. */
  readonly object: OutlineNode | undefined;
}

/** Whether a key can stand beside what is there, by the map's notes. */
export function fits(key: string, map: JsonSchema, { siblings, object }: Surroundings): boolean {
  const notes = map["x-slosmith"];
  for (const choice of notes?.choices ?? []) {
    const all = new Set(choice.flat());
    if (!all.has(key)) continue;
    const present = [...siblings.keys()].filter((one) => all.has(one));
    if (!choice.some((way) => [key, ...present].every((one) => way.includes(one)))) return false;
  }
  const excluded = notes?.without?.[key] ?? [];
  return !excluded.some((condition) => holds(condition, siblings, object));
}

/** A place in the object, or what a key beside it says. */
function holds(condition: string, siblings: Surroundings["siblings"], object: OutlineNode | undefined) {
  if (condition.startsWith("/")) return object !== undefined && exists(object, condition.slice(1).split("/"));
  const [key = "", value] = condition.split("=");
  return siblings.has(key) && (value === undefined || siblings.get(key) === value);
}

function exists(node: OutlineNode, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  return node.children.some(({ entry }, at) => {
    const child = node.children[at];
    const meant = first === "*" ? entry.kind === "item" : entry.key === first;
    return meant && child !== undefined && exists(child, rest);
  });
}

/** The schema of a whole object's part, where the format knows it. */
export function partOf(schemaKey: string, path: Path): ReturnType<typeof schemaAt> {
  return path.length === 0 ? rootSchema(schemaKey) : schemaAt(schemaKey, path);
}
