import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  codeOf,
  eventually,
  extension,
  findings,
  hoverText,
  rangeOf,
  showText,
  withFinding,
  withoutFinding,
} from "./editor";
import { type EditorTest, runAll } from "./runner";

/** What the stand-in for Red Hat's extension exports for tests. */
interface StandIn {
  schemasOf(resource: string): { uri: string; text: string }[];
}

const SPEC = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: a
  name: b
spec:
  service: a
  indicatorRef: a
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 99.9
`;
const MIXED = `${SPEC}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n`;

const tests: EditorTest[] = [
  {
    name: "YAML's own faults are left to the other extension, and all else is told",
    async run() {
      const { document } = await showText(SPEC);
      // Both extensions start in the same worker: the first answer takes its time.
      await extension().activate();
      await extension().exports.ask("slosmith/tiers", {});
      await withFinding(document.uri, "target-range");
      assert.ok(!findings(document.uri).map(codeOf).includes("duplicate-key"));
    },
  },
  {
    name: "the other extension is given a schema for specs that refuses nothing and offers nothing",
    async run() {
      const api = await standIn();
      const { document } = await showText(SPEC);
      const [schema, ...more] = await eventually("a schema", () => {
        const all = api.schemasOf(document.uri.toString());
        return all.length > 0 && all;
      });
      assert.deepEqual(more, []);
      assert.ok(schema);
      assert.deepEqual(Object.keys(JSON.parse(schema.text)).sort(), ["$schema", "title"]);
    },
  },
  {
    name: "files that hold something else keep the schemas that they have",
    async run() {
      const api = await standIn();
      for (const text of ["services:\n  web: {image: a}\n", MIXED, "# apiVersion: openslo/v1\na: 1\n"]) {
        const { document } = await showText(text);
        assert.deepEqual(api.schemasOf(document.uri.toString()), [], text);
      }
    },
  },
  {
    name: "the setting wins: off tells everything and offers no schema, and on again takes it back",
    async run() {
      const api = await standIn();
      const { document } = await showText(SPEC);
      await withFinding(document.uri, "target-range");
      const settings = vscode.workspace.getConfiguration("slosmith");
      await settings.update("besideYamlExtension", "off", vscode.ConfigurationTarget.Workspace);
      await withFinding(document.uri, "duplicate-key");
      assert.deepEqual(api.schemasOf(document.uri.toString()), []);
      await settings.update("besideYamlExtension", undefined, vscode.ConfigurationTarget.Workspace);
      await withoutFinding(document.uri, "duplicate-key");
    },
  },
  {
    name: "where the other extension does not validate, everything is told here",
    async run() {
      const { document } = await showText(SPEC);
      await withFinding(document.uri, "target-range");
      const yaml = vscode.workspace.getConfiguration("yaml");
      await yaml.update("validate", false, vscode.ConfigurationTarget.Workspace);
      await withFinding(document.uri, "duplicate-key");
      await yaml.update("validate", undefined, vscode.ConfigurationTarget.Workspace);
      await withoutFinding(document.uri, "duplicate-key");
    },
  },
  {
    name: "a schema of the person's own is left alone, and keys are then its part",
    async run() {
      const api = await standIn();
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      const file = vscode.Uri.joinPath(folder, "own", "spec.yaml");
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(SPEC));
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      await withFinding(document.uri, "target-range");
      const key = rangeOf(document, "budgetingMethod").start.translate(0, 1);
      assert.match((await eventually("a hover", () => hoverText(document, key))) ?? "", /budgetingMethod/);
      assert.equal(api.schemasOf(file.toString()).length, 1);
      const yaml = vscode.workspace.getConfiguration("yaml");
      const schemas = { "https://example.com/slo.json": ["own/*.yaml"], kubernetes: "other/*.yaml" };
      await yaml.update("schemas", schemas, vscode.ConfigurationTarget.Workspace);
      await eventually("no schema of ours", () => api.schemasOf(file.toString()).length === 0);
      await eventually("no hover", async () => (await hoverText(document, key)) === undefined);
      await yaml.update("schemas", undefined, vscode.ConfigurationTarget.Workspace);
      await eventually("a hover", () => hoverText(document, key));
    },
  },
];

async function standIn(): Promise<StandIn> {
  const found = vscode.extensions.getExtension<StandIn>("redhat.vscode-yaml");
  assert.ok(found, "the stand-in is installed");
  return found.activate();
}

/** Called by the editor's test host. */
export async function run(): Promise<void> {
  await runAll("beside", tests);
  await closeAll();
}
