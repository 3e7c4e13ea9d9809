import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, rangeOf, show } from "./editor";
import type { EditorTest } from "./runner";

/** What stands in the text beside what a person wrote. */
export const hintTests: EditorTest[] = [
  {
    name: "inlay hints and lenses show budgets, and can be switched",
    async run() {
      const { document } = await show("checkout.yaml");
      const hints = await eventually("inlay hints", async () => {
        const all = await inlayHints(document);
        return all.length > 0 && all;
      });
      const end = rangeOf(document, "target: 0.9995").end;
      const hint = hints.find(({ position }) => position.isEqual(end));
      assert.ok(hint, "a hint stands behind the target");
      assert.match(labelOf(hint), /16,800/);
      const settings = vscode.workspace.getConfiguration("slosmith");
      await settings.update("inlayHints.enabled", false, vscode.ConfigurationTarget.Workspace);
      const behindTarget = async () =>
        (await inlayHints(document)).some(({ position }) => position.isEqual(end));
      await eventually("no budget", async () => !(await behindTarget()));
      // How soon an alert comes and what a tier asks for have settings of their own.
      assert.ok((await inlayHints(document)).length > 0, "other hints stay");
      for (const kind of ["alertSpeed", "tier"])
        await settings.update(`inlayHints.${kind}`, false, vscode.ConfigurationTarget.Workspace);
      await eventually("no inlay hints", async () => (await inlayHints(document)).length === 0);
      for (const kind of ["enabled", "alertSpeed", "tier"])
        await settings.update(`inlayHints.${kind}`, undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update("codeLens.enabled", true, vscode.ConfigurationTarget.Workspace);
      // Those that tell who uses an object have a setting of their own.
      const budgets = async () =>
        (await lenses(document)).filter(({ command }) => command?.command === "slosmith.preview");
      const lens = await eventually("code lenses", async () => (await budgets())[0]);
      assert.match(lens.command?.title ?? "", /16,800/);
      assert.equal(lens.command?.command, "slosmith.preview");
      await settings.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Workspace);
      await eventually("no code lenses", async () => (await budgets()).length === 0);
    },
  },
];

function inlayHints(document: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand("vscode.executeInlayHintProvider", document.uri, whole);
}

async function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri);
}

function labelOf({ label }: vscode.InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}
