import { formatPercent } from "../math";
import type { SpecObject } from "../model/spec-object";
import { objectSpan } from "../model/spec-object";
import { type Span, shift } from "../text/span";
import type { Workspace } from "../workspace";
import { objectiveName } from "./budget/tier-facts";
import { objectsOf } from "./lookup";

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
  return objectsOf(workspace.files.get(uri)).map(({ object, slot }) => {
    const span = shift(object.root.span, slot.start);
    return {
      name: object.name?.value || object.kind,
      detail: object.kind,
      kind: "object" as const,
      span,
      selection: within(shift(objectSpan(object), slot.start), span),
      children: objectives(object).map((child) => {
        const own = within(shift(child.span, slot.start), span);
        return { ...child, kind: "objective" as const, span: own, selection: own, children: [] };
      }),
    };
  });
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
