import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { OverviewItem } from "../../server/src/lsp/protocol";
import { eventually, extension, replace, show } from "./editor";
import type { EditorTest } from "./runner";

async function children(parent?: OverviewItem): Promise<OverviewItem[]> {
  return (await extension().exports.overview.getChildren(parent)) ?? [];
}

/** The first line of the tree that is as wished, at any depth. */
async function find(
  wish: (item: OverviewItem) => boolean,
  parent?: OverviewItem,
): Promise<OverviewItem | undefined> {
  for (const item of await children(parent)) {
    if (wish(item)) return item;
    const below = item.hasChildren ? await find(wish, item) : undefined;
    if (below) return below;
  }
  return undefined;
}

/** So long after the last change of the tree the editor has asked for it again. */
const QUIET_MS = 1_000;

/** The workspace as a tree. */
export const overviewTests: EditorTest[] = [
  {
    name: "the overview has tiers, goes to the place, follows edits, and can be grouped and filtered",
    async run() {
      const editor = await show("checkout.yaml");
      await vscode.commands.executeCommand("slosmith.showOverview");
      const tier = await eventually("a tier", () => find(({ kind }) => kind === "tier"));
      assert.match(tier.spoken, /reliability tier/);
      const provider = extension().exports.overview;
      const shown = await provider.getTreeItem(tier);
      assert.equal(shown.command?.command, "vscode.open");
      await vscode.commands.executeCommand("vscode.open", ...(shown.command?.arguments ?? []));
      await eventually("the tier's file is shown", () =>
        vscode.window.activeTextEditor?.document.uri.path.includes("/tiers/"),
      );

      const isTarget = (text: string) => (item: OverviewItem) => item.description.startsWith(text);
      await eventually("a budget", () => find(isTarget("99.95 %")));
      let told = 0;
      const listening = provider.onDidChangeTreeData?.(() => void told++);
      // What is told of the counting must not be taken for what is told of the edit.
      for (let before = -1; before !== told; ) {
        before = told;
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      }
      const toldBefore = told;
      // The editor of before may have given its place to the tier's.
      const again = await vscode.window.showTextDocument(editor.document);
      await replace(again, "target: 0.9995", "target: 0.9996");
      await eventually("the tree is told", () => told > toldBefore);
      await eventually("the new budget", () => find(isTarget("99.96 %")));
      await vscode.commands.executeCommand("undo");
      await eventually("the old budget", () => find(isTarget("99.95 %")));
      listening?.dispose();

      await vscode.commands.executeCommand("slosmith.overview.groupBy", "file");
      assert.ok((await children()).every(({ kind }) => kind === "file"));
      await vscode.commands.executeCommand("slosmith.overview.filter", { text: "CHECKOUT.yaml" });
      assert.deepEqual(
        (await children()).map(({ label }) => label.split("/").at(-1)),
        ["checkout.yaml"],
      );
      await vscode.commands.executeCommand("slosmith.overview.clearFilter");
      assert.ok((await children()).length > 1);
      await vscode.commands.executeCommand("slosmith.overview.groupBy", "tier");
    },
  },
];
