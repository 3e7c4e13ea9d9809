import type { ObjectKind, SpecObject } from "../../model/spec-object";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Workspace } from "../../workspace";
import { viewOf } from "../lookup";
import {
  type Declaration,
  declarationsNamed,
  isDeclaration,
  type NameGroup,
  type NameSite,
  siteSpan,
  targetsOf,
  type Use,
  usesNamed,
} from "./name-sites";

/**
 * All places that a site's name stands in: what it is declared by, all that leads there, and all that this leads to
 * besides. The group is closed: what none of its places means keeps its meaning when they change together.
 */
export function groupOf(workspace: Workspace, site: NameSite): NameGroup {
  const view = viewOf(workspace, site.uri);
  const first = isDeclaration(site) ? site.own : site.mention;
  const { name } = first;
  const candidates = gather("kinds" in first ? first.kinds : [first.kind], name, view);
  const ids = new Nodes();
  const nodes = new Map<string, (Declaration | Use)[]>();
  const links: (readonly string[])[] = [];
  for (const declaration of candidates.declarations) put(nodes, ids.of(declaration), declaration);
  for (const use of candidates.uses) {
    const leads = ids.from(use, view);
    links.push(leads);
    for (const node of leads) put(nodes, node, use);
  }
  const begin = isDeclaration(site) ? [ids.of(site)] : ids.from(site, view);
  const members = [...reached(begin, links)].flatMap((node) => nodes.get(node) ?? []);
  const placed = inFileOrder(workspace, members);
  const declarations = placed.filter(isDeclaration);
  const uses = placed.filter((one): one is Exclude<typeof one, Declaration> => !isDeclaration(one));
  const kind = declarations[0]?.own.kind ?? ("kinds" in first ? first.kinds[0] : first.kind) ?? "Service";
  return { name, kind, declarations, uses, members };
}

/** Everything of the name, by the kinds that some place takes for one another. */
function gather(kinds: readonly ObjectKind[], name: string, view: WorkspaceView) {
  const declarations: Declaration[] = [];
  const uses: Use[] = [];
  const known = new Set(kinds);
  for (const kind of known) {
    declarations.push(...declarationsNamed(kind, name, view));
    const found = usesNamed(kind, name, view);
    uses.push(...found);
    for (const { mention } of found) for (const other of mention.kinds) known.add(other);
  }
  return { declarations, uses };
}

/** Gives declarations, and names that nothing declares, something to be joined by. */
class Nodes {
  private readonly ids = new Map<SpecObject, number>();

  /** Twins are one only where a use may mean either. */
  of({ own, object }: Declaration): string {
    const id = this.ids.get(object) ?? this.ids.size;
    this.ids.set(object, id);
    return `${own.kind} ${id} ${own.span.start}`;
  }

  /** What a use leads to; where nothing has the name, the name itself, which all uses of its kind share. */
  from({ mention }: Use, view: WorkspaceView): readonly string[] {
    const targets = targetsOf(mention, view);
    if (targets.length > 0) return targets.map((target) => this.of(target));
    // Where a service is its SLOs' scope, that says nothing about where the service is looked for.
    const { kinds, scope = "", name } = mention;
    return [`undeclared ${kinds[0]} ${scope === name ? "" : scope}`];
  }
}

/** The nodes that links join, at any remove, to those to begin with. */
function reached(begin: readonly string[], links: readonly (readonly string[])[]): ReadonlySet<string> {
  const found = new Set(begin);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const link of links) {
      if (link.some((node) => found.has(node))) for (const node of link) found.add(node);
    }
  }
  return found;
}

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Each place once: several objects may read one text. */
function inFileOrder(workspace: Workspace, members: readonly (Declaration | Use)[]): NameSite[] {
  const seen = new Set<string>();
  const placed = members.flatMap((member): NameSite[] => {
    const slot = workspace.slotOf(member.uri, member.document);
    if (!slot) return [];
    const part = isDeclaration(member) ? 0 : (member.mention.part?.at ?? 0);
    const key = `${member.uri} ${slot.start + siteSpan(member).start} ${part}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...member, slot }];
  });
  return placed.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : placeOf(a) - placeOf(b)));
}

function placeOf(site: NameSite): number {
  const part = isDeclaration(site) ? 0 : (site.mention.part?.at ?? 0);
  return site.slot.start + siteSpan(site).start + part / 1e6;
}
