import type { Fix } from "../../rules/rule";
import { meet, type Span } from "../../text/span";
import type { FileFinding, Workspace } from "../../workspace";
import type { IdeOptions } from "../options";

/** A change that mends a finding. Spans are file offsets. */
export interface FileFix extends Fix {
  /** The finding that it mends. */
  readonly finding: FileFinding;
}

/** The findings that touch a range of a file, in the order of the text. */
export function findingsAt(
  workspace: Workspace,
  uri: string,
  span: Span,
  options: Pick<IdeOptions, "settings"> = {},
): FileFinding[] {
  return workspace.check(uri, options.settings).findings.filter((finding) => meet(finding.span, span));
}

/** The fixes of a finding. */
export function fixesOf(finding: FileFinding): FileFix[] {
  return (finding.fixes ?? []).map((fix) => ({ ...fix, finding }));
}
