import assert from "node:assert/strict";
import * as vscode from "vscode";
import { actionTests } from "./actions";
import { changeTests } from "./changes";
import { crashTests } from "./crash";
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
import { hintTests } from "./hints";
import { navigationTests } from "./navigation";
import { overviewTests } from "./overview";
import { type EditorTest, runAll } from "./runner";

const TARGET = "target: 0.9995";

const tests: EditorTest[] = [
  {
    name: "it stays away from YAML that is no spec, and wakes for the first spec",
    async run() {
      const plain = await showText("services:\n  web: {image: x}\n");
      await eventually("the extension is active", () => extension().isActive);
      const commands = await vscode.commands.getCommands(true);
      for (const command of ["slosmith.preview", "slosmith.newSlo", "slosmith.convert"])
        assert.ok(commands.includes(command), command);
      const { document } = await show("mistakes.yaml");
      await withFinding(document.uri, "target-range");
      assert.deepEqual(findings(plain.document.uri), []);
    },
  },
  {
    name: "mistakes are on their exact ranges, with page, severity and words",
    async run() {
      const { document } = await show("mistakes.yaml");
      const found = await withFinding(document.uri, "target-range");
      const range = rangeOf(document, "target: 99.9\n");
      assert.deepEqual(
        [found.range.start.line, found.range.start.character, found.range.end.character],
        [
          range.start.line,
          range.start.character + "target: ".length,
          range.start.character + "target: 99.9".length,
        ],
      );
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
      assert.match(found.message, /99\.9.*0\.999/s);
      assert.ok(typeof found.code === "object");
      assert.match(found.code.target.toString(), /docs\/rules\/target-range\.md$/);
      // The floor comes from a tier in another file, which was never opened.
      const floor = await withFinding(document.uri, "target-below-floor");
      assert.match(floor.relatedInformation?.[0]?.location.uri.path ?? "", /tiers\/critical\.yaml$/);
    },
  },
  {
    name: "sound examples have no errors and no warnings",
    async run() {
      for (const name of [
        "checkout.yaml",
        "export.yaml",
        "calendar.yaml",
        "tiers/critical.yaml",
        "tiers/low.yaml",
      ]) {
        const { document } = await show(name);
        const status = await eventually(`${name} is seen`, async () => {
          const answer = await extension().exports.ask("slosmith/status", { uri: document.uri.toString() });
          return answer?.isSpec && !answer.indexing && answer;
        });
        assert.ok(status.objects.length > 0);
        await eventually(`${name} is clean`, () => faults(document.uri).length === 0);
      }
    },
  },
  {
    name: "an edit brings findings and takes them back, here and in other files",
    async run() {
      const editor = await show("checkout.yaml");
      await replace(editor, TARGET, "target: 99.95");
      await withFinding(editor.document.uri, "target-range");
      await replace(editor, "target: 99.95", TARGET);
      await withoutFinding(editor.document.uri, "target-range");

      const tier = await show("tiers/critical.yaml");
      await replace(tier, "name: critical-journey", "name: other-journey");
      await show("checkout.yaml");
      await withFinding(editor.document.uri, "unknown-tier");
      await vscode.window.showTextDocument(tier.document);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await show("checkout.yaml");
      await withoutFinding(editor.document.uri, "unknown-tier");
    },
  },
  {
    name: "hovering a target tells its budget",
    async run() {
      const { document } = await show("checkout.yaml");
      const text = await eventually("a hover", async () =>
        hoverText(document, rangeOf(document, TARGET).end.translate(0, -1)),
      );
      assert.match(text, /16,800/);
      const key = await eventually("a hover", async () =>
        hoverText(document, rangeOf(document, "budgetingMethod").start.translate(0, 1)),
      );
      assert.match(key, /Occurrences/);
    },
  },
  {
    name: "queries are read: faults on their place, hovers on metrics and on what is counted",
    async run() {
      const { document } = await show("unmeasurable.yaml");
      const fault = await withFinding(document.uri, "promql-syntax");
      assert.equal(document.getText(fault.range), "(");
      const machinery = await withFinding(document.uri, "internal-signal");
      assert.equal(document.getText(machinery.range), "etcd_disk_wal_fsync_duration_seconds_bucket");
      const metric = await eventually("a hover on a metric", async () =>
        hoverText(document, machinery.range.start.translate(0, 3)),
      );
      assert.match(metric, /Internal/);
      const query = rangeOf(document, "sum(etcd_disk_wal");
      const counted = await eventually("a hover on a query", async () =>
        hoverText(document, query.start.translate(0, 1)),
      );
      assert.match(counted, /Good/);
      assert.match(counted, /Total/);
    },
  },
  {
    name: "rules are switched off by a setting",
    async run() {
      const { document } = await show("mistakes.yaml");
      await withFinding(document.uri, "target-range");
      const settings = vscode.workspace.getConfiguration("slosmith");
      await settings.update("rules", { "target-range": "off" }, vscode.ConfigurationTarget.Workspace);
      await withoutFinding(document.uri, "target-range");
      await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
      await withFinding(document.uri, "target-range");
    },
  },
  {
    name: "the preview opens beside, follows the file, and holds its budgets",
    async run() {
      const { document } = await show("checkout.yaml");
      await vscode.commands.executeCommand("slosmith.preview");
      await eventually("a preview of checkout.yaml", () => previewTab()?.label.includes("checkout.yaml"));
      assert.ok((previewTab()?.group.viewColumn ?? 0) > 1, "it stands beside the file");
      const content = await extension().exports.ask("slosmith/preview", { uri: document.uri.toString() });
      assert.match(content?.html ?? "", /16,800/);
      assert.doesNotMatch(content?.html ?? "", /<script|\sstyle=/);
      await show("export.yaml");
      await eventually("a preview of export.yaml", () => previewTab()?.label.includes("export.yaml"));
      // Once more: there is one preview, not two.
      await vscode.commands.executeCommand("slosmith.preview");
      assert.equal(previewTabs().length, 1);
    },
  },
  {
    name: "what-if tells the alerts of an outage, and the edits that apply another target and window",
    async run() {
      const { document } = await show("checkout.yaml");
      const before = document.getText();
      const uri = document.uri.toString();
      const page = await extension().exports.ask("slosmith/preview", { uri, interactive: true });
      const part = /<details class="what-if" data-part="([^"]+)"/.exec(page?.html ?? "")?.[1] ?? "";
      const outage = { errors: "50", minutes: "30" };
      const asked = { uri, part, target: "99.9", window: "14", outage };
      const answer = await extension().exports.ask("slosmith/whatIf", asked);
      assert.equal(answer?.figures?.windowSeconds, 14 * 86_400);
      assert.ok(
        answer.figures.alerts.some(({ firings }) => firings.length > 0),
        "an alert fires",
      );
      assert.match(answer.html, /<svg class="curve"/);
      assert.equal(answer.change?.version, document.version);
      const edit = new vscode.WorkspaceEdit();
      for (const { range, newText } of answer.change?.edits ?? []) {
        const { start, end } = range;
        edit.replace(
          document.uri,
          new vscode.Range(start.line, start.character, end.line, end.character),
          newText,
        );
      }
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(
        document.getText(),
        before.replace("target: 0.9995", "target: 0.999").replace("duration: 28d", "duration: 14d"),
      );
      const after = await extension().exports.ask("slosmith/whatIf", { uri, part, outage });
      assert.deepEqual(after?.figures, answer.figures);
      await vscode.commands.executeCommand("undo");
    },
  },
  {
    name: "definitions, symbols and quick fixes work",
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
      assert.match(target.path, /tiers\/critical\.yaml$/);
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      assert.ok(symbols.some(({ name }) => name === "checkout-availability"));

      const mistakes = await show("mistakes.yaml");
      const finding = await withFinding(mistakes.document.uri, "target-range");
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        mistakes.document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const edit = actions.find(({ title, edit }) => edit && title.includes("0.999"))?.edit;
      assert.ok(edit, `a quick fix is among: ${actions.map(({ title }) => title).join(", ")}`);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await withoutFinding(mistakes.document.uri, "target-range");
    },
  },
  ...actionTests,
  ...crashTests,
  {
    name: "annotations are completed where they are written",
    async run() {
      const text =
        "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\n  annotations:\n    slosmith/c";
      const editor = await showText(text);
      const end = editor.document.positionAt(text.length);
      const list = await eventually("a completion", async () => {
        const found = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          editor.document.uri,
          end,
        );
        return found.items.some(({ label }) => labelText(label) === "slosmith/client") && found;
      });
      assert.ok(!list.items.some(({ label }) => labelText(label) === "slosmith/category"));
    },
  },
  {
    name: "snippets are offered and make sound documents",
    async run() {
      const editor = await showText("slo");
      const list = await eventually("a completion", async () => {
        const found = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          editor.document.uri,
          new vscode.Position(0, 3),
        );
        return found.items.some(({ label }) => labelText(label) === "slo") && found;
      });
      assert.ok(list.items.some(({ label }) => labelText(label) === "slo-latency"));
      editor.selection = new vscode.Selection(0, 0, 0, 3);
      await vscode.commands.executeCommand("editor.action.insertSnippet", {
        langId: "yaml",
        name: "OpenSLO: availability SLO",
      });
      assert.match(editor.document.getText(), /^apiVersion: openslo\/v1\nkind: SLO\n/);
      await eventually("the snippet is seen", async () => {
        const status = await extension().exports.ask("slosmith/status", {
          uri: editor.document.uri.toString(),
        });
        return status?.isSpec;
      });
      assert.deepEqual(faults(editor.document.uri).map(codeOf), []);
    },
  },
  {
    name: "a new SLO is made for a journey and a tier, and no file is overwritten",
    async run() {
      const choices = { journey: "Sign in", kind: "both", tier: "critical-journey" };
      const untitled = await vscode.commands.executeCommand<vscode.Uri>("slosmith.newSlo", {
        ...choices,
        target: "untitled",
      });
      assert.equal(untitled.scheme, "untitled");
      const text = vscode.window.activeTextEditor?.document.getText() ?? "";
      assert.match(text, /name: sign-in-availability\n/);
      assert.match(text, /slosmith\/tier: critical-journey\n/);
      await closeAll();
      const make = () =>
        vscode.commands.executeCommand<vscode.Uri>("slosmith.newSlo", { ...choices, target: fileUri("slo") });
      const first = await make();
      assert.match(first.path, /\/slo\/sign-in\.yaml$/);
      await eventually("the new file is clean", async () => {
        const status = await extension().exports.ask("slosmith/status", { uri: first.toString() });
        return status?.isSpec && faults(first).length === 0;
      });
      assert.match((await make()).path, /\/slo\/sign-in-2\.yaml$/);
    },
  },
  {
    name: "SLOs are converted into a document beside, with what is lost at its top",
    async run() {
      await show("checkout.yaml");
      const made = await vscode.commands.executeCommand<vscode.Uri>("slosmith.convert", "sloth-crd");
      assert.equal(made.scheme, "untitled");
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), made.toString());
      assert.ok((editor?.viewColumn ?? 0) > 1, "it stands beside the file");
      const text = editor?.document.getText() ?? "";
      assert.match(text, /^# (?:lost|assumed) \(line \d+/);
      assert.match(text, /\nkind: PrometheusServiceLevel\n/);
      assert.match(text, /\[\{\{\.window\}\}\]/);
      await eventually("the result is seen", async () => {
        const status = await extension().exports.ask("slosmith/status", { uri: made.toString() });
        return status?.isSpec && faults(made).length === 0;
      });
      // What is no spec has nothing to convert, and nothing is opened.
      await closeAll();
      await showText("services:\n  web: {image: x}\n");
      assert.equal(await vscode.commands.executeCommand("slosmith.convert", "sloth"), undefined);
    },
  },
];

/** Errors and warnings. */
function faults(uri: vscode.Uri): vscode.Diagnostic[] {
  return findings(uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
}

function labelText(label: string | vscode.CompletionItemLabel): string {
  return typeof label === "string" ? label : label.label;
}

function previewTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes("slosmith.preview"),
    );
}

function previewTab(): vscode.Tab | undefined {
  return previewTabs()[0];
}

/** Called by the editor's test host. */
export async function run(): Promise<void> {
  await runAll("trusted", [...tests, ...hintTests, ...navigationTests, ...changeTests, ...overviewTests]);
  await closeAll();
}
