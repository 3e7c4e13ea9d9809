import type { Reference, SpecObject } from "../model/spec-object";
import type { Definition, WorkspaceView } from "./workspace-view";

/**
 * The definitions that a name can lead to from a scope: those in it, those of formats without scopes, and those whose
 * scope nobody knows.
 *
 * @param scope absent or empty where nobody knows it: then all of them
 */
export function inScope(
  definitions: readonly Definition[],
  scope: string | undefined,
): readonly Definition[] {
  if (scope === undefined || scope === "") return definitions;
  return definitions.filter(({ object }) => !object.scope || object.scope === scope);
}

/** The objects that a reference can mean, in file order. */
export function definitionsOf(reference: Reference, view: WorkspaceView): readonly Definition[] {
  const { kind, orKinds = [], name, scope } = reference;
  return inScope(
    [kind, ...orKinds].flatMap((one) => view.lookup(one, name)),
    scope,
  );
}

/** The service that an SLO says it belongs to; the first, where the name was given twice. */
export function serviceOf(object: SpecObject, view: WorkspaceView): Definition | undefined {
  const service = object.body.type === "slo" ? object.body.service : undefined;
  return service && inScope(view.lookup("Service", service.value), object.scope)[0];
}
