import type { Fix } from "../../rules/rule";
import type { RuleSettings } from "../../rules/run";
import type { TextEdit } from "../../text/edits";
import type { FileFinding, Workspace } from "../../workspace";
import { collide, EditedText } from "./text-edits";

/** All that can safely be mended in a file. */
export interface SafeFixes {
  /** In the order of the text; file offsets. Empty where there is nothing to mend. */
  readonly edits: readonly TextEdit[];
  /** How many fixes that are. */
  readonly count: number;
  /** The file's text afterwards. */
  readonly text: string;
}

export interface SafeFixOptions {
  readonly settings?: RuleSettings;
  /** Findings that are not to be mended are left out; all of them are if not given. */
  readonly accepts?: (finding: FileFinding) => boolean;
}

/** A fix can bring another to light; no chain of them is longer than a few. */
const MOST_ROUNDS = 10;

/**
 * Makes all safe fixes of a file, and those that come to light by them, until there are none. Of two that touch the
 * same place the first in the text is made, and the other if it still is offered afterwards.
 */
export function safeFixes(workspace: Workspace, uri: string, options: SafeFixOptions = {}): SafeFixes {
  const file = workspace.files.get(uri);
  if (!file) return { edits: [], count: 0, text: "" };
  const { settings, accepts = () => true } = options;
  const edited = new EditedText(file.text);
  const seen = new Set([file.text]);
  let now = workspace;
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings } = now.check(uri, settings);
    const fixes = together(findings.filter(accepts).flatMap(safeOnes));
    if (fixes.length === 0) break;
    edited.apply(fixes.flatMap((fix) => fix.edits));
    const { text } = edited;
    // Two rules that undo each other's work would go on for ever.
    if (seen.has(text)) break;
    seen.add(text);
    count += fixes.length;
    now = now.apply([{ kind: "set", uri, text }]);
  }
  return { edits: edited.edits(), count, text: edited.text };
}

/** The safe fix of a finding; of several, which cannot all be what was meant, the first. */
export function safeOnes(finding: Pick<FileFinding, "fixes">): readonly Fix[] {
  return (finding.fixes ?? []).filter((fix) => fix.safe && fix.edits.length > 0).slice(0, 1);
}

/** As many fixes as can be made at once. Two that do the very same are one. */
function together(fixes: readonly Fix[]): Fix[] {
  const taken: Fix[] = [];
  const edits: TextEdit[] = [];
  for (const fix of fixes) {
    if (edits.some((edit) => fix.edits.some((other) => collide(edit, other)))) continue;
    taken.push(fix);
    edits.push(...fix.edits);
  }
  return taken;
}
