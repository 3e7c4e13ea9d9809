import type { ObjectKind, SpecObject } from "../../model/spec-object";
import { namesOf } from "../../resolve/mentions";
import { type Span, shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import { holdsLetters } from "../words";

/** An object of the workspace, found by its name. */
export interface WorkspaceSymbol {
  /** Its name, or the alias that was found. */
  readonly name: string;
  readonly kind: ObjectKind;
  /** The service or project that it belongs to; empty where it says none. */
  readonly container: string;
  readonly uri: string;
  /** The name, in file offsets. */
  readonly span: Span;
}

/** Editors narrow a list down themselves: more than this is not read by anyone. */
const MOST_SYMBOLS = 500;

/**
 * The objects whose name, alias, display name or kind holds the letters of a query in their order, the best first:
 * whole names, beginnings, beginnings of words, other parts. An empty query finds all.
 */
export function workspaceSymbols(workspace: Workspace, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const { uri, slots } of workspace.files.values()) {
    for (const { document, start } of slots) {
      for (const object of document.objects) {
        for (const { name, kind, span, alias } of namesOf(object)) {
          const spoken = alias ? [] : [object.displayName?.value ?? ""];
          const rank = Math.min(
            rankOf(wanted, name),
            ...[...spoken, `${kind} ${name}`].map((text) => rankOf(wanted, text) + 1),
          );
          // An alias is found by its own letters, not beside its tier for nothing.
          if (rank >= NONE || (alias && wanted === "")) continue;
          const symbol = { name, kind, container: containerOf(object), uri, span: shift(span, start) };
          found.push({ symbol, rank });
        }
      }
    }
  }
  found.sort(
    (a, b) => a.rank - b.rank || compare(a.symbol.name, b.symbol.name) || compare(a.symbol.uri, b.symbol.uri),
  );
  return found.slice(0, MOST_SYMBOLS).map(({ symbol }) => symbol);
}

function containerOf({ body, scope }: SpecObject): string {
  const service = body.type === "slo" ? body.service?.value : undefined;
  return service ?? scope ?? "";
}

const NONE = 100;

function rankOf(wanted: string, text: string): number {
  const lower = text.toLowerCase();
  if (wanted === "" || lower === wanted) return 0;
  if (lower.startsWith(wanted)) return 2;
  const at = lower.indexOf(wanted);
  if (at > 0) return /[a-z0-9]/.test(lower[at - 1] ?? "") ? 6 : 4;
  return holdsLetters(lower, wanted) ? 8 : NONE;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
