import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, eventually, findings, rangeOf, show, showText, withFinding, withoutFinding } from "./editor";
import type { EditorTest } from "./runner";

/** Quick fixes and refactorings. */
export const actionTests: readonly EditorTest[] = [
  {
    name: "all safe problems are fixed at once, and a finding is put aside with a reason",
    async run() {
      const editor = await showText(
        "apiVersion: openslo/v1\nkind: Service\nMetadata:\n  name: Shop\nSpec:\n  description: A shop.\n",
      );
      const { document } = editor;
      await withFinding(document.uri, "unknown-key");
      const [fixAll] = await codeActions(document, new vscode.Range(0, 0, 0, 0), "source.fixAll");
      assert.ok(fixAll?.edit, "there is an action that fixes all");
      assert.ok(await vscode.workspace.applyEdit(fixAll.edit));
      assert.match(document.getText(), /\nmetadata:\n {2}name: Shop\nspec:\n/);
      const form = await withFinding(document.uri, "name-form");
      const actions = await codeActions(document, form.range, vscode.CodeActionKind.QuickFix.value);
      const ignore = actions.find(({ title }) => title.includes("Ignore `name-form`"));
      assert.ok(ignore?.edit, `it can be put aside: ${actions.map(({ title }) => title).join(", ")}`);
      assert.ok(await vscode.workspace.applyEdit(ignore.edit));
      assert.match(document.getText(), /\n {2}# slo-ignore name-form: say why\n {2}name: Shop\n/);
      await withoutFinding(document.uri, "name-form");
    },
  },
  {
    name: "an indicator is extracted and inlined again; a missing object is created",
    async run() {
      const { document } = await show("checkout.yaml");
      const before = document.getText();
      const key = rangeOf(document, "  indicator:\n").start.translate(0, 3);
      const [extract] = await eventually("extract", async () => {
        const all = await codeActions(document, new vscode.Range(key, key), "refactor.extract");
        return all.length > 0 && all;
      });
      assert.ok(extract?.edit && (await vscode.workspace.applyEdit(extract.edit)));
      assert.match(document.getText(), /\n {2}indicatorRef: /);
      const [inline] = await eventually("inline", async () => {
        const all = await codeActions(document, new vscode.Range(key, key), "refactor.inline");
        return all.length > 0 && all;
      });
      assert.ok(inline?.edit && (await vscode.workspace.applyEdit(inline.edit)));
      assert.equal(document.getText(), before);

      const mistakes = await show("mistakes.yaml");
      const lost = await withFinding(mistakes.document.uri, "dangling-reference");
      const name = mistakes.document.getText(lost.range);
      const actions = await codeActions(mistakes.document, lost.range, vscode.CodeActionKind.QuickFix.value);
      const create = actions.find(({ title }) => /^Create .* in this file$/.test(title));
      assert.ok(create?.edit, `it can be created: ${actions.map(({ title }) => title).join(", ")}`);
      assert.ok(await vscode.workspace.applyEdit(create.edit));
      await eventually("the name leads somewhere", () =>
        findings(mistakes.document.uri).every(
          (one) => codeOf(one) !== "dangling-reference" || mistakes.document.getText(one.range) !== name,
        ),
      );
    },
  },
];

function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: string,
): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind);
}
