import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, extension, hoverText, rangeOf, show, withFinding } from "./editor";
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
    name: "findings come from the worker, also those that rest on a file which was never opened",
    async run() {
      const { document } = await show("mistakes.yaml");
      const found = await withFinding(document.uri, "target-range");
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
      const floor = await withFinding(document.uri, "target-below-floor");
      assert.match(floor.relatedInformation?.[0]?.location.uri.toString() ?? "", /^memfs:.*tiers\/critical\.yaml$/);
    },
  },
  {
    name: "hovering a target tells its budget",
    async run() {
      const { document } = await show("checkout.yaml");
      const at = rangeOf(document, TARGET).end.translate(0, -1);
      assert.match(await eventually("a hover", () => hoverText(document, at)), /16,800/);
    },
  },
];

/** Called by the editor's test host. */
export async function run(): Promise<void> {
  await runAll("web", tests);
}
