import { createHash } from "node:crypto";
import { lookAt } from "../../core/ide/lookup";
import type { SpecObject } from "../../core/model/spec-object";
import type { FileFinding, Workspace } from "../../core/workspace";
import { placeAt } from "../../core/yaml/node";

/** What a finding is told by, wherever its line moves. */
export interface Identity {
  readonly code: string;
  /** The file, from a folder that is the same on every machine. */
  readonly path: string;
  /** Kind and name of the object, and the keys that lead to the place; empty outside of objects. */
  readonly object: string;
  /** What stands there. */
  readonly text: string;
}

/** So much of what a finding marks tells it from others. */
const LONGEST_TEXT = 120;

/**
 * What tells a finding from others of its file: the rule, the object, the keys that lead to it and the first line of
 * what it marks. Places in lists do not count, since entries move.
 */
export function identityOf(
  workspace: Workspace,
  uri: string,
  path: string,
  { code, span }: Pick<FileFinding, "code" | "span">,
): Identity {
  const text = workspace.files.get(uri)?.text.slice(span.start, span.end) ?? "";
  const [line = ""] = text.trimStart().split(/\r?\n/);
  return {
    code,
    path,
    object: placeOf(workspace, uri, span.start),
    text: line.trim().slice(0, LONGEST_TEXT),
  };
}

function placeOf(workspace: Workspace, uri: string, offset: number): string {
  const lookup = lookAt(workspace, uri, offset);
  const slot = workspace.slotAt(uri, offset);
  const local = offset - (slot?.start ?? 0);
  const around = slot?.document.objects
    .filter(({ root }) => root.span.start <= local && local <= root.span.end)
    .sort((a, b) => a.root.span.end - a.root.span.start - (b.root.span.end - b.root.span.start))[0];
  const object: SpecObject | undefined = lookup?.object ?? around;
  if (!object) return "";
  const path = lookup?.path ?? placeAt(object.root, local)?.path ?? [];
  const keys = path.filter((segment) => typeof segment === "string");
  return [object.kind, object.name?.value ?? "", ...keys].join("/");
}

/** 32 hexadecimal digits of an identity, the same on every machine; `nth` tells those apart that are alike. */
export function fingerprintOf({ code, path, object, text }: Identity, nth = 0): string {
  const hash = createHash("sha256").update(JSON.stringify([code, path, object, text, nth]));
  return hash.digest("hex").slice(0, 32);
}
