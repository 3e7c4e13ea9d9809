import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldingRanges } from "../../server/src/core/ide/navigation/folding";
import { documentLinks } from "../../server/src/core/ide/navigation/links";
import { nameSiteAt, nameSpan } from "../../server/src/core/ide/navigation/name-sites";
import { referencesAt } from "../../server/src/core/ide/navigation/references";
import { prepareRename, renameAt } from "../../server/src/core/ide/navigation/rename";
import { selectionRanges } from "../../server/src/core/ide/navigation/selection";
import { workspaceSymbols } from "../../server/src/core/ide/navigation/workspace-symbols";
import { mentionsOf, namesOf } from "../../server/src/core/resolve/mentions";
import { applyEdits, newSpans, type TextEdit } from "../../server/src/core/text/edits";
import type { Workspace } from "../../server/src/core/workspace";
import { exampleFiles } from "../core/ide/support";
import { type NamedText, uriOf, workspaceOf } from "../support/workspace";
import { namedWorkspace } from "./rename-workspaces";
import { applyEdit, edit, hostile, stream } from "./streams";

interface Cursor {
  readonly uri: string;
  readonly offset: number;
}

/** A place in each name of a workspace, given or said. */
function cursors(workspace: Workspace): Cursor[] {
  const found: Cursor[] = [];
  for (const { uri, slots } of workspace.files.values()) {
    for (const slot of slots) {
      for (const object of slot.document.objects) {
        const at = { uri, slot, document: slot.document, object };
        const sites = [
          ...namesOf(object).map((own) => ({ ...at, own })),
          ...mentionsOf(object)
            .filter(({ implied }) => !implied)
            .map((mention) => ({ ...at, mention })),
        ];
        for (const site of sites) found.push({ uri, offset: nameSpan(site).start });
      }
    }
  }
  return found.filter(
    ({ uri, offset }, at) => found.findIndex((one) => one.uri === uri && one.offset === offset) === at,
  );
}

/** A place of each name, a use where there is one. */
function oneOfEach(workspace: Workspace): Cursor[] {
  const seen = new Set<string>();
  return cursors(workspace)
    .reverse()
    .filter((cursor) => {
      const places = referencesAt(workspace, cursor.uri, cursor.offset, true);
      const key = places.map(({ uri, span }) => `${uri} ${span.start}`).join();
      return !seen.has(key) && seen.add(key);
    });
}

/** All that is said of the workspace, without words: these may quote the name. */
function said(
  workspace: Workspace,
  moved: (uri: string, offset: number) => number = (_uri, at) => at,
): string[] {
  return [...workspace.files.keys()].sort().flatMap((uri) =>
    workspace
      .check(uri)
      .findings.map(
        ({ code, severity, span }) =>
          `${uri} ${moved(uri, span.start)}-${moved(uri, span.end)} ${severity} ${code}`,
      )
      .sort(),
  );
}

/** Where an offset stands after edits; within one, at the nearer end of the new text. */
function movedBy(edits: ReadonlyMap<string, readonly TextEdit[]>) {
  return (uri: string, offset: number): number => {
    const ofFile = edits.get(uri) ?? [];
    let by = 0;
    for (const [at, { span, newText }] of ofFile.entries()) {
      const now = newSpans(ofFile)[at];
      if (offset >= span.end) by += newText.length - (span.end - span.start);
      else if (offset > span.start && now) return now.start;
    }
    return offset + by;
  };
}

function after(workspace: Workspace, edits: ReadonlyMap<string, readonly TextEdit[]>): Workspace {
  return workspace.apply(
    [...edits].map(([uri, ofFile]) => {
      return { kind: "set", uri, text: applyEdits(workspace.files.get(uri)?.text ?? "", ofFile) };
    }),
  );
}

function textsOf(workspace: Workspace): string[] {
  return [...workspace.files].map(([uri, { text }]) => `${uri}\n${text}`);
}

/** How many objects share a kind and name. */
function namesakes(workspace: Workspace, { uri, offset }: Cursor): number {
  const site = nameSiteAt(workspace, uri, offset);
  if (!site || !("own" in site)) return 1;
  return [...workspace.files.values()]
    .flatMap(({ slots }) => slots.flatMap(({ document }) => document.objects))
    .filter(({ dialect, scope }) => dialect === site.object.dialect && scope === site.object.scope)
    .flatMap(namesOf)
    .filter(({ kind, name }) => kind === site.own.kind && name === site.own.name).length;
}

/** Findings about names that are given twice. Without one of three it may be another that counts as the second. */
const TWIN = / (?:duplicate-name|tier-name-taken)$/;

/** Renames there and back; whether it could be done. */
function thereAndBack(
  workspace: Workspace,
  { uri, offset }: Cursor,
  newName: (name: string) => string,
): boolean {
  const place = prepareRename(workspace, uri, offset);
  if (!place.ok) return false;
  const there = renameAt(workspace, uri, offset, newName(place.name));
  if (!there.ok) return false;
  const uses = referencesAt(workspace, uri, offset, true);
  const renamed = after(workspace, there.edits);
  const now = said(renamed);
  const was = said(workspace, movedBy(there.edits));
  const again = movedBy(there.edits)(uri, offset);
  expect(referencesAt(renamed, uri, again, true)).toHaveLength(uses.length);
  const back = renameAt(renamed, uri, again, place.name);
  // One of two with the same name: there is a finding less, and no way back.
  if (namesakes(workspace, { uri, offset }) > uses.filter((one) => one.isDeclaration).length) {
    const others = (all: readonly string[]) => all.filter((one) => !TWIN.test(one));
    expect(others(was)).toEqual(expect.arrayContaining(others(now)));
    expect(now.length).toBeLessThanOrEqual(was.length);
    return false;
  }
  expect(now).toEqual(was);
  expect(back.ok ? "" : back.why).toBe("");
  if (back.ok) expect(textsOf(after(renamed, back.edits))).toEqual(textsOf(workspace));
  return true;
}

describe("navigation in any text at all", () => {
  it("answers with places that lie in the file", () => {
    const texts = fc.oneof(
      hostile,
      fc.tuple(stream, edit).map(([text, change]) => applyEdit(text, change)),
    );
    fc.assert(
      fc.property(texts, fc.nat(), (text, pick) => {
        const workspace = workspaceOf([{ name: "a.yaml", text }]);
        const file = workspace.files.get(uriOf("a.yaml"));
        if (!file) return;
        const offset = pick % (text.length + 1);
        const place = prepareRename(workspace, file.uri, offset);
        if (place.ok) renameAt(workspace, file.uri, offset, "zulu");
        const spans = [
          ...documentLinks(file).map(({ span }) => span),
          ...selectionRanges(workspace, file.uri, offset),
          ...referencesAt(workspace, file.uri, offset, true).map(({ span }) => span),
          ...workspaceSymbols(workspace, "").map(({ span }) => span),
          ...(place.ok ? [place.span] : []),
        ];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { startLine, endLine } of foldingRanges(file) ?? []) {
          expect(startLine).toBeGreaterThanOrEqual(0);
          expect(endLine).toBeGreaterThan(startLine);
          expect(endLine).toBeLessThan(lines);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("a name that is changed and changed back", () => {
  it.each([
    ["as they are, one half of the names", (text: string) => text, 0],
    ["with CRLF, the other half", (text: string) => text.replaceAll("\n", "\r\n"), 1],
  ])("leaves the examples without new findings and with their bytes: %s", (_how, ending, half) => {
    const files = exampleFiles().map(({ name, text }): NamedText => ({ name, text: ending(text) }));
    const workspace = workspaceOf(files);
    const places = oneOfEach(workspace).filter((_cursor, at) => at % 2 === half);
    const refused = places.filter((cursor) => !thereAndBack(workspace, cursor, (name) => `${name}-x`));
    expect(places.length).toBeGreaterThan(30);
    expect(refused.length / places.length).toBeLessThan(0.2);
  });

  it("leaves any workspace of several files so", () => {
    let asked = 0;
    let done = 0;
    fc.assert(
      fc.property(namedWorkspace, fc.nat(), fc.constantFrom("zulu", "yankee-7", "w"), (files, pick, name) => {
        const workspace = workspaceOf(files);
        const places = cursors(workspace);
        const from = pick % Math.max(places.length, 1);
        const cursor = [...places.slice(from), ...places.slice(0, from)].find(
          ({ uri, offset }) => prepareRename(workspace, uri, offset).ok,
        );
        if (!cursor) return;
        asked++;
        // A backend's name begins with what it is.
        if (thereAndBack(workspace, cursor, (old) => old.replace(/[^/]+$/, name))) done++;
      }),
      { numRuns: 40 },
    );
    expect(done / asked).toBeGreaterThan(0.6);
  });
});
