import type { Span } from "../text/span";
import { nodeAt, ownerSpan, type Path, type PathSegment, pairOf, type YamlNode } from "../yaml/node";

/** A violation of a schema, in ajv's words. */
export interface ValidatorError {
  readonly keyword: string;
  /** JSON pointer to the value that was refused, or to the map that lacks a key or has one too many. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that was refused, where a pattern or a list of words for keys was not met. */
  readonly propertyName?: string;
}

/** Tells every violation of one schema. */
export type Validator = (data: unknown) => readonly ValidatorError[];

/** A schema's refusal of one value, with its place in the object. */
export interface SchemaError {
  readonly keyword: string;
  /** From the object's root to the value that was refused, or to the map that lacks or has too much. */
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
  readonly node: YamlNode | undefined;
  /** The refused value; for a key too many, that key; for a missing key, what should hold it. */
  readonly span: Span;
}

/**
 * Runs a validator and finds each refusal's place. Left out are refusals of templated values and of what is absent
 * from a map that a template may add keys to, since nobody knows these; of a value of the wrong type all but that,
 * since nothing else can be said of it; and all of the value of a refused key, since the key decides what it is.
 */
export function validate(validator: Validator, data: unknown, root: YamlNode): SchemaError[] {
  const all = validator(data);
  if (all.length === 0) return [];
  const wrongType = new Set<string>();
  for (const error of all) if (error.keyword === "type") wrongType.add(error.instancePath);
  const refusedKeys = all.flatMap(refusedKey);
  const errors: SchemaError[] = [];
  for (const error of all) {
    if (refusedKeys.some((key) => `${error.instancePath}/`.startsWith(key))) continue;
    if (error.keyword !== "type" && wrongType.has(error.instancePath)) continue;
    const located = locate(error, root);
    if (located) errors.push(located);
  }
  return errors;
}

/** The JSON pointer to the value of a key whose name is refused, with a slash behind it. */
function refusedKey({ keyword, instancePath, params }: ValidatorError): string[] {
  const name = keyword === "propertyNames" ? params.propertyName : undefined;
  if (typeof name !== "string") return [];
  return [`${instancePath}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}/`];
}

const OF_ABSENCE = new Set(["required", "minProperties"]);

function locate(error: ValidatorError, root: YamlNode): SchemaError | undefined {
  const { keyword, params, propertyName } = error;
  // The keyword `propertyNames` only repeats what the refused name's own error says.
  if (keyword === "propertyNames") return undefined;
  const { path, node } = follow(error.instancePath, root);
  if (node?.kind === "scalar" && node.templated) return undefined;
  if (node?.kind === "map" && node.open && OF_ABSENCE.has(keyword)) return undefined;
  const name = propertyName ?? extraKey(keyword, params);
  if (name === undefined) {
    const own = node?.kind === "scalar" && keyword !== "required";
    return { keyword, path, params, node, span: own ? node.span : ownerSpan(root, path) };
  }
  const pair = pairOf(node, name);
  if (pair?.key.templated) return undefined;
  return {
    keyword: propertyName === undefined ? keyword : `key-${keyword}`,
    path: propertyName === undefined ? path : [...path, name],
    params,
    node,
    span: pair && !pair.merged ? pair.key.span : ownerSpan(root, path),
  };
}

function extraKey(keyword: string, params: Readonly<Record<string, unknown>>): string | undefined {
  const extra = keyword === "additionalProperties" ? params.additionalProperty : undefined;
  return typeof extra === "string" ? extra : undefined;
}

/** Walks a JSON pointer: a segment counts as a list's place only where the tree has a list. */
function follow(pointer: string, root: YamlNode): { path: Path; node: YamlNode | undefined } {
  const path: PathSegment[] = [];
  let node: YamlNode | undefined = root;
  for (const part of pointer.split("/").slice(1)) {
    const key: string = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const segment: PathSegment = node?.kind === "seq" ? Number(key) : key;
    path.push(segment);
    node = node ? nodeAt(node, [segment]) : undefined;
  }
  return { path, node };
}
