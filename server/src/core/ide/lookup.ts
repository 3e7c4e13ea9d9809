import type { SpecDocument } from "../dialects/spec-document";
import type { SpecObject } from "../model/spec-object";
import type { WorkspaceView } from "../resolve/workspace-view";
import { type Span, shift } from "../text/span";
import type { DocumentSlot, SourceFile, Workspace } from "../workspace";
import { TrackingView } from "../workspace-view";
import { type NodePlace, type Path, placeAt, type YamlNode } from "../yaml/node";

/** What stands at an offset of a file: the object, and the key or value in it. */
export interface Lookup {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly slot: DocumentSlot;
  readonly document: SpecDocument;
  readonly object: SpecObject;
  readonly view: WorkspaceView;
  /** From the object's root downwards, with the key under the cursor as its last part. */
  readonly path: Path;
  /** The value; under a key, the value of that key. */
  readonly node: YamlNode;
  readonly onKey: boolean;
  /** The key or scalar under the cursor, relative to the YAML document. */
  readonly span: Span;
  /** The cursor, relative to the YAML document. */
  readonly offset: number;
}

/** A view on the workspace for one question of the editor. */
export function viewOf(workspace: Workspace, uri: string): WorkspaceView {
  return new TrackingView(workspace.index, uri, workspace.consumers, workspace.clock);
}

/** The key or scalar at a file offset; undefined between them and outside of known objects. */
export function lookAt(workspace: Workspace, uri: string, offset: number): Lookup | undefined {
  const slot = workspace.slotAt(uri, offset);
  if (!slot) return undefined;
  const local = offset - slot.start;
  for (const object of innermostFirst(slot.document.objects)) {
    const place = placeAt(object.root, local);
    const span = place && spanUnder(place, local);
    if (!place || !span) continue;
    const view = viewOf(workspace, uri);
    const { path, node, onKey } = place;
    return {
      workspace,
      uri,
      slot,
      document: slot.document,
      object,
      view,
      path,
      node,
      onKey,
      span,
      offset: local,
    };
  }
  return undefined;
}

/** An object may stand inside of another, as each SLO does in a file of several: the smaller one is meant. */
function innermostFirst(objects: readonly SpecObject[]): readonly SpecObject[] {
  const length = ({ root }: SpecObject) => root.span.end - root.span.start;
  return [...objects].sort((a, b) => length(a) - length(b));
}

function spanUnder(place: NodePlace, offset: number): Span | undefined {
  const node = place.onKey ? place.pair?.key : place.node;
  if (node?.kind !== "scalar") return undefined;
  return node.span.start <= offset && offset <= node.span.end ? node.span : undefined;
}

/** A range of a YAML document as a range of its file. */
export function inFile(lookup: Pick<Lookup, "slot">, span: Span): Span {
  return shift(span, lookup.slot.start);
}

/** An object of a file, with its place. */
export interface PlacedObject {
  readonly object: SpecObject;
  readonly document: SpecDocument;
  readonly slot: DocumentSlot;
}

/** The known objects of a file, in the order of its text. */
export function objectsOf(file: SourceFile | undefined): PlacedObject[] {
  return (file?.slots ?? []).flatMap((slot) =>
    slot.document.objects.map((object) => ({ object, document: slot.document, slot })),
  );
}

/** Whether two ranges are the same. */
export function sameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a !== undefined && b !== undefined && a.start === b.start && a.end === b.end;
}
