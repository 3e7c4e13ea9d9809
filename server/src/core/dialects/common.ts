import { readText } from "../model/located";
import type { Reference, SpecObject } from "../model/spec-object";
import type { Tag } from "../model/tag";
import { type SchemaError, validate } from "../schema/errors";
import { toData } from "../yaml/data";
import { formatPath, nodeAt, type Path, pairOf, valueAt, type YamlMap, type YamlNode } from "../yaml/node";
import type { LowerInput } from "./dialect";

/** The fields that objects of Kubernetes' shape (apiVersion, kind, metadata, spec) share. */
export function lowerFrame(
  input: LowerInput,
): Pick<SpecObject, "root" | "path" | "headerSpan" | "labels" | "annotations" | "schemaErrors" | "partial"> &
  Pick<Partial<SpecObject>, "name" | "displayName" | "description" | "schemaKey"> {
  const { root, path, partial } = input;
  const metadata = valueAt(root, "metadata");
  const name = readText(valueAt(metadata, "name"));
  const displayName = readText(valueAt(metadata, "displayName"));
  const description = readText(nodeAt(root, ["spec", "description"]));
  const kind = pairOf(root, "kind") ?? pairOf(root, "apiVersion");
  const { recognition } = input;
  const schemaKey = recognition.kind === "beside" ? undefined : recognition.schemaKey;
  return {
    root,
    path,
    headerSpan: kind?.value.span ?? root.span,
    labels: readTags(valueAt(metadata, "labels")),
    annotations: readTags(valueAt(metadata, "annotations")),
    schemaErrors: schemaErrors(input),
    partial,
    ...(name ? { name } : {}),
    ...(displayName ? { displayName } : {}),
    ...(description ? { description } : {}),
    ...(schemaKey === undefined ? {} : { schemaKey }),
  };
}

function schemaErrors(input: LowerInput): readonly SchemaError[] {
  if (!input.validator) return [];
  const errors = validate(input.validator, toData(input.root), input.root);
  // In a template's branches, and where the YAML is broken, what seems absent may well be there.
  const absent = new Set(["required", "minItems", "minProperties"]);
  const header = input.recognition.kind === "near-miss" ? input.recognition.fault.field : undefined;
  return errors.filter(
    (error) => !(input.partial && absent.has(error.keyword)) && !(header && error.path[0] === header),
  );
}

/** The labels or annotations that a `metadata` map holds. */
export function readTags(node: YamlNode | undefined): Tag[] {
  if (node?.kind !== "map") return [];
  return node.pairs.map((pair) => {
    const values = pair.value.kind === "seq" ? pair.value.items : [pair.value];
    return {
      key: pair.key.source,
      keySpan: pair.key.span,
      values: values.flatMap((value) => readText(value) ?? []),
      valueSpan: pair.value.span,
    };
  });
}

/** Collects an object's references while it is lowered. */
export class ReferenceCollector {
  readonly references: Reference[] = [];

  /** Reads the name at `node[key]` as a reference; undefined where there is none. */
  read(node: YamlNode | undefined, path: Path, key: string, kind: Reference["kind"]) {
    const name = readText(valueAt(node, key));
    if (name && name.value !== "") {
      this.references.push({ kind, name: name.value, span: name.span, field: formatPath([...path, key]) });
    }
    return name;
  }
}

/** The items of a list; of anything else, none. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "seq" ? node.items : [];
}

/** The maps among the items, with their places. */
export function mapItems(node: YamlNode | undefined): { item: YamlMap; index: number }[] {
  return itemsOf(node).flatMap((item, index) => (item.kind === "map" ? [{ item, index }] : []));
}
