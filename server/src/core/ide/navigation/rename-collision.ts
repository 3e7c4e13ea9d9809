import type { WorkspaceView } from "../../resolve/workspace-view";
import { capital } from "../../text/capital";
import { declarationsNamed, type NameGroup, usesNamed } from "./name-sites";
import { fileName, nameCode, withArticle } from "./words";

/**
 * Why a group's objects cannot take a name: another has it, or something says it already, and would lead to them from
 * then on. A whole sentence; undefined where the name is free.
 */
export function collisionOf(group: NameGroup, name: string, view: WorkspaceView): string | undefined {
  for (const { own, object } of group.declarations) {
    const taken = declarationsNamed(own.kind, name, view).find(
      (other) => other.object.dialect === object.dialect && mayMeet(other.object.scope, object.scope),
    );
    if (taken) {
      const place = object.scope && taken.object.scope ? ` of ${nameCode(taken.object.scope)}` : "";
      const has = taken.own.alias ? "has the alias" : "is named";
      return `${capital(withArticle(own.kind))}${place} ${has} ${nameCode(name)} already, in ${fileName(taken.uri)}.`;
    }
    if (own.kind === "Backend" || own.kind === "Exporter") {
      const kindOf = (text: string) => text.split("/", 1)[0] ?? "";
      if (kindOf(name) !== kindOf(group.name))
        return `The part before the slash says what the ${own.kind.toLowerCase()} is: the new name has to begin with ${nameCode(kindOf(group.name))}.`;
    }
  }
  for (const kind of kindsOf(group)) {
    const said = usesNamed(kind, name, view).find(({ mention }) =>
      scopesOf(group).some((scope) => mayMeet(scope, mention.scope)),
    );
    if (!said) continue;
    const place = `\`${said.mention.field}\` in ${fileName(said.uri)}`;
    return `${capital(place)} says ${nameCode(name)} already, and would lead to this ${group.kind} from then on.`;
  }
  return undefined;
}

function kindsOf({ declarations, uses }: NameGroup): ReadonlySet<string> & Set<NameGroup["kind"]> {
  return declarations.length > 0
    ? new Set(declarations.map(({ own }) => own.kind))
    : new Set(uses.flatMap(({ mention }) => mention.kinds[0] ?? []));
}

function scopesOf({ declarations, uses }: NameGroup): (string | undefined)[] {
  return declarations.length > 0
    ? declarations.map(({ object }) => object.scope)
    : uses.map(({ mention }) => (mention.scope === mention.name ? undefined : mention.scope));
}

/** Whether names of two scopes may be taken for one another; of an unknown scope nobody knows. */
function mayMeet(a: string | undefined, b: string | undefined): boolean {
  return !a || !b || a === b;
}
