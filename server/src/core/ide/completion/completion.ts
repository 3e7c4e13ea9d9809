import { type AnnotationDoc, annotationDoc, annotationKeys } from "../../schema/annotations";
import { type JsonSchema, schemaAt } from "../../schema/property";
import { type Span, shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import type { PathSegment } from "../../yaml/node";
import { viewOf } from "../lookup";
import { type CursorPlace, cursorPlace, isItem } from "./cursor-place";

/** Something that could be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: "key" | "value" | "reference";
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written in place of {@link replace}. */
  readonly newText: string;
  /** In the file. */
  readonly replace: Span;
  /** The order in which to offer. */
  readonly order: number;
}

const SLOSMITH = "slosmith/v1";

/**
 * What can be written at an offset of a file: SLOsmith's own annotations with their values, in objects of every
 * format, and the keys and values of SLOsmith's own kinds. Works in half-typed documents; empty elsewhere.
 */
export function completionsAt(workspace: Workspace, uri: string, offset: number): Completion[] {
  const file = workspace.files.get(uri);
  const slot = workspace.slotAt(uri, offset);
  if (!file || !slot) return [];
  const text = slot.document.yaml.text;
  const place = cursorPlace(text, offset - slot.start);
  if (!place) return [];
  const kind = headerOf(text, "kind");
  const found = isAnnotations(place.path)
    ? annotationChoices(place, place.path.length > 2 ? "SLI" : kind, workspace, uri)
    : headerOf(text, "apiVersion") === SLOSMITH
      ? schemaChoices(place, `${SLOSMITH}#${kind}`, isItem(text, offset - slot.start))
      : [];
  const replace = shift(place.replace, slot.start);
  return found.map((choice, order) => ({ ...choice, replace, order }));
}

type Choice = Omit<Completion, "replace" | "order">;

function headerOf(text: string, key: "kind" | "apiVersion"): string {
  return new RegExp(`^${key}:[ \\t]*["']?([\\w./-]+)`, "m").exec(text)?.[1] ?? "";
}

/** `metadata.annotations` of an object, or of an indicator that is written in place. */
function isAnnotations(path: readonly PathSegment[]): boolean {
  const own = path.join(".");
  return own === "metadata.annotations" || /(?:^|\.)indicator\.metadata\.annotations$/.test(own);
}

function annotationChoices(place: CursorPlace, kind: string, workspace: Workspace, uri: string): Choice[] {
  if (place.key !== undefined) {
    const doc = annotationDoc(place.key);
    return doc ? annotationValues(doc, workspace, uri) : [];
  }
  return annotationKeys.flatMap((key): Choice[] => {
    const doc = annotationDoc(key);
    if (!doc?.appliesTo.includes(kind) || place.siblings.has(key)) return [];
    return [
      {
        label: key,
        kind: "key",
        detail: doc.title,
        documentation: `${doc.description}\n\nExample: \`${doc.examples[0] ?? ""}\``,
        newText: `${key}: `,
      },
    ];
  });
}

/** The words of an enumeration, the names that a reference may have; of anything else the examples. */
function annotationValues(doc: AnnotationDoc, workspace: Workspace, uri: string): Choice[] {
  const view = viewOf(workspace, uri);
  const names = (kinds: readonly ("ReliabilityTier" | "Service" | "SLO")[]) =>
    kinds.flatMap((kind) =>
      view.all(kind).flatMap(({ object }): Choice[] => {
        const name = object.name?.value;
        return name === undefined
          ? []
          : [{ label: name, kind: "reference", detail: kind, newText: quoted(name) }];
      }),
    );
  if (doc.type === "ref:ReliabilityTier") return names(["ReliabilityTier"]);
  if (doc.type === "names") return names(["Service", "SLO"]);
  if (doc.enum) return enumChoices(doc.enum, doc.enumDescriptions);
  return doc.examples.map((example) => {
    return { label: example, kind: "value", detail: "an example", newText: quoted(example) };
  });
}

/** A text as an annotation's value, which must be text to YAML: numbers need quotes. */
function quoted(text: string): string {
  return /^[\d.,_ ]+$|^(?:true|false|null|yes|no|on|off|~)$|[:#]/i.test(text) ? JSON.stringify(text) : text;
}

function schemaChoices(place: CursorPlace, schemaKey: string, item: boolean): Choice[] {
  if (place.key !== undefined) {
    const schema = schemaAt(schemaKey, [...place.path, place.key])?.schema;
    return schema ? valuesOf(schema) : [];
  }
  const holder = schemaAt(schemaKey, place.path)?.schema;
  if (!holder) return [];
  if (item && !holder.properties) return valuesOf(holder);
  const required = new Set(holder.required ?? []);
  const keys = Object.entries(holder.properties ?? {}).filter(([key]) => !place.siblings.has(key));
  const inOrder = [
    ...keys.filter(([key]) => required.has(key)),
    ...keys.filter(([key]) => !required.has(key)),
  ];
  return inOrder.map(([key]) => {
    const schema = schemaAt(schemaKey, [...place.path, key])?.schema ?? {};
    return {
      label: key,
      kind: "key",
      detail: `${schema.title ?? key}${required.has(key) ? ", required" : ""}`,
      ...(schema.description === undefined ? {} : { documentation: schema.description }),
      newText: isNested(schema) ? `${key}:` : `${key}: `,
    };
  });
}

function isNested({ type }: JsonSchema): boolean {
  return type === "object" || type === "array";
}

function valuesOf(schema: JsonSchema): Choice[] {
  if (schema.enum) return enumChoices(schema.enum.map(String), schema.enumDescriptions);
  if (schema.const !== undefined) return enumChoices([String(schema.const)], undefined);
  return schema.type === "boolean" ? enumChoices(["true", "false"], undefined) : [];
}

function enumChoices(values: readonly string[], meanings: readonly string[] | undefined): Choice[] {
  return values.map((value, at) => {
    const meaning = meanings?.[at];
    return { label: value, kind: "value", newText: value, ...(meaning ? { documentation: meaning } : {}) };
  });
}
