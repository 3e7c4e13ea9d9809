import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, findings, rangeOf, show, showText } from "./editor";
import type { EditorTest } from "./runner";

/** What a provider of the editor answers about a document. */
async function ask<Result>(command: string, ...args: unknown[]): Promise<Result> {
  return vscode.commands.executeCommand<Result>(command, ...args);
}

/** The lenses that tell who uses an object. */
async function usesLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const all = await ask<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
  return all.filter(({ command }) => command?.title.startsWith("Used by"));
}

const SERVICE = `apiVersion: openslo/v1
kind: Service
metadata:
  name: folded
  labels:
    a: b
spec:
  description: See https://example.com/page.
`;

/** Finding one's way by names. */
export const navigationTests: EditorTest[] = [
  {
    name: "references of a tier are found in all files",
    async run() {
      const { document } = await show("tiers/critical.yaml");
      const at = rangeOf(document, "name: critical-journey").end.translate(0, -2);
      const found = await eventually("references", async () => {
        const all = await ask<vscode.Location[]>("vscode.executeReferenceProvider", document.uri, at);
        return all.length > 1 && all;
      });
      assert.ok(found.some(({ uri }) => uri.path.endsWith("/checkout.yaml")));
    },
  },
  {
    name: "an SLI is renamed with all that names it, and back to the same text",
    async run() {
      const { document } = await show("checkout.yaml");
      const before = document.getText();
      const rename = async (name: string) => {
        const at = rangeOf(document, "indicatorRef: ").end.translate(0, 1);
        const edit = await ask<vscode.WorkspaceEdit>(
          "vscode.executeDocumentRenameProvider",
          document.uri,
          at,
          name,
        );
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      await rename("answered-well");
      assert.equal(document.getText().split("answered-well").length, 3);
      await eventually("no finding after it", () => findings(document.uri).length === 0);
      await assert.rejects(rename("Not A Name"), /lower-case letters/);
      await rename("checkout-answered");
      assert.equal(document.getText(), before);
    },
  },
  {
    name: "objects are found in the workspace by their names",
    async run() {
      await show("checkout.yaml");
      const found = await eventually("symbols", async () => {
        const all = await ask<vscode.SymbolInformation[]>(
          "vscode.executeWorkspaceSymbolProvider",
          "critical-journey",
        );
        return all.length > 0 && all;
      });
      assert.match(found[0]?.location.uri.path ?? "", /tiers\/critical\.yaml$/);
    },
  },
  {
    name: "links, folding, selection and highlights are those of a spec",
    async run() {
      const { document } = await showText(SERVICE);
      const links = await eventually("a link", async () => {
        const all = await ask<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri);
        return all.some(({ tooltip }) => tooltip === "Page") && all;
      });
      assert.ok(links.some(({ target }) => target?.toString() === "https://example.com/page"));
      const folds = await ask<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri);
      assert.ok(folds.some(({ start, end }) => start === 2 && end === 5));
      const at = rangeOf(document, "folded").start;
      const [selected] = await ask<vscode.SelectionRange[]>(
        "vscode.executeSelectionRangeProvider",
        document.uri,
        [at],
      );
      const steps: string[] = [];
      for (let step = selected; step; step = step.parent) steps.push(document.getText(step.range));
      assert.ok(steps.includes("name: folded"), steps.join(" | "));
      const marks = await ask<vscode.DocumentHighlight[]>(
        "vscode.executeDocumentHighlights",
        document.uri,
        at,
      );
      assert.deepEqual(
        marks.map(({ kind }) => kind),
        [vscode.DocumentHighlightKind.Write],
      );
    },
  },
  {
    name: "a lens tells who uses a tier, opens the places, and can be switched off",
    async run() {
      const { document } = await show("tiers/critical.yaml");
      const lens = await eventually("a lens", async () => (await usesLenses(document))[0]);
      assert.match(lens.command?.title ?? "", /^Used by \d+ SLOs$/);
      assert.equal(lens.command?.command, "slosmith.showUses");
      await ask("slosmith.showUses", ...(lens.command?.arguments ?? []));
      await ask("closeReferenceSearch");
      const settings = vscode.workspace.getConfiguration("slosmith");
      await settings.update("codeLens.references", false, vscode.ConfigurationTarget.Workspace);
      await eventually("no lens", async () => (await usesLenses(document)).length === 0);
      await settings.update("codeLens.references", undefined, vscode.ConfigurationTarget.Workspace);
      await eventually("the lens again", async () => (await usesLenses(document)).length === 1);
    },
  },
];
