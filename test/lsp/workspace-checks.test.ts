import { describe, expect, it } from "vitest";
import { MemoryFiles, serverInMemory } from "../support/lsp-client";
import { WRONG_SERVICE } from "../support/specs";

const FOLDER = "file:///shop";
const uri = (name: string) => `${FOLDER}/${name}`;
const workspace = (spec: string) => `apiVersion: slosmith/v1\nkind: Workspace\nspec:\n  ${spec}\n`;

describe("what .slosmith.yaml says of checks", () => {
  it("holds in the editor, above its settings, and as soon as it is typed", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri(".slosmith.yaml"), workspace("rules: {name-form: hint}"));
    const client = serverInMemory(files);
    await client.initialize({
      folders: [FOLDER],
      settings: { rules: { "name-form": "warning", "unknown-key": "warning" } },
    });
    await client.openQuietly(uri("a.yaml"), WRONG_SERVICE);
    const severities = (wanted: readonly number[]) =>
      client.eventually(uri("a.yaml"), (all) => `${all.map(({ severity }) => severity)}` === `${wanted}`);
    expect((await severities([4, 2])).map(({ code }) => code)).toEqual(["name-form", "unknown-key"]);
    await client.open(uri(".slosmith.yaml"), workspace("rules: {name-form: hint}"));
    await client.change(uri(".slosmith.yaml"), { text: workspace("rules: {unknown-key: error}") });
    expect((await severities([2, 1])).map(({ code }) => code)).toEqual(["name-form", "unknown-key"]);
    await client.change(uri(".slosmith.yaml"), { text: workspace("exclude: [a.yaml]") });
    expect(await severities([])).toEqual([]);
  });
});
