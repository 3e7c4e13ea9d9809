import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../server/src/cli/main";
import { progressLine, wantsColor } from "../../server/src/cli/terminal";
import { TestDirectory } from "../support/cli";
import { SERVICE, slo } from "../support/specs";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
});
afterEach(() => directory.remove());

const run = (...args: string[]) => directory.run(["check", ...args]);
const DANGLING = slo("0.99").replace("service: checkout", "service: chekout");

describe("what counts", () => {
  beforeEach(() => void directory.write("service.yaml", SERVICE).write("slo.yaml", DANGLING));

  it("--max-warnings fails where there are more, and says so in every format", async () => {
    const warnings = JSON.parse((await run("--format", "json")).out).summary.warning as number;
    expect(warnings).toBeGreaterThan(0);
    expect(await run("--max-warnings", String(warnings))).toMatchObject({ code: 0, err: "" });
    for (const format of ["pretty", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown"]) {
      const { code, err } = await run("--format", format, "--max-warnings", String(warnings - 1), "-q");
      expect(code).toBe(1);
      expect(err).toMatch(/^slosmith: \d+ warnings?; --max-warnings allows \d\.\n$/);
    }
    expect((await run("--max-warnings", "-1")).code).toBe(2);
    expect((await run("--max-warnings=many")).err).toBe(
      'slosmith: --max-warnings takes a number, 0 or above, not "many".\n',
    );
  });

  it("--rule sets how grave a rule is, above .slosmith.yaml", async () => {
    const workspace = "apiVersion: slosmith/v1\nkind: Workspace\nspec: {rules: {dangling-reference: off}}\n";
    directory.write(".slosmith.yaml", workspace);
    expect((await run()).out).not.toContain("dangling-reference");
    const { code, out } = await run("--rule", "dangling-reference=error", "--rule=target-range=off");
    expect(code).toBe(1);
    expect(out).toContain("slo.yaml:6:12  error  dangling-reference");
    directory.write("slo.yaml", slo("99.9"));
    expect((await run("--rule", "m06=off")).out).not.toContain("target-range");
  });

  it.each([
    ["targt-range=off", '--rule: there is no rule "targt-range". Did you mean target-range?'],
    ["=off", '--rule: there is no rule "". "slosmith explain" lists all.'],
    ["target-range", '--rule takes target-range=off|hint|information|warning|error, not "target-range".'],
    [
      "target-range=warn",
      '--rule takes target-range=off|hint|information|warning|error, not "target-range=warn".',
    ],
    [
      "target-range=eror",
      '--rule takes target-range=off|hint|information|warning|error, not "target-range=eror". Did you mean error?',
    ],
  ])("--rule %s is refused", async (words, message) => {
    expect(await run("--rule", words)).toEqual({ code: 2, out: "", err: `slosmith: ${message}\n` });
  });

  it("--severity shows less, and says what it hides", async () => {
    const { out, code } = await run("--severity", "error");
    expect(out).toMatch(/^2 files checked: 0 errors, \d warnings? \(--severity warning shows them\)/);
    expect(code).toBe(0);
  });

  it("--quiet prints findings alone", async () => {
    expect(await run("-q", "service.yaml")).toEqual({ code: 0, out: "", err: "" });
    const { out } = await run("--quiet");
    expect(out).toContain("dangling-reference");
    expect(out).not.toContain("checked:");
  });

  it("unknown flags have a suggestion, short ones too", async () => {
    for (const [flag, meant] of [
      ["--max-warning", "--max-warnings"],
      ["--basline", "--baseline"],
      ["--updatebaseline", "--update-baseline"],
    ])
      expect((await run(`${flag}`)).err).toBe(`slosmith: Unknown flag ${flag}. Did you mean ${meant}?\n`);
    expect((await run("-q", "-x")).err).toMatch(/^slosmith: Unknown flag -x\. Known flags: --format, /);
  });
});

describe("--watch", () => {
  /** Calls `check --watch` with a watcher that makes these changes, one after the other. */
  async function watched(args: readonly string[], changes: readonly (() => void)[]) {
    const screens: string[] = [];
    let out = "";
    let folders: readonly string[] = [];
    const code = await main(["check", "--watch", ...args], "0.0.0-test", {
      cwd: directory.path,
      columns: 80,
      color: false,
      now: () => 0,
      out: (text) => {
        out += text;
      },
      err: () => undefined,
      stdin: async () => "",
      clear: () => {
        if (out !== "") screens.push(out);
        out = "";
      },
      watch: async (below, changed) => {
        folders = below;
        for (const change of changes) {
          change();
          await changed();
        }
      },
    });
    return { code, screens: [...screens, out], folders };
  }

  it("checks again after each change: files that change, come and go", async () => {
    directory.write(".git/HEAD", "").write("service.yaml", SERVICE).write("slo.yaml", slo("99.9"));
    const { code, screens, folders } = await watched(
      [],
      [
        () => void directory.write("slo.yaml", slo("0.999")),
        () => void directory.write("new.yaml", slo("7", "new")),
        () => rmSync(join(directory.path, "new.yaml")),
        () => rmSync(join(directory.path, "service.yaml")),
        () => void directory.write(".gitignore", "slo.yaml\n"),
      ],
    );
    expect(folders).toEqual([directory.path]);
    expect(screens.map((text) => text.trimEnd().split("\n").at(-1))).toEqual([
      "2 files checked: 1 error, 0 warnings.",
      "2 files checked: 0 errors, 0 warnings.",
      "3 files checked: 1 error, 0 warnings.",
      "2 files checked: 0 errors, 0 warnings.",
      expect.stringMatching(/^1 file checked: 0 errors/),
      "No YAML files found.",
    ]);
    expect(code).toBe(0);
  });

  it("ends with what the last check found", async () => {
    directory.write("slo.yaml", slo("0.999"));
    expect((await watched([], [() => void directory.write("slo.yaml", slo("99.9"))])).code).toBe(1);
  });

  it("says in one line that the system does not let it", async () => {
    let err = "";
    const watch = () => Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }));
    const io = {
      ...{ cwd: directory.path, columns: 80, color: false, now: () => 0, stdin: async () => "" },
      ...{ out: () => undefined, watch },
      err: (text: string) => {
        err = text;
      },
    };
    expect(await main(["check", "--watch"], "0", io)).toBe(2);
    expect(err).toMatch(/^slosmith: --watch: the files below ".*" cannot be followed \(ENOSPC\)\.\n$/);
  });

  it("goes with neither standard input nor what changes files", async () => {
    for (const args of [["-"], ["--fix"], ["--baseline", "a", "--update-baseline"]])
      expect(await run("--watch", ...args)).toMatchObject({ code: 2, out: "" });
    expect(await run("--watch")).toMatchObject({
      code: 2,
      err: "slosmith: --watch cannot follow files here.\n",
    });
  });
});

describe("a terminal", () => {
  it("has colours unless somebody says otherwise; a pipe has none unless somebody asks", () => {
    expect(wantsColor({}, true)).toBe(true);
    expect(wantsColor({}, false)).toBe(false);
    expect(wantsColor({ NO_COLOR: "1" }, true)).toBe(false);
    expect(wantsColor({ NO_COLOR: "" }, true)).toBe(true);
    expect(wantsColor({ NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false);
    expect(wantsColor({ FORCE_COLOR: "1" }, false)).toBe(true);
    expect(wantsColor({ FORCE_COLOR: "0" }, true)).toBe(false);
    expect(wantsColor({ TERM: "dumb" }, true)).toBe(false);
    expect(wantsColor({ CI: "true" }, false)).toBe(false);
  });

  it("sees progress of what takes long, on one line that goes away", () => {
    let written = "";
    let now = 0;
    const progress = progressLine(
      (text) => {
        written += text;
      },
      () => now,
      20,
    );
    progress("Reading 1 of 9 files");
    progress();
    expect(written).toBe("");
    now = 600;
    progress("Reading 5 of 9 files and more");
    now = 650;
    progress("too soon");
    progress();
    progress();
    expect(written).toBe("\r\u001b[KReading 5 of 9 file\r\u001b[K");
  });

  it("is told how far reading and checking are", async () => {
    for (let at = 0; at < 25; at++) directory.write(`s/${at}.yaml`, SERVICE.replace("checkout", `s-${at}`));
    const told: (string | undefined)[] = [];
    const io = {
      cwd: directory.path,
      columns: 80,
      color: false,
      now: () => 0,
      out: () => undefined,
      err: () => undefined,
      stdin: async () => "",
      progress: (words?: string) => void told.push(words),
    };
    await main(["check"], "0", io);
    expect(told).toContain("Reading 25 of 25 files");
    expect(told).toContain("Checking 21 of 25 files");
    expect(told.at(-1)).toBeUndefined();
    told.length = 0;
    await main(["check", "--quiet"], "0", io);
    expect(told).toEqual([]);
    const watch = async (_: readonly string[], changed: () => Promise<void>) => changed();
    await main(["check", "--quiet", "--watch"], "0", { ...io, watch });
    expect(told).toEqual([]);
    await main(["budget"], "0", io);
    expect(told).toContain("Reading 25 of 25 files");
    expect(told.at(-1)).toBeUndefined();
  });
});

describe("a value that begins with a dash", () => {
  it("is explained in one line", async () => {
    expect(await directory.run(["check", "--max-warnings", "-1"])).toEqual({
      code: 2,
      out: "",
      err: "slosmith: --max-warnings lacks its value. One that begins with a dash is written behind an equals sign: --max-warnings=-1.\n",
    });
  });
});
