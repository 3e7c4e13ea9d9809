import { objectSpan } from "../model/spec-object";
import { TIER_ANNOTATION, TIER_LABELS } from "../resolve/tier";
import type { Definition } from "../resolve/workspace-view";
import { type Span, shift, touches } from "../text/span";
import type { Workspace } from "../workspace";
import { inFile, type Lookup, lookAt } from "./lookup";

/** Where a name leads. Spans are file offsets. */
export interface DefinitionLink {
  /** The reference, in the file that was asked about. */
  readonly origin: Span;
  readonly uri: string;
  /** The name of what it refers to, in `uri`. */
  readonly target: Span;
}

/** What the name at an offset refers to; several places where a name was given twice, none where it leads nowhere. */
export function definitionsAt(workspace: Workspace, uri: string, offset: number): DefinitionLink[] {
  const lookup = lookAt(workspace, uri, offset);
  if (!lookup) return [];
  const found = referenceAt(lookup) ?? tagAt(lookup);
  return (found?.definitions ?? []).flatMap(
    (definition) => link(workspace, lookup, found?.span, definition) ?? [],
  );
}

interface Found {
  readonly span: Span;
  readonly definitions: readonly Definition[];
}

function referenceAt({ object, offset, view }: Lookup): Found | undefined {
  const reference = object.references.find(({ span }) => touches(span, offset));
  return reference && { span: reference.span, definitions: view.lookup(reference.kind, reference.name) };
}

function tagAt({ object, offset, view }: Lookup): Found | undefined {
  for (const tag of [...object.annotations, ...object.labels]) {
    const value = tag.values.find(({ span }) => touches(span, offset));
    if (!value) continue;
    if (tag.key === TIER_ANNOTATION || TIER_LABELS.some((key) => key === tag.key))
      return { span: value.span, definitions: view.tiersNamed(value.value) };
    if (tag.key === "slosmith/depends-on") {
      const names = value.value.split(",").map((name) => name.trim());
      const definitions = names.flatMap((name) => [
        ...view.lookup("SLO", name),
        ...view.lookup("Service", name),
      ]);
      return { span: value.span, definitions };
    }
  }
  return undefined;
}

function link(
  workspace: Workspace,
  lookup: Lookup,
  origin: Span | undefined,
  definition: Definition,
): DefinitionLink | undefined {
  const slot = workspace.slotOf(definition.uri, definition.document);
  if (!slot || !origin) return undefined;
  return {
    origin: inFile(lookup, origin),
    uri: definition.uri,
    target: shift(objectSpan(definition.object), slot.start),
  };
}
