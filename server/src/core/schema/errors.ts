import type { Span } from "../text/span";
import { nodeAt, ownerSpan, type Path, type PathSegment, pairOf, type YamlNode } from "../yaml/node";

/** What a compiled validator reports (ajv's error object, as far as it is read here). */
export interface ValidatorError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly propertyName?: string;
}

/** A validator compiled at build time. */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}

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

/** Runs a validator and finds each refusal's place. Refusals of templated values are left out: nobody knows these. */
export function validate(validator: Validator, data: unknown, root: YamlNode): SchemaError[] {
  if (validator(data)) return [];
  const errors: SchemaError[] = [];
  for (const error of validator.errors ?? []) {
    const located = locate(error, root);
    if (located) errors.push(located);
  }
  return errors;
}

function locate(error: ValidatorError, root: YamlNode): SchemaError | undefined {
  const { keyword, params } = error;
  // The keyword `propertyNames` only repeats what the refused name's own error says.
  if (keyword === "propertyNames" || keyword === "if") return undefined;
  const path = toPath(error.instancePath, root);
  const node = nodeAt(root, path);
  if (node?.kind === "scalar" && node.templated) return undefined;
  const name = error.propertyName ?? extraKey(keyword, params);
  if (name !== undefined) {
    const pair = pairOf(node, name);
    if (pair?.key.templated) return undefined;
    const target = pair?.merged ? undefined : pair?.key.span;
    const place = error.propertyName === undefined ? path : [...path, name];
    const span = target ?? ownerSpan(root, path);
    return {
      keyword: error.propertyName === undefined ? keyword : `key-${keyword}`,
      path: place,
      params,
      node,
      span,
    };
  }
  const span =
    keyword === "required" || node === undefined || node.kind !== "scalar"
      ? ownerSpan(root, path)
      : node.span;
  return { keyword, path, params, node, span };
}

function extraKey(keyword: string, params: Readonly<Record<string, unknown>>): string | undefined {
  const extra = keyword === "additionalProperties" ? params.additionalProperty : undefined;
  return typeof extra === "string" ? extra : undefined;
}

/** A JSON pointer as a path: a segment counts as a list's place only where the tree has a list. */
function toPath(pointer: string, root: YamlNode): Path {
  const path: PathSegment[] = [];
  let node: YamlNode | undefined = root;
  for (const part of pointer.split("/").slice(1)) {
    const key: string = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const segment: PathSegment = node?.kind === "seq" ? Number(key) : key;
    path.push(segment);
    node = node ? nodeAt(node, [segment]) : undefined;
  }
  return path;
}
