import type { Span } from "../../text/span";
import type { Workspace } from "../../workspace";
import { groupOf } from "./name-group";
import { isDeclaration, type NameSite, nameSiteAt, nameSpan } from "./name-sites";

/** A place where a name stands. `span` is the name alone, in file offsets. */
export interface NamePlace {
  readonly uri: string;
  readonly span: Span;
  /** The object's own name, or an alias that it declares. */
  readonly isDeclaration: boolean;
}

/**
 * All places of the name at an offset, in file order; empty where none stands there.
 *
 * @param withDeclarations whether an object's own name is wanted too
 */
export function referencesAt(
  workspace: Workspace,
  uri: string,
  offset: number,
  withDeclarations: boolean,
): NamePlace[] {
  const site = nameSiteAt(workspace, uri, offset);
  if (!site) return [];
  const { declarations, uses } = groupOf(workspace, site);
  const sites: NameSite[] = [...declarations, ...uses.filter(({ mention }) => !mention.implied)];
  return sites
    .map((one) => ({ uri: one.uri, span: nameSpan(one), isDeclaration: isDeclaration(one) }))
    .filter((place) => withDeclarations || !place.isDeclaration)
    .sort(byPlace);
}

/** Puts places in file order. */
export function byPlace(a: NamePlace, b: NamePlace): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start;
}

/** The places of the name at an offset that stand in the same file. */
export function highlightsAt(workspace: Workspace, uri: string, offset: number): NamePlace[] {
  return referencesAt(workspace, uri, offset, true).filter((place) => place.uri === uri);
}
