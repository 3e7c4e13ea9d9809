import { counted } from "../core/ide/words";
import { isLeftToOthers } from "./beside";
import type { FileStatus, StatusParams } from "./protocol";
import { knownRules } from "./rule-counts";
import type { Session } from "./session";
import { canonicalUri } from "./uris";

const NOT_OPEN = "The server has not seen this file. It reads files whose language is YAML.";
const NO_SPEC = "No document in this file is of a format that SLOsmith knows, so nothing is checked.";
const NO_HEADER =
  "It mentions a format that SLOsmith knows, but no document begins as an object of it (apiVersion and kind), so nothing is checked.";
const BESIDE =
  "It holds another tool's objects, which SLOsmith reads for what SLOs take from them and does not check.";

/** `slosmith/status`: what is seen in a file, and why nothing, or less than all, is said of it. */
export function status(session: Session, { uri }: StatusParams): FileStatus {
  const { store, indexer } = session;
  const key = canonicalUri(uri);
  const file = store.file(key);
  const counts = new Map<string, number>();
  for (const { document } of file?.slots ?? []) {
    for (const { kind } of document.objects) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const isSpec = store.isSpec(key);
  const specFiles = [...store.workspace.files.keys()].filter((other) => store.isSpec(other)).length;
  const reason = isSpec ? undefined : whyNone(session, key);
  return {
    isSpec,
    objects: [...counts].map(([kind, count]) => ({ kind, count })),
    ...(reason === undefined ? {} : { reason }),
    notes: isSpec ? notes(session, key) : [],
    specFiles,
    indexing: !indexer.isComplete,
  };
}

function whyNone({ store }: Session, key: string): string {
  const file = store.file(key);
  if (!file) return NOT_OPEN;
  if (file.slots.some(({ document }) => document.beside.length > 0)) return BESIDE;
  return file.slots.length > 0 ? NO_HEADER : NO_SPEC;
}

/** What keeps SLOsmith from saying all that it could of a spec. */
function notes(session: Session, key: string): string[] {
  const { store, settings } = session;
  const slots = store.file(key)?.slots ?? [];
  const { suppressed } = store.workspace.check(key, settings.rules);
  const { off, all } = knownRules(settings.rules);
  const controlLines = slots.reduce((sum, { document }) => sum + document.yaml.controlLines, 0);
  const broken = slots.find(({ document }) => document.claimed && document.yaml.faults.length > 0);
  const fault = broken?.document.yaml.faults[0];
  const found: string[] = [];
  if (off === all) found.push(`All ${all} rules are off, so nothing is reported.`);
  else if (off > 0) found.push(`${counted(off, "rule")} of ${all} off by \`slosmith.rules\`.`);
  if (suppressed.length > 0) found.push(`${counted(suppressed.length, "finding")} put aside by comments.`);
  if (controlLines > 0)
    found.push(
      `${counted(controlLines, "line")} of a template ${controlLines === 1 ? "decides" : "decide"} what is there: nothing is called missing.`,
    );
  if (broken && fault) {
    const { line } = store.linesOf(key).positionAt(broken.start + fault.span.start);
    found.push(`The YAML is broken at line ${line + 1}: what seems to be absent is not judged.`);
  }
  if (isLeftToOthers(session, "yaml-syntax")) found.push("YAML syntax is left to the YAML extension.");
  return found;
}
