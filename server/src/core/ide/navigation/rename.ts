import { type Mention, mentionsOf, namesOf } from "../../resolve/mentions";
import { applyEdits, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { FileChange, Workspace } from "../../workspace";
import { lookAt, viewOf } from "../lookup";
import { groupOf } from "./name-group";
import {
  type Declaration,
  type NameGroup,
  type NameSite,
  nameSiteAt,
  nameSpan,
  type Use,
} from "./name-sites";
import { collisionOf } from "./rename-collision";
import { formFault } from "./rename-form";
import { type PlannedEdits, planEdits } from "./rename-plan";
import { fileName, nameCode, withArticle } from "./words";

/** What can be renamed: the name, where the cursor is on it. File offsets. */
export type RenamePlace =
  | { readonly ok: true; readonly span: Span; readonly name: string }
  | { readonly ok: false; readonly why: string };

/** The edits of each file in the order of its text, in file offsets; or, in whole sentences, why there are none. */
export type RenameAnswer =
  | { readonly ok: true; readonly edits: ReadonlyMap<string, readonly TextEdit[]> }
  | { readonly ok: false; readonly why: string };

interface Renaming {
  readonly ok: true;
  readonly site: NameSite;
  readonly group: NameGroup;
}

/** Whether the name at an offset can be changed, and what stands there. */
export function prepareRename(workspace: Workspace, uri: string, offset: number): RenamePlace {
  const found = renamingAt(workspace, uri, offset);
  if (!found.ok) return found;
  // A placeholder for the new name shows what cannot be changed at all.
  const plan = planEdits(found.group, found.group.name);
  if (!plan.ok) return plan;
  return { ok: true, span: nameSpan(found.site), name: found.group.name };
}

/**
 * Changes a name everywhere in the workspace. Refused where the format does not take the new name, where something
 * else has or says it already, and where a place cannot be edited without changing what it does not name: afterwards
 * everything leads to what it led to before.
 */
export function renameAt(workspace: Workspace, uri: string, offset: number, wanted: string): RenameAnswer {
  const found = renamingAt(workspace, uri, offset);
  if (!found.ok) return found;
  const { group, site } = found;
  const name = wanted.trim();
  if (name === "") return refused("The new name is empty.");
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return refused("A name is one line without control characters.");
  if (name === group.name) return { ok: true, edits: new Map() };
  const collision = collisionOf(group, name, viewOf(workspace, uri));
  if (collision !== undefined) return refused(collision);
  const plan = planEdits(group, name);
  if (!plan.ok) return plan;
  return verified(workspace, group, site, name, plan);
}

function renamingAt(
  workspace: Workspace,
  uri: string,
  offset: number,
): Renaming | { ok: false; why: string } {
  const site = nameSiteAt(workspace, uri, offset);
  if (!site) return refused(nothingHere(workspace, uri, offset));
  const group = groupOf(workspace, site);
  if (group.declarations.length === 0 && !group.uses.some(({ mention }) => holdsTogether(mention.role))) {
    const kinds = [...new Set(group.uses.flatMap(({ mention }) => mention.kinds))].join(" or ");
    const what = `No ${kinds} of this workspace is named ${nameCode(group.name)}`;
    return refused(`${what}: there is nothing to rename. Define it, or correct the name.`);
  }
  const implied = group.uses.find(({ mention }) => mention.implied);
  if (implied) {
    const { field, kinds } = implied.mention;
    return refused(
      `${nameCode(group.name)} is ${withArticle(kinds[0])} that is used where \`${field}\` is not written, as in ${fileName(implied.uri)}. Write it there first.`,
    );
  }
  return { ok: true, site, group };
}

/** Services and projects exist by being named. */
function holdsTogether(role: string): boolean {
  return role === "service" || role === "project";
}

function nothingHere(workspace: Workspace, uri: string, offset: number): string {
  const lookup = lookAt(workspace, uri, offset);
  const { node, onKey } = lookup ?? {};
  if (!onKey && node?.kind === "scalar" && node.templated)
    return "This text is left to a template: its name is not known here.";
  return "This is no name of an object.";
}

/** Applies the edits to see that they do what they should; what they would break is the reason to refuse. */
function verified(
  workspace: Workspace,
  group: NameGroup,
  site: NameSite,
  name: string,
  plan: PlannedEdits,
): RenameAnswer {
  const changes = [...plan.edits].map(([uri, edits]): FileChange => {
    return { kind: "set", uri, text: applyEdits(workspace.files.get(uri)?.text ?? "", edits) };
  });
  const after = workspace.apply(changes);
  const fault = formFault(workspace, after, plan.edits);
  if (fault !== undefined) return refused(fault);
  const found = siteAgain(workspace, after, site);
  if (!found || !isSame(workspace, group, after, groupOf(after, found), name))
    return refused(
      `As ${nameCode(name)} it could not be told from something else: what names lead to would change.`,
    );
  return { ok: true, edits: plan.edits };
}

/** Where a site stands, in words that edits of names do not change. */
function addressOf(workspace: Workspace, { uri, document, object, ...site }: Declaration | Use): string {
  const slots = workspace.files.get(uri)?.slots ?? [];
  const slot = slots.findIndex((one) => one.document === document);
  const at = document.objects.indexOf(object);
  const field = "own" in site ? `own ${site.own.field}` : site.mention.field;
  return `${uri} ${slot} ${at} ${field}`;
}

/** The same place in another state of the workspace. */
function siteAgain(before: Workspace, after: Workspace, site: NameSite): NameSite | undefined {
  const { uri, document, object } = site;
  const at = before.files.get(uri)?.slots.findIndex((one) => one.document === document) ?? -1;
  const slot = after.files.get(uri)?.slots[at];
  const again = slot?.document.objects[document.objects.indexOf(object)];
  if (!slot || !again) return undefined;
  const place = { uri, slot, document: slot.document, object: again };
  if ("own" in site) {
    const own = namesOf(again)[namesOf(object).findIndex((one) => one.span.start === site.own.span.start)];
    return own && { ...place, own };
  }
  const same = (one: Mention) =>
    one.span.start === site.mention.span.start && one.part?.at === site.mention.part?.at;
  const mention = mentionsOf(again)[mentionsOf(object).findIndex(same)];
  return mention && { ...place, mention };
}

/** Whether a group has the same places under its new name. */
function isSame(before: Workspace, was: NameGroup, after: Workspace, now: NameGroup, name: string): boolean {
  if (now.name !== name || now.members.length !== was.members.length) return false;
  const places = (workspace: Workspace, { members }: NameGroup) =>
    members
      .map((member) => addressOf(workspace, member))
      .sort()
      .join("\n");
  return places(before, was) === places(after, now);
}

function refused(why: string): { ok: false; why: string } {
  return { ok: false, why };
}
