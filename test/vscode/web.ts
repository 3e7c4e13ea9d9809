import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  codeOf,
  eventually,
  extension,
  fileUri,
  findings,
  hoverText,
  rangeOf,
  replace,
  show,
  showText,
  withFinding,
  withoutFinding,
} from "./editor";
import { overviewTests } from "./overview";
import { type EditorTest, runAll } from "./runner";

const TARGET = "target: 0.9995";

const tests: EditorTest[] = [
  {
    name: "the host is a web worker without Node, and the workspace a virtual one",
    async run() {
      assert.equal(typeof Reflect.get(globalThis, "importScripts"), "function");
      assert.equal(typeof Reflect.get(globalThis, "process"), "undefined");
      assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
      assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, "memfs");
      assert.match(extension().extensionUri.scheme, /^https?$/);
    },
  },
  {
    name: "mistakes are found, also those that rest on a file which was never opened",
    async run() {
      const { document } = await show("mistakes.yaml");
      const found = await withFinding(document.uri, "target-range");
      assert.equal(document.getText(found.range), "99.9");
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
      const floor = await withFinding(document.uri, "target-below-floor");
      const related = floor.relatedInformation?.[0]?.location.uri.toString() ?? "";
      assert.match(related, /^memfs:.*tiers\/critical\.yaml$/);
    },
  },
  {
    name: "all files of the workspace are read, and none twice; sound ones have no errors and no warnings",
    async run() {
      const { document } = await show("checkout.yaml");
      const status = await eventually("checkout.yaml is seen", async () => {
        const answer = await extension().exports.ask("slosmith/status", { uri: document.uri.toString() });
        return answer?.isSpec && !answer.indexing && answer;
      });
      // The workspace's own file has a name that begins with a dot.
      assert.ok(status.specFiles >= 8, `${status.specFiles} files hold specs`);
      await eventually("no faults", () => faults(document.uri).length === 0);
      // The same text under another scheme, as the left side of a change shows it, is not one more definition.
      const past = { provideTextDocumentContent: () => document.getText() };
      const registration = vscode.workspace.registerTextDocumentContentProvider("past", past);
      const before = await vscode.workspace.openTextDocument(
        vscode.Uri.parse("past:/examples/checkout.yaml"),
      );
      assert.equal(before.languageId, "yaml");
      const other = await extension().exports.ask("slosmith/status", { uri: before.uri.toString() });
      assert.equal(other?.isSpec, false);
      assert.deepEqual(faults(document.uri).map(codeOf), []);
      registration.dispose();
    },
  },
  {
    name: "hovers, inlay hints and completions answer",
    async run() {
      const { document } = await show("checkout.yaml");
      const target = rangeOf(document, TARGET);
      const at = target.end.translate(0, -1);
      assert.match(await eventually("a hover", () => hoverText(document, at)), /16,800/);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      assert.ok(hints.some(({ position }) => position.isEqual(target.end)));
      const text =
        "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\n  annotations:\n    slosmith/c";
      const editor = await showText(text);
      await eventually("a completion", async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          editor.document.uri,
          editor.document.positionAt(text.length),
        );
        return list.items.some(({ label }) => label === "slosmith/client");
      });
    },
  },
  {
    name: "a reference leads into another file of the workspace",
    async run() {
      const { document } = await show("checkout.yaml");
      const at = rangeOf(document, "slosmith/tier: critical-journey").end.translate(0, -2);
      const [link] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        document.uri,
        at,
      );
      assert.ok(link, "the tier's name leads somewhere");
      const target = "targetUri" in link ? link.targetUri : link.uri;
      assert.equal(target.toString(), fileUri("tiers/critical.yaml").toString());
    },
  },
  {
    name: "edits, and files that come and go, change what is said elsewhere",
    async run() {
      const editor = await show("checkout.yaml");
      await replace(editor, "slosmith/tier: critical-journey", "slosmith/tier: brand-new");
      await withFinding(editor.document.uri, "unknown-tier");
      const file = fileUri("tiers/brand-new.yaml");
      const tier = "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: brand-new\n";
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(tier));
      await withoutFinding(editor.document.uri, "unknown-tier");
      await vscode.workspace.fs.delete(file);
      await withFinding(editor.document.uri, "unknown-tier");
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    },
  },
  {
    name: "a quick fix mends its fault",
    async run() {
      const { document } = await show("mistakes.yaml");
      const finding = await withFinding(document.uri, "target-range");
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const edit = actions.find(({ title, edit }) => edit && title.includes("0.999"))?.edit;
      assert.ok(edit, `a quick fix is among: ${actions.map(({ title }) => title).join(", ")}`);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await withoutFinding(document.uri, "target-range");
    },
  },
  {
    name: "the preview opens beside and holds the file's budgets",
    async run() {
      const { document } = await show("checkout.yaml");
      await vscode.commands.executeCommand("slosmith.preview");
      const tab = await eventually("a preview of checkout.yaml", () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(
            ({ input, label }) => input instanceof vscode.TabInputWebview && label.includes("checkout.yaml"),
          ),
      );
      assert.ok(tab.group.viewColumn > 1, "it stands beside the file");
      const content = await extension().exports.ask("slosmith/preview", { uri: document.uri.toString() });
      assert.match(content?.html ?? "", /16,800/);
    },
  },
  {
    name: "a new SLO is made in the virtual workspace",
    async run() {
      const made = await vscode.commands.executeCommand<vscode.Uri>("slosmith.newSlo", {
        journey: "Sign in",
        kind: "both",
        tier: "critical-journey",
        target: fileUri("slo"),
      });
      assert.equal(made.toString(), fileUri("slo/sign-in.yaml").toString());
      await eventually("the new file is clean", async () => {
        const status = await extension().exports.ask("slosmith/status", { uri: made.toString() });
        return status?.isSpec && faults(made).length === 0;
      });
    },
  },
  {
    name: "the server starts anew in another worker",
    async run() {
      const { document } = await show("mistakes.yaml");
      await vscode.commands.executeCommand("slosmith.restartServer");
      await withFinding(document.uri, "target-below-floor");
    },
  },
];

/** Errors and warnings. */
function faults(uri: vscode.Uri): vscode.Diagnostic[] {
  return findings(uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
}

/** Called by the editor's test host. */
export async function run(): Promise<void> {
  await runAll("web", [...tests, ...overviewTests]);
  await closeAll();
}
