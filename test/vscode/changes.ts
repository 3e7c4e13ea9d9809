import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { killServer } from "./crash";
import { eventually, extension, fileUri, replace, show } from "./editor";
import type { EditorTest } from "./runner";

/** Runs git in the opened folder, whatever the machine's own settings are. */
function git(...args: string[]): void {
  execFileSync("git", args, {
    cwd: fileUri(".").fsPath,
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_NAME: "Test",
      GIT_AUTHOR_EMAIL: "test@example.com",
      GIT_COMMITTER_NAME: "Test",
      GIT_COMMITTER_EMAIL: "test@example.com",
    },
  });
}

/** What the lenses say of the last commit. */
async function sinceCommit(document: vscode.TextDocument): Promise<string[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
  );
  return all
    .map(({ command }) => command?.title ?? "")
    .filter((title) => title.includes("since the last commit"));
}

/** What has changed since the last commit, on a real repository. */
export const changeTests: EditorTest[] = [
  {
    name: "a lens tells what an edit does to a promise since the last commit, and follows commits",
    async run() {
      if (!vscode.extensions.getExtension("vscode.git")) {
        console.log("  left out: this editor has no Git extension");
        return;
      }
      const editor = await show("checkout.yaml");
      const { document } = editor;
      assert.deepEqual(await sinceCommit(document), []);
      git("init", "-q", "-b", "main");
      git("add", "-A");
      git("commit", "-q", "-m", "base");
      await vscode.commands.executeCommand("git.openRepository", fileUri(".").fsPath);
      await replace(editor, "target: 0.9995", "target: 0.999");
      const [lens] = await eventually("a lens", async () => {
        const found = await sinceCommit(document);
        return found.length > 0 && found;
      });
      assert.match(
        lens ?? "",
        /^Loosened since the last commit: 99\.95 % -> 99\.9 %: budget 20m 9\.6s -> 40m 19\.2s /,
      );
      const preview = await extension().exports.ask("slosmith/preview", { uri: document.uri.toString() });
      assert.match(preview?.html ?? "", /Since the last commit, loosened/);
      await vscode.commands.executeCommand("slosmith.showChange", document.uri.toString());
      await eventually("the comparison with the last commit", () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputTextDiff && input.original.scheme === "git";
      });
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await document.save();
      git("commit", "-q", "-a", "-m", "looser");
      await vscode.commands.executeCommand("git.refresh");
      await eventually("no lens after the commit", async () => (await sinceCommit(document)).length === 0);
      await replace(await show("checkout.yaml"), "target: 0.999\n", "target: 0.9995\n");
      const isTighter = async () =>
        (await sinceCommit(document)).some((title) => title.startsWith("Tightened since the last commit"));
      await eventually("a lens against the new commit", isTighter);
      // A new server knows of no commit: it is told again.
      await killServer();
      await eventually("the lens of the server that came back", isTighter);
      await document.save();
    },
  },
];
