import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findYamlFiles } from "../../server/src/host/node-files";

let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "slosmith-files-")));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string): void {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
}

const found = async () => (await findYamlFiles(folder)).map((path) => relative(folder, path));

describe("the YAML files of a directory", () => {
  it("are those of all directories but dependencies and hidden ones, by name", async () => {
    for (const name of ["b.yml", "a/c.yaml", "a/README.md", "node_modules/x/d.yaml", ".git/e.yaml", "z.YAML"])
      write(name);
    expect(await found()).toEqual([join("a", "c.yaml"), "b.yml", "z.YAML"]);
  });

  it.skipIf(process.platform === "win32")("are met once, whatever links lead to them", async () => {
    write("a/slo.yaml");
    write("real/tier.yaml");
    symlinkSync("..", join(folder, "a/loop"));
    symlinkSync("real", join(folder, "again"));
    symlinkSync(join("a", "slo.yaml"), join(folder, "0.yaml"));
    symlinkSync("nowhere.yaml", join(folder, "broken.yaml"));
    // `again` comes before `real` and is entered for it.
    expect(await found()).toEqual([join("a", "slo.yaml"), join("again", "tier.yaml")]);
  });

  it.skipIf(process.platform === "win32")("may lie elsewhere, where a link leads there", async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "slosmith-files-")));
    try {
      writeFileSync(join(elsewhere, "shared.yaml"), "");
      symlinkSync(join(elsewhere, "shared.yaml"), join(folder, "one.yaml"));
      symlinkSync(join(elsewhere, "shared.yaml"), join(folder, "two.yaml"));
      write("own.yaml");
      expect(await found()).toEqual(["own.yaml", "one.yaml"]);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it("are none where the directory is gone, or a file", async () => {
    write("a.yaml");
    expect(await findYamlFiles(join(folder, "gone"))).toEqual([]);
    expect(await findYamlFiles(join(folder, "a.yaml"))).toEqual([]);
  });
});
