import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";
import { SERVICE, slo, WRONG_SERVICE } from "../support/specs";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
});
afterEach(() => directory.remove());

/** The files that a call checks, and what it says beside. */
async function checked(args: readonly string[], stdin = "") {
  const { code, out, err } = await directory.run(["check", "--format", "json", ...args], stdin);
  const files = out === "" ? [] : (JSON.parse(out).files as { path: string }[]).map(({ path }) => path);
  return { files, code, err };
}
const write = (...names: string[]) => {
  for (const name of names)
    directory.write(name, SERVICE.replace("name: checkout", `name: ${name.replaceAll(/[^a-z]/g, "-")}`));
};

describe("directories", () => {
  it("leave out what the repository ignores: nested files, what is taken back in, info/exclude", async () => {
    write("a.yaml", "old/b.yaml", "old/keep/c.yaml", "sub/d.draft.yaml", "sub/e.draft.yaml", "mine/f.yaml");
    directory.write(".git/HEAD", "").write(".git/info/exclude", "mine/\n");
    directory.write(".gitignore", "# what is old\n/old/*\n!/old/keep\n*.draft.yaml\n");
    directory.write("sub/.gitignore", "!e.draft.yaml\n");
    expect(await checked([])).toEqual({
      files: ["a.yaml", "old/keep/c.yaml", "sub/e.draft.yaml"],
      code: 0,
      err: "",
    });
    expect((await checked(["sub"])).files).toEqual(["sub/e.draft.yaml"]);
    // Who names an ignored thing means it.
    expect((await checked(["mine"])).files).toEqual(["mine/f.yaml"]);
    expect((await checked(["old/b.yaml"])).files).toEqual(["old/b.yaml"]);
  });

  it("mind letter case as git does, and .gitignore without a repository", async () => {
    write("Old.yaml", "old.yaml");
    directory.write(".gitignore", "old.yaml\n");
    expect((await checked([])).files).toEqual(["Old.yaml"]);
  });

  it("take the excludes of a worktree from where its repository is", async () => {
    write("tree/a.yaml", "tree/b.yaml");
    directory.write("repo/.git/info/exclude", "b.yaml\n");
    directory.write("repo/.git/worktrees/tree/commondir", "../..\n");
    directory.write("tree/.git", `gitdir: ${directory.path}/repo/.git/worktrees/tree\n`);
    expect((await checked(["tree"])).files).toEqual(["tree/a.yaml"]);
  });

  it("find what ignored files define: the editor does", async () => {
    directory.write(".git/HEAD", "").write(".gitignore", "vendored.yaml\n").write("vendored.yaml", SERVICE);
    directory.write("slo.yaml", slo("0.99").replace("service: checkout", "service: chekout"));
    const { out } = await directory.run(["check"]);
    expect(out).toContain("dangling-reference");
    expect(out).toContain("`checkout`");
  });

  it("are entered once, however links lead there", async () => {
    write("a/one.yaml");
    symlinkSync("..", join(directory.path, "a/up"));
    symlinkSync("a", join(directory.path, "b"));
    const { files } = await checked([]);
    expect(files).toEqual(["a/one.yaml"]);
  });
});

describe("links and what is no file", () => {
  it("each file is checked once, under its own name where it has one", async () => {
    write("slos/one.yaml", "outside/two.yaml");
    symlinkSync("slos/one.yaml", join(directory.path, "current.yaml"));
    symlinkSync("slos", join(directory.path, "all"));
    symlinkSync("../outside/two.yaml", join(directory.path, "slos/two.yaml"));
    expect((await checked([])).files).toEqual(["outside/two.yaml", "slos/one.yaml"]);
    expect((await checked(["slos"])).files).toEqual(["slos/one.yaml", "slos/two.yaml"]);
    expect((await checked(["current.yaml"])).files).toEqual(["current.yaml"]);
  });

  it("a circle of links is told in one line", async () => {
    write("a.yaml");
    symlinkSync("circle.yaml", join(directory.path, "circle.yaml"));
    for (const path of [".", "circle.yaml"]) {
      const { code, err } = await checked([path]);
      expect([code, err]).toEqual([2, 'slosmith: "circle.yaml" cannot be read (ELOOP).\n']);
    }
  });

  it("a pipe in a directory is not read, nor is an editor's lock", async () => {
    write("a.yaml", ".git/HEAD");
    execFileSync("mkfifo", [join(directory.path, "pipe.yaml")]);
    symlinkSync("pipe.yaml", join(directory.path, "to-pipe.yaml"));
    symlinkSync("me@host.42", join(directory.path, ".#a.yaml"));
    expect(await checked([])).toEqual({ files: ["a.yaml"], code: 0, err: "" });
  });
});

describe("patterns", () => {
  beforeEach(() =>
    write("a.yaml", "slos/b.slo.yaml", "slos/deep/c.slo.yaml", "slos/deep/d.yml", "slos/e.spec"),
  );

  it.each<[string[], string[]]>([
    [["**/*.slo.yaml"], ["slos/b.slo.yaml", "slos/deep/c.slo.yaml"]],
    [["slos/*"], ["slos/b.slo.yaml"]],
    [["slos/**/*"], ["slos/b.slo.yaml", "slos/deep/c.slo.yaml", "slos/deep/d.yml"]],
    [["slos/*.spec"], ["slos/e.spec"]],
    [["{a,slos/deep/d}.y{,a}ml"], ["a.yaml", "slos/deep/d.yml"]],
    [
      ["**/*.yaml", "!slos/deep/**"],
      ["a.yaml", "slos/b.slo.yaml"],
    ],
    [["slos", "!**/*.slo.yaml"], ["slos/deep/d.yml"]],
    [["!slos"], ["a.yaml"]],
    [
      ["slos", "slos/deep", "**/d.yml", "slos/b.slo.yaml", "./slos/../slos/b.slo.yaml"],
      ["slos/b.slo.yaml", "slos/deep/c.slo.yaml", "slos/deep/d.yml"],
    ],
  ])("%j", async (patterns, files) => {
    expect(await checked(patterns)).toEqual({ files, code: 0, err: "" });
  });

  it("pass over what is ignored and what is others', and say where nothing matches", async () => {
    write("node_modules/x.slo.yaml", "old/y.slo.yaml");
    directory.write(".gitignore", "old\n");
    expect((await checked(["**/*.slo.yaml"])).files).toEqual(["slos/b.slo.yaml", "slos/deep/c.slo.yaml"]);
    expect(await checked(["a.yaml", "**/*.nothing"])).toEqual({
      files: ["a.yaml"],
      code: 2,
      err: 'slosmith: No file matches "**/*.nothing".\n',
    });
  });

  it("are names where a file has that name", async () => {
    write("[a].yaml");
    expect((await checked(["[a].yaml"])).files).toEqual(["[a].yaml"]);
  });
});

describe("what cannot be read", () => {
  it("is told, a line each, while all else is checked", async () => {
    write("a.yaml");
    symlinkSync("nowhere", join(directory.path, "broken.yaml"));
    const { files, code, err } = await checked(["a.yaml", "missing.yaml", "."]);
    expect(files).toEqual(["a.yaml"]);
    expect(err).toBe(
      'slosmith: There is no file or directory "missing.yaml".\nslosmith: "broken.yaml" cannot be read (ENOENT).\n',
    );
    expect(code).toBe(2);
  });

  it("by its bytes: UTF-16 is read, other encodings are told of where they matter", async () => {
    const bytes = (name: string, content: Buffer) => writeFileSync(join(directory.path, name), content);
    bytes("bom.yaml", Buffer.from(`\ufeff${WRONG_SERVICE}`));
    bytes("le.yaml", Buffer.from(`\ufeff${WRONG_SERVICE.replace("Check Out", "Le Ft")}`, "utf16le"));
    bytes(
      "be.yaml",
      Buffer.from(`\ufeff${WRONG_SERVICE.replace("Check Out", "Ri Ght")}`, "utf16le").swap16(),
    );
    bytes("latin.yaml", Buffer.from(SERVICE.replace("Takes orders", "Caf\u00e9"), "latin1"));
    bytes("other-latin.yaml", Buffer.from("caf\u00e9: 1\n", "latin1"));
    bytes("binary.yaml", Buffer.from([0, 1, 2, 3, 255, 254, 0]));
    const { out, err, code } = await directory.run(["check"]);
    expect(err).toBe('slosmith: "latin.yaml" is not valid UTF-8.\n');
    expect(code).toBe(2);
    for (const name of ["bom", "le", "be"]) expect(out).toContain(`${name}.yaml:4:9  error  name-form`);
  });

  it("for its size: an error where it was named, else a remark", async () => {
    write("a.yaml");
    directory.write("huge.yaml", `${SERVICE}#${"x".repeat(5_000_000)}\n`);
    const words = 'slosmith: "huge.yaml" has 6 MB; no more than 5 MB are read.\n';
    expect(await checked([])).toEqual({ files: ["a.yaml"], code: 0, err: words });
    expect(await checked(["a.yaml", "huge.yaml"])).toEqual({ files: ["a.yaml"], code: 2, err: words });
    expect((await directory.run(["budget"])).err).toBe(words);
  });
});

describe("standard input", () => {
  it("is checked under the name that it is given, in place of that file", async () => {
    directory
      .write(".git/HEAD", "")
      .write("services/checkout.yaml", SERVICE)
      .write("slos/a.yaml", slo("0.99"));
    const text = slo("99.9").replace("service: checkout", "service: chekout");
    const { out } = await directory.run(["check", "--stdin-name", "slos/a.yaml", "-"], text);
    expect(out).toContain("slos/a.yaml:13:15  error  target-range");
    expect(out).toContain("dangling-reference");
    expect(out).not.toContain("duplicate-name");
    expect((await checked(["-", "services"], text)).files).toEqual(["-", "services/checkout.yaml"]);
  });

  it("needs a dash", async () => {
    expect(await directory.run(["check", "--stdin-name", "a.yaml"])).toMatchObject({
      code: 2,
      err: 'slosmith: --stdin-name goes with "-": it names standard input.\n',
    });
  });
});

describe("a workspace inside of a repository", () => {
  it("does not hide the rest of it", async () => {
    directory.write(".git/HEAD", "").write("services/checkout.yaml", SERVICE);
    mkdirSync(join(directory.path, "team"));
    directory.write(
      "team/.slosmith.yaml",
      "apiVersion: slosmith/v1\nkind: Workspace\nspec: {exclude: [old/]}\n",
    );
    directory
      .write("team/old/a.yaml", WRONG_SERVICE)
      .write("team/b.yaml", SERVICE.replace("checkout", "cart"));
    const { out, code } = await directory.run(["check"]);
    expect(out).toBe("3 files checked: 0 errors, 0 warnings. 1 file excluded by .slosmith.yaml.\n");
    expect(code).toBe(0);
    const named = await directory.run(["check", "team/old/a.yaml"]);
    expect(named).toMatchObject({ code: 0, out: "Nothing checked. 1 file excluded by .slosmith.yaml.\n" });
  });
});
