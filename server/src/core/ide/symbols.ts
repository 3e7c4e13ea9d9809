import { formatPercent } from "../math";
import type { SpecObject } from "../model/spec-object";
import { objectSpan } from "../model/spec-object";
import { type Span, shift } from "../text/span";
import type { Workspace } from "../workspace";
import { objectiveName } from "./budget/tier-facts";
import { objectsOf, type PlacedObject } from "./lookup";

/** An entry of a file's outline. Spans are file offsets; `selection` lies inside `span`. */
export interface DocumentSymbol {
  readonly name: string;
  /** The kind, or the target. */
  readonly detail: string;
  readonly kind: "object" | "objective";
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The objects of a file by kind and name, with their objectives. */
export function documentSymbols(workspace: Workspace, uri: string): DocumentSymbol[] {
  const objects = objectsOf(workspace.files.get(uri));
  const outermost = objects.filter((placed) => !objects.some((other) => holds(other, placed)));
  return outermost.map((placed) => symbolOf(placed, objects));
}

/** An object, with those that stand inside of it: the SLOs of a file of several. */
function symbolOf({ object, slot }: PlacedObject, all: readonly PlacedObject[]): DocumentSymbol {
  const span = shift(object.root.span, slot.start);
  const inner = all.filter((other) => holds({ object, slot }, other));
  return {
    name: object.name?.value || object.kind,
    detail: object.kind,
    kind: "object" as const,
    span,
    selection: within(shift(objectSpan(object), slot.start), span),
    children: [
      ...inner.map((other) => symbolOf(other, all)),
      ...objectives(object).map((child) => {
        const own = within(shift(child.span, slot.start), span);
        return { ...child, kind: "objective" as const, span: own, selection: own, children: [] };
      }),
    ],
  };
}

/** Whether an object's text lies inside of another's. */
function holds(outer: Pick<PlacedObject, "object" | "slot">, inner: PlacedObject): boolean {
  if (outer.slot !== inner.slot || outer.object === inner.object) return false;
  const { start, end } = outer.object.root.span;
  const { root } = inner.object;
  return start <= root.span.start && root.span.end <= end && root !== outer.object.root;
}

function objectives({ body }: SpecObject): { name: string; detail: string; span: Span }[] {
  if (body.type === "slo") {
    return body.objectives.map(({ displayName, index, target, span }) => ({
      name: displayName?.value || `Objective ${index + 1}`,
      detail: target ? formatPercent(target.value) : "",
      span: target?.span ?? span,
    }));
  }
  if (body.type !== "tier") return [];
  return body.objectives.map((objective) => ({
    name: objectiveName(objective),
    detail: objective.default ? formatPercent(objective.default.value) : "",
    span: objective.category.span,
  }));
}

/** A name that came through an alias stands elsewhere: the object's own range stands in for it. */
function within(span: Span, whole: Span): Span {
  return span.start >= whole.start && span.end <= whole.end ? span : whole;
}
