import type { SpecObject } from "../model/spec-object";
import { Meanings } from "../schema/property";
import { validatorFor } from "../schema/registry";
import type { Span } from "../text/span";
import { type Path, pairOf, valueAt, type YamlMap } from "../yaml/node";
import { parseYaml, type YamlDocument } from "../yaml/parse";
import type { Dialect, Header, HeaderFault, Recognition } from "./dialect";
import { dialects } from "./registry";

/** One YAML document of a stream, read: its objects of known formats, and headers that nearly are. */
export interface SpecDocument {
  readonly yaml: YamlDocument;
  readonly objects: readonly SpecObject[];
  /** Other tools' objects, read for what SLOs take from them. */
  readonly beside: readonly SpecObject[];
  /** It holds an object of a known format, or its text says that it means to. */
  readonly claimed: boolean;
  readonly headerFaults: readonly LocatedHeaderFault[];
}

/** A header that is nearly a known one, and where it stands. */
export interface LocatedHeaderFault extends HeaderFault {
  readonly root: YamlMap;
  readonly span: Span;
  /** The field's text; empty where the key is absent. */
  readonly written: string;
  /** The object is read as what it is most likely meant to be. */
  readonly isRead: boolean;
}

/** Reads one YAML document. The answer depends on the text alone. */
export function readSpecDocument(text: string): SpecDocument {
  const yaml = parseYaml(text);
  const objects: SpecObject[] = [];
  const beside: SpecObject[] = [];
  const headerFaults: LocatedHeaderFault[] = [];
  const partial = yaml.controlLines > 0 || yaml.faults.length > 0;
  for (const { root, path } of objectRoots(yaml)) {
    const recognised = recognise(root);
    if (!recognised) continue;
    const { dialect, header, recognition } = recognised;
    if (recognition.kind === "near-miss") {
      const { field } = recognition.fault;
      // Of an absent key its companion's value speaks.
      const { older } = recognition.fault;
      const others = ["kind", "apiVersion", "service"];
      const shown = [field, ...others].flatMap((key) => pairOf(root, key) ?? [])[0];
      const span = (older && pairOf(root, older.key)?.key.span) ?? shown?.value.span ?? root.span;
      const isRead = recognition.schemaKey !== undefined;
      headerFaults.push({ ...recognition.fault, root, span, written: scalarText(root, field), isRead });
    }
    if (recognition.kind === "beside") {
      const validator = undefined;
      beside.push(...dialect.lower({ text, root, path, header, recognition, partial, validator }));
      continue;
    }
    if (recognition.schemaKey === undefined) continue;
    const validator = validatorFor(recognition.schemaKey);
    const lowered = dialect.lower({ text, root, path, header, recognition, partial, validator });
    objects.push(...lowered.map(withMeanings));
  }
  const claimed =
    objects.length + headerFaults.length > 0 || dialects.some((dialect) => dialect.claim.test(text));
  return { yaml, objects, beside, claimed, headerFaults };
}

function withMeanings(object: SpecObject): SpecObject {
  const { schemaKey, root } = object;
  return schemaKey === undefined ? object : { ...object, meanings: new Meanings(schemaKey, root) };
}

function objectRoots(yaml: YamlDocument): { root: YamlMap; path: Path }[] {
  const root = yaml.root;
  if (root?.kind === "map") return [{ root, path: [] }];
  if (root?.kind !== "seq") return [];
  return root.items.flatMap((item, index) => (item.kind === "map" ? [{ root: item, path: [index] }] : []));
}

function recognise(
  root: YamlMap,
): { dialect: Dialect; header: Header; recognition: Recognition } | undefined {
  const header = { apiVersion: scalarText(root, "apiVersion"), kind: scalarText(root, "kind") };
  let nearMiss: { dialect: Dialect; header: Header; recognition: Recognition } | undefined;
  for (const dialect of dialects) {
    const recognition = dialect.recognise(header, root);
    if (recognition && recognition.kind !== "near-miss") return { dialect, header, recognition };
    if (recognition && !nearMiss) nearMiss = { dialect, header, recognition };
  }
  return nearMiss;
}

function scalarText(root: YamlMap, key: string): string {
  const node = valueAt(root, key);
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : "";
}
