import { describe, expect, it } from "vitest";
import type {
  ClientCapabilities,
  CodeAction,
  CreateFile,
  Diagnostic,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { applyEdits } from "../../server/src/core/text/edits";
import { LineIndex } from "../../server/src/core/text/line-index";
import { type LspClient, MemoryFiles, MODERN, rangeOf, serverInMemory } from "../support/lsp-client";
import { SLI, SLO, SOUND, WRONG } from "../support/lsp-specs";

const FOLDER = "file:///shop";
const uri = (name: string) => `${FOLDER}/${name}`;
const SLO_URI = uri("slo.yaml");

/** A client that makes files and stops at places of an edit, as VS Code does. */
const ABLE: ClientCapabilities = {
  ...MODERN,
  workspace: {
    ...MODERN.workspace,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      snippetEditSupport: true,
    },
  },
};

const INLINE = SOUND.replace("  indicatorRef: shop-sli\n", () => {
  const [, spec = ""] = /(spec:\n(?: .*\n)+)/.exec(SLI) ?? [];
  return `  indicator:\n    metadata:\n      name: inner-sli\n${spec.replaceAll(/^/gm, "    ").trimEnd()}\n`;
});

/** Two problems with safe fixes: a key's letter case, and one key twice. */
const TWO_SAFE = `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
  name: on-call
spec:
  Target: pagerduty
`;

async function open(text: string, capabilities = ABLE, files = new MemoryFiles()) {
  const client = serverInMemory(files);
  await client.initialize({ capabilities, folders: [FOLDER] });
  const found = await client.open(SLO_URI, text);
  await client.settled();
  return { client, found, text };
}

interface Opened {
  readonly client: LspClient;
  readonly found: Diagnostic[];
  readonly text: string;
}

async function actions(
  { client, found, text }: Opened,
  part: string,
  only?: string[],
): Promise<CodeAction[]> {
  return (await client.actions(SLO_URI, rangeOf(text, part), found, only)) ?? [];
}

function titled(all: readonly CodeAction[], title: RegExp): CodeAction {
  const found = all.find((one) => title.test(one.title));
  if (!found) throw new Error(`No ${title} among: ${all.map((one) => one.title).join(", ")}`);
  return found;
}

/** The text edits for a file, whichever way the client takes them; a stop's sample stands in its place. */
function editsOf(edit: WorkspaceEdit | undefined, file: string): { range: Range; newText: string }[] {
  const changes =
    edit?.documentChanges?.filter((one): one is TextDocumentEdit => "textDocument" in one) ?? [];
  const ofDocument = changes.filter((one) => one.textDocument.uri === file).flatMap(({ edits }) => edits);
  return [...ofDocument, ...(edit?.changes?.[file] ?? [])].map((one) =>
    "newText" in one
      ? one
      : { range: one.range, newText: one.snippet.value.replace(/\$\{1:([^}]*)\}/, "$1") },
  );
}

function applied(text: string, edit: WorkspaceEdit | undefined, file = SLO_URI): string {
  const lines = new LineIndex(text);
  const edits = editsOf(edit, file).map(({ range, newText }) => ({
    span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
    newText,
  }));
  return applyEdits(text, edits);
}

describe("code actions", () => {
  it("are announced with their kinds", async () => {
    const { capabilities } = await serverInMemory().initialize();
    expect(capabilities.codeActionProvider).toEqual({
      codeActionKinds: ["quickfix", "refactor.extract", "refactor.inline", "source.fixAll.slosmith"],
    });
  });

  it("prefer what is safe, and offer all of it at once", async () => {
    const opened = await open(TWO_SAFE);
    const all = await actions(opened, "  Target");
    expect(all[0]).toMatchObject({
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ code: "unknown-key" }],
    });
    const fixAll = titled(all, /^Fix all 2 safe problems$/);
    expect(fixAll.isPreferred).toBeUndefined();
    const mended = TWO_SAFE.replace("  name: on-call\n", "").replace("  Target", "  target");
    expect(applied(TWO_SAFE, fixAll.edit)).toBe(mended);
    // As editors ask on saving; the range does not matter.
    const [source, ...more] = await actions(opened, "apiVersion", ["source.fixAll"]);
    expect(more).toEqual([]);
    expect(source).toMatchObject({ kind: "source.fixAll.slosmith" });
    expect(applied(TWO_SAFE, source?.edit)).toBe(mended);
    const again = await open(mended);
    expect(await again.client.actions(SLO_URI, rangeOf(mended, "kind"), [], ["source.fixAll"])).toBeNull();
  });

  it("are no fix of all where there is only one, or none that is safe", async () => {
    const one = await actions(await open(TWO_SAFE.replace("  name: on-call\n", "")), "  Target");
    expect(one.map(({ title }) => title).filter((title) => title.startsWith("Fix all"))).toEqual([]);
    const guess = await actions(await open(WRONG), "99.95");
    expect(guess.length).toBeGreaterThan(0);
    expect(guess.filter(({ isPreferred }) => isPreferred)).toEqual([]);
  });

  it("put a finding aside, with a place for the reason", async () => {
    const opened = await open(WRONG);
    const action = titled(await actions(opened, "99.95"), /^Ignore `target-range` here/);
    const [change] = action.edit?.documentChanges ?? [];
    if (!change || !("edits" in change)) throw new Error("no edit");
    expect(change.edits[0]).toMatchObject({
      snippet: { value: expect.stringContaining("# slo-ignore target-range: ${1:say why}") },
    });
    const text = applied(WRONG, action.edit);
    // A list's item begins on the line: the comment stands above it, at its column.
    expect(text).toContain("    # slo-ignore target-range: say why\n    - target: 99.95\n");
    expect(await opened.client.change(SLO_URI, { text })).toEqual([]);
  });

  it("put it aside in plain text for other clients", async () => {
    for (const capabilities of [MODERN, {}]) {
      const opened = await open(WRONG, capabilities);
      const { edit } = titled(await actions(opened, "99.95"), /^Ignore/);
      expect("changes" in (edit ?? {})).toBe(capabilities !== MODERN);
      expect(applied(WRONG, edit)).toContain("# slo-ignore target-range: say why\n");
    }
  });

  it("extract an indicator and inline it again, to the same text", async () => {
    const opened = await open(INLINE);
    expect(opened.found).toEqual([]);
    const [extract, ...more] = await actions(opened, "indicator:", ["refactor"]);
    expect(more).toEqual([]);
    expect(extract).toMatchObject({ kind: "refactor.extract", title: "Extract to SLI `inner-sli`" });
    const apart = applied(INLINE, extract?.edit);
    expect(apart).toContain("  indicatorRef: inner-sli\n");
    expect(apart).toContain(
      "---\napiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: inner-sli\nspec:\n  ratio",
    );
    expect(await opened.client.change(SLO_URI, { text: apart })).toEqual([]);
    const [inline] = await actions({ ...opened, text: apart }, "indicatorRef: inner-sli", [
      "refactor.inline",
    ]);
    expect(inline).toMatchObject({ kind: "refactor.inline", title: "Inline SLI `inner-sli`" });
    expect(applied(apart, inline?.edit)).toBe(INLINE);
  });

  it("offer to extract only at the key where nobody asked", async () => {
    const { client } = await open(INLINE);
    const ask = (part: string, triggerKind: number) =>
      client.ask<CodeAction[] | null>("textDocument/codeAction", {
        textDocument: { uri: SLO_URI },
        range: rangeOf(INLINE, part),
        context: { diagnostics: [], triggerKind },
      });
    expect(await ask("name: inner-sli", 2)).toBeNull();
    expect(await ask("name: inner-sli", 1)).toHaveLength(1);
    expect(await ask("indicator", 2)).toHaveLength(1);
  });

  it("create what a name stands for, in this file or beside the others", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("slis/shop.yaml"), SLI);
    const lost = SLO.replace("shop-sli", "shop-answers");
    const opened = await open(lost, ABLE, files);
    const all = await actions(opened, "shop-answers", ["quickfix"]);
    const beside = titled(all, /^Create SLI `shop-answers` in slis\/shop-answers\.yaml$/);
    const [create, edit] = beside.edit?.documentChanges ?? [];
    expect(create as CreateFile).toEqual({ kind: "create", uri: uri("slis/shop-answers.yaml") });
    expect(edit).toMatchObject({ textDocument: { uri: uri("slis/shop-answers.yaml"), version: null } });
    const here = titled(all, /^Create SLI `shop-answers` in this file$/);
    const text = applied(lost, here.edit);
    expect(text.startsWith(`${lost}---\napiVersion: openslo/v1\nkind: SLI\n`)).toBe(true);
    expect(await opened.client.change(SLO_URI, { text })).toEqual([]);
  });

  it("create it in this file alone for clients that make no files", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("slis/shop.yaml"), SLI);
    const lost = SLO.replace("shop-sli", "shop-answers");
    const all = await actions(await open(lost, MODERN, files), "shop-answers", ["quickfix"]);
    const created = all.filter(({ title }) => title.startsWith("Create"));
    expect(created.map(({ title }) => title)).toEqual(["Create SLI `shop-answers` in this file"]);
  });

  it("wait for the workspace to be read before they add or move anything", async () => {
    const files = new MemoryFiles();
    let release = () => {};
    files.gate = new Promise((resolve) => {
      release = resolve;
    });
    const client = serverInMemory(files);
    await client.initialize({ capabilities: ABLE, folders: [FOLDER] });
    await client.openQuietly(SLO_URI, INLINE);
    expect(await client.actions(SLO_URI, rangeOf(INLINE, "indicator"), [])).toBeNull();
    release();
    await client.settled();
  });
});
