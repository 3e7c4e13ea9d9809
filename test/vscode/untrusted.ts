import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, extension, hoverText, rangeOf, show, withFinding } from "./editor";
import { overviewTests } from "./overview";
import { type EditorTest, runAll } from "./runner";

const tests: EditorTest[] = [
  {
    name: "the workspace is in Restricted Mode",
    async run() {
      assert.equal(vscode.workspace.isTrusted, false);
    },
  },
  {
    name: "the extension is active and checks all the same: it runs nothing of the workspace",
    async run() {
      const { document } = await show("mistakes.yaml");
      await eventually("the extension is active", () => extension().isActive);
      await withFinding(document.uri, "target-range");
      // References into other files are looked up too.
      await withFinding(document.uri, "target-below-floor");
    },
  },
  {
    name: "hovers and the preview answer",
    async run() {
      const { document } = await show("checkout.yaml");
      const position = rangeOf(document, "target: 0.9995").end.translate(0, -1);
      assert.match(await eventually("a hover", () => hoverText(document, position)), /16,800/);
      const preview = await extension().exports.ask("slosmith/preview", { uri: document.uri.toString() });
      assert.match(preview?.html ?? "", /16,800/);
    },
  },
];

/** Called by the editor's test host. */
export async function run(): Promise<void> {
  await runAll("untrusted", [...tests, ...overviewTests]);
}
