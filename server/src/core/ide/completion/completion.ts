import { lineStart } from "../../text/lines";
import { shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import type { IdeOptions } from "../options";
import { annotationKeyChoices, annotationValueChoices } from "./annotations";
import { blockChoices } from "./blocks";
import type { Choice, Completion } from "./choice";
import { type Context, contextAt, schemaFor } from "./context";
import { keyChoices, newItemChoices } from "./keys";
import type { OutlineNode } from "./outline";
import { queryChoices } from "./query/query-choices";
import { takesList, takesMap, takesScalar } from "./schema-notes";
import type { Layout } from "./skeleton";
import { valueChoices } from "./values";

export type { Completion, CompletionKind } from "./choice";

/**
 * What can be written at an offset of a file: keys and values of every format that has a schema, names of the
 * workspace, SLOsmith's annotations, PromQL inside of queries. Works in half-typed documents; empty elsewhere.
 */
export function completionsAt(
  workspace: Workspace,
  uri: string,
  offset: number,
  options: IdeOptions,
): Completion[] {
  const context = contextAt(workspace, uri, offset, options);
  if (!context) return [];
  const { text, start, place } = context;
  const line = lineStart(text, context.offset);
  const indent = /^[ \t]*/.exec(text.slice(line, context.offset))?.[0] ?? "";
  return distinct(choicesAt(context)).map(({ from = 0, replace = place.replace, ...choice }, order) => {
    const own = { start: replace.start + from, end: replace.end };
    // The quote that stands there is a part of what is typed.
    const quoted = place.quote !== "" && own.start === place.start;
    const filter = quoted ? { filter: place.quote + (choice.filter ?? choice.label) } : {};
    return { ...choice, ...filter, replace: shift(own, start), indent, order };
  });
}

function choicesAt(context: Context): Choice[] {
  const { place, path } = context;
  const inQuery = queryChoices(context);
  if (inQuery) return inQuery;
  const ofAnnotation = annotationValueChoices(context);
  if (ofAnnotation) return ofAnnotation;
  if (place.role === "text") return [];
  const schema = schemaFor(context, path);
  if (!schema) return [];
  if (place.role === "value") return valueChoices(context, schema);
  const layout = layoutOf(context);
  const choices = [...blockChoices(context, layout), ...annotationKeyChoices(context)];
  if (takesMap(schema)) choices.push(...keyChoices(context, layout));
  if (takesList(schema) && !place.flow && !place.inItem) choices.push(...newItemChoices(context, layout));
  if (takesScalar(schema) && place.siblings.size === 0) choices.push(...valueChoices(context, schema));
  return choices;
}

function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ label, newText }) => {
    const own = `${label}\n${newText}`;
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}

const UNIT = 2;

/** How the document is written: its line ends, and by how much it indents. */
function layoutOf({ text, place }: Context): Layout {
  return { eol: text.includes("\r\n") ? "\r\n" : "\n", unit: unitOf(place.outline.root) ?? UNIT };
}

/** The columns between the first key and the keys below it. */
function unitOf(node: OutlineNode): number | undefined {
  for (const child of node.children) {
    const inner = child.children.find(({ entry }) => entry.kind === "key" && entry.key !== undefined);
    const { entry } = child;
    if (entry.kind === "key" && entry.key !== undefined && inner && inner.entry.column > entry.column) {
      return Math.min(inner.entry.column - entry.column, 8);
    }
    const deeper = unitOf(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
