import { readSpecDocument } from "../../server/src/core/dialects/spec-document";
import { hoverAt } from "../../server/src/core/ide/hover";
import type { Slo } from "../../server/src/core/model/slo";
import type { SpecObject } from "../../server/src/core/model/spec-object";
import type { WorkspaceView } from "../../server/src/core/resolve/workspace-view";
import type { Finding } from "../../server/src/core/rules/rule";
import { applyEdits } from "../../server/src/core/text/edits";
import { TrackingView } from "../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "./workspace";

export const NOW = Date.UTC(2026, 0, 15);

/** The objects of a text's first document. */
export function objectsIn(text: string): readonly SpecObject[] {
  return readSpecDocument(text).objects;
}

/** @throws Error where the first object is no SLO */
export function sloIn(text: string): Slo {
  const body = objectsIn(text)[0]?.body;
  if (body?.type !== "slo") throw new Error("the text holds no SLO");
  return body;
}

/** A file among others, as rules see it. */
export function viewFrom(text: string, name = "main.yaml"): WorkspaceView {
  return new TrackingView(workspaceOf(splitFiles(text)).index, uriOf(name));
}

/** The hover in the middle of a needle of the first of several files. */
export function hoverIn(text: string, needle: string): string {
  const files = splitFiles(text);
  const [first] = files;
  const at = first?.text.indexOf(needle) ?? -1;
  if (!first || at < 0) throw new Error(`"${needle}" is not in the first file`);
  const offset = at + Math.floor(needle.length / 2);
  return hoverAt(workspaceOf(files), uriOf(first.name), offset, { nowEpochMs: NOW })?.markdown ?? "";
}

/** What is found in the first of several files. */
export function findingsIn(text: string): readonly Finding[] {
  const files = splitFiles(text);
  const { findings, faults } = workspaceOf(files).check(uriOf(files[0]?.name ?? ""));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  return findings;
}

/** `code severity` of each. */
export function codesIn(text: string): string[] {
  return findingsIn(text).map(({ code, severity }) => `${code} ${severity}`);
}

/** The text after the first fix of a rule's first finding. */
export function mended(text: string, code: string): string {
  const fix = findingsIn(text).find((finding) => finding.code === code)?.fixes?.[0];
  if (!fix) throw new Error(`no fix of ${code}`);
  return applyEdits(text, fix.edits);
}
