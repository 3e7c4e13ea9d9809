import { conversionTargets } from "../../server/src/core/convert/convert";
import { createObject } from "../../server/src/core/ide/actions/create-object";
import { extractIndicator } from "../../server/src/core/ide/actions/extract-indicator";
import { findingsAt, fixesOf } from "../../server/src/core/ide/actions/fixes";
import { inlineIndicator } from "../../server/src/core/ide/actions/inline-indicator";
import { addMissingCategories } from "../../server/src/core/ide/actions/missing-category";
import { safeFixes } from "../../server/src/core/ide/actions/safe-fixes";
import { separateDocument } from "../../server/src/core/ide/actions/separate-document";
import { suppressionOf } from "../../server/src/core/ide/actions/suppress";
import { completionsAt } from "../../server/src/core/ide/completion/completion";
import { convertFile } from "../../server/src/core/ide/convert-file";
import { definitionsAt } from "../../server/src/core/ide/definition";
import { alertHints } from "../../server/src/core/ide/hints/alert-hints";
import { tierHints } from "../../server/src/core/ide/hints/tier-hints";
import { hoverAt } from "../../server/src/core/ide/hover";
import { codeLenses, inlayHints } from "../../server/src/core/ide/inlay-hints";
import { measurabilityOf } from "../../server/src/core/ide/measurability/summary";
import { foldingRanges } from "../../server/src/core/ide/navigation/folding";
import { documentLinks } from "../../server/src/core/ide/navigation/links";
import { highlightsAt, referencesAt } from "../../server/src/core/ide/navigation/references";
import { prepareRename, renameAt } from "../../server/src/core/ide/navigation/rename";
import { selectionRanges } from "../../server/src/core/ide/navigation/selection";
import { slosUsing, usesLenses } from "../../server/src/core/ide/navigation/uses-lens";
import { workspaceSymbols } from "../../server/src/core/ide/navigation/workspace-symbols";
import { readOverview } from "../../server/src/core/ide/overview/model";
import { OverviewReader } from "../../server/src/core/ide/overview/read";
import { previewOf } from "../../server/src/core/ide/preview";
import { previewHtml } from "../../server/src/core/ide/preview-html";
import { reportOf } from "../../server/src/core/ide/report/report";
import { semanticTokens } from "../../server/src/core/ide/semantic-tokens/semantic-tokens";
import { signalHints } from "../../server/src/core/ide/signal-hints";
import { documentSymbols } from "../../server/src/core/ide/symbols";
import type { Workspace } from "../../server/src/core/workspace";
import { NOW_EPOCH_MS } from "../support/workspace";

const OPTIONS = { nowEpochMs: NOW_EPOCH_MS };

/** What one service says, by the service's name. */
export type Answers = Record<string, unknown>;

/** Every answer that concerns a whole file. */
export function fileAnswers(workspace: Workspace, uri: string): Answers {
  const file = workspace.files.get(uri);
  if (!file) return {};
  const checked = workspace.check(uri);
  return {
    diagnostics: checked.findings,
    suppressed: checked.suppressed,
    symbols: documentSymbols(workspace, uri),
    folding: foldingRanges(file),
    tokens: semanticTokens(workspace, uri),
    lenses: codeLenses(workspace, uri, OPTIONS),
    usesLenses: usesLenses(workspace, uri),
    inlayHints: inlayHints(workspace, uri, undefined, OPTIONS),
    alertHints: alertHints(workspace, uri, undefined, OPTIONS),
    tierHints: tierHints(workspace, uri, undefined),
    signalHints: signalHints(workspace, uri, undefined),
    links: documentLinks(file),
    preview: previewHtml(previewOf(workspace, uri, { ...OPTIONS, interactive: true })),
    quickFixes: checked.findings.map((finding) => [
      fixesOf(finding),
      suppressionOf(workspace, uri, finding) ?? null,
    ]),
    safeFixes: safeFixes(workspace, uri).edits,
    measurability: measurabilityOf(workspace, uri, OPTIONS),
    conversions: conversionTargets().map(({ id }) => convertFile(workspace, uri, id) ?? null),
  };
}

/** Every answer that depends on where the cursor is. */
export function answersAt(workspace: Workspace, uri: string, offset: number): Answers {
  const length = workspace.files.get(uri)?.text.length ?? 0;
  const range = { start: offset, end: Math.min(offset + 30, length) };
  return {
    hover: hoverAt(workspace, uri, offset, OPTIONS),
    completion: completionsAt(workspace, uri, offset, OPTIONS),
    definition: definitionsAt(workspace, uri, offset),
    references: referencesAt(workspace, uri, offset, true),
    highlights: highlightsAt(workspace, uri, offset),
    prepareRename: prepareRename(workspace, uri, offset),
    rename: renamed(workspace, uri, offset),
    selection: selectionRanges(workspace, uri, offset),
    uses: slosUsing(workspace, uri, offset),
    findingsHere: findingsAt(workspace, uri, range),
    createObject: createObject(workspace, uri, range),
    extract: extractIndicator(workspace, uri, range),
    inline: inlineIndicator(workspace, uri, range),
    separate: separateDocument(workspace, uri, range),
    categories: addMissingCategories(workspace, uri, range, OPTIONS),
  };
}

function renamed(workspace: Workspace, uri: string, offset: number): unknown {
  const answer = renameAt(workspace, uri, offset, "another-name");
  if (!answer.ok) return answer.why;
  return [...answer.edits].map(([of, edits]) => ({ uri: of, edits }));
}

/** Every answer about all files at once. The reader of the overview keeps what it read before, as a server's does. */
export function workspaceAnswers(workspace: Workspace, reader = new OverviewReader()): Answers {
  const walk = readOverview(workspace, reader, NOW_EPOCH_MS);
  let step = walk.next();
  while (!step.done) step = walk.next();
  return {
    workspaceSymbols: workspaceSymbols(workspace, ""),
    overview: step.value.files.map(({ file, rows }) => [
      file.uri,
      rows.map(({ row, start }) => [start, plain(row)]),
    ]),
    report: reportOf(workspace, [...workspace.files.keys()], { ...OPTIONS, title: "All" }),
  };
}

/** A row without the documents that it came from, which no two readings share. */
function plain(value: unknown): unknown {
  return JSON.parse(text(value, new Set(["document", "object"])));
}

/** An answer as text that can be compared. Sets, maps and whole numbers of any size are spelled out. */
export function text(answer: unknown, without: ReadonlySet<string> = new Set()): string {
  const spelled = JSON.stringify(answer, (key, value: unknown) => {
    if (without.has(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    if (value instanceof Map || value instanceof Set) return [...value];
    return value;
  });
  return spelled ?? "nothing";
}
