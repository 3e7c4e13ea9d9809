import { metricQuery } from "../../resolve/query";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { slisOf } from "../../rules/indicator/slis";
import { lineStart } from "../../text/lines";
import { meet, type Span, shift } from "../../text/span";
import type { SourceFile, Workspace } from "../../workspace";
import { actionAt, nextOpening } from "../../yaml/template-actions";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import type { SemanticToken } from "./kinds";
import { queryTokens } from "./query-tokens";
import { nameTokens, schemaTokens } from "./value-tokens";

/**
 * What the words of a file mean beyond YAML: queries in their parts, names of objects, numbers and lengths of time,
 * placeholders, deprecated keys. File offsets, in the order of the text; none spans a line, none lies on another.
 * With a span (file offsets) only those that touch it. None in a file without a known object.
 */
export function semanticTokens(workspace: Workspace, uri: string, span?: Span): SemanticToken[] {
  const file = workspace.files.get(uri);
  const placed = objectsOf(file);
  if (!file || placed.length === 0) return [];
  const view = viewOf(workspace, uri);
  const near = placed.filter(({ slot }) => !span || meet({ start: slot.start, end: slotEnd(slot) }, span));
  const found = [...near.flatMap((one) => objectTokens(one, uri, view)), ...actionTokens(file, near)];
  const apart = withoutOverlaps(found.flatMap((token) => onLines(token, file.text)));
  return span ? apart.filter((token) => meet(token.span, span)) : apart;
}

function slotEnd(slot: PlacedObject["slot"]): number {
  return slot.start + slot.document.yaml.text.length;
}

function objectTokens(placed: PlacedObject, uri: string, view: WorkspaceView): SemanticToken[] {
  const { object, document, slot } = placed;
  const queries = slisOf(object).flatMap(({ metrics }) =>
    metrics.flatMap((metric) => {
      const query = metricQuery(metric, view);
      return query ? queryTokens(query.queryText) : [];
    }),
  );
  const own = [...queries, ...schemaTokens(object, document.yaml.text)];
  return [
    ...own.map((token) => ({ ...token, span: shift(token.span, slot.start) })),
    ...nameTokens(placed, uri, view),
  ];
}

/** A template's actions, wherever they stand in documents that hold an object; not those in comments. */
function actionTokens({ text }: SourceFile, near: readonly PlacedObject[]): SemanticToken[] {
  const found: SemanticToken[] = [];
  for (const slot of new Set(near.map((placed) => placed.slot))) {
    const end = slotEnd(slot);
    for (let at = nextOpening(text, slot.start); at < end; at = nextOpening(text, at)) {
      const action = actionAt(text, at);
      if (action && action.end <= end && !isInComment(text, at)) found.push({ span: action, type: "macro" });
      at = action ? action.end : at + 2;
    }
  }
  return found;
}

/** Only the line's beginning tells it: text behind a ` #` may as well be a part of a query or of a quoted text. */
function isInComment(text: string, offset: number): boolean {
  return /^[ \t]*#/.test(text.slice(lineStart(text, offset), offset));
}

/** A token of several lines as one for each line, without the white space at the ends. */
function onLines(token: SemanticToken, text: string): SemanticToken[] {
  const written = text.slice(token.span.start, token.span.end);
  if (!/[\r\n]/.test(written)) return token.span.start < token.span.end ? [token] : [];
  return [...written.matchAll(/[^\s](?:[^\r\n]*[^\s])?/g)].map((match) => {
    const start = token.span.start + match.index;
    return { ...token, span: { start, end: start + match[0].length } };
  });
}

/** Sorted; of two tokens on one place the first found, which is the more exact one. */
function withoutOverlaps(tokens: readonly SemanticToken[]): SemanticToken[] {
  const sorted = [...tokens].sort((a, b) => a.span.start - b.span.start);
  let end = 0;
  return sorted.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}
