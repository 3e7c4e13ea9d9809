import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";

/** An objective that says its target twice with one meaning, and a key with other letter case. */
const WRONG = `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
  name: on-call # again
spec:
  Target: pagerduty
`;
const RIGHT = WRONG.replace("  name: on-call # again\n", "").replace("Target:", "target:");

const PATCH = `--- target.yaml
+++ target.yaml
@@ -5,2 +5,1 @@
-  name: on-call # again
-spec:
+spec:
@@ -7,1 +6,1 @@
-  Target: pagerduty
+  target: pagerduty
Would fix 2 problems in 1 file.
`;

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
});
afterEach(() => directory.remove());

const textOf = (name: string) => readFileSync(join(directory.path, name), "utf8");

describe("slosmith check --fix", () => {
  it("writes what can safely be mended, says how much, and reports what is left", async () => {
    directory.write("target.yaml", WRONG).write("crlf.yaml", WRONG.replaceAll("\n", "\r\n"));
    directory.write("left.yaml", RIGHT.replace("name: on-call", "name: On Call"));
    const { code, out } = await directory.run(["check", "--fix"]);
    expect(textOf("target.yaml")).toBe(RIGHT);
    expect(textOf("crlf.yaml")).toBe(RIGHT.replaceAll("\n", "\r\n"));
    expect(out).toMatch(/^Fixed 4 problems in 2 files\.\n/);
    expect(out).toContain("name-form");
    expect(out).not.toContain("unknown-key");
    expect(code).toBe(1);
  });

  it("leaves files alone that were not asked for, and those without a safe fix", async () => {
    const left = RIGHT.replace("name: on-call", "name: On Call");
    directory.write("other/target.yaml", WRONG).write("left.yaml", left);
    const { out } = await directory.run(["check", "--fix", "left.yaml"]);
    expect(out).toMatch(/^Nothing could be fixed safely\.\n/);
    expect(textOf("other/target.yaml")).toBe(WRONG);
    expect(textOf("left.yaml")).toBe(left);
  });

  it("keeps JSON what it is", async () => {
    directory.write("target.yaml", WRONG);
    const { out } = await directory.run(["check", "--fix", "--format", "json", "target.yaml"]);
    expect(JSON.parse(out)).toBeTypeOf("object");
    expect(textOf("target.yaml")).toBe(RIGHT);
  });

  it("prints the fixed text of standard input, and what is left beside it", async () => {
    const left = WRONG.replaceAll("name: on-call", "name: On Call");
    const { code, out, err } = await directory.run(["check", "--fix", "-"], left);
    expect(out).toBe(RIGHT.replace("name: on-call", "name: On Call"));
    expect(err).toMatch(/^Fixed 2 problems in 1 file\.\n-:4:9 {2}error {2}name-form/);
    expect(code).toBe(1);
    const twice = await directory.run(["check", "--fix", "-", "a.yaml"], left);
    expect(twice).toMatchObject({ code: 2, out: "" });
    expect(twice.err).toMatch(/"-" alone/);
  });

  it("shows what it would change with --dry-run, and changes nothing", async () => {
    directory.write("target.yaml", WRONG.replaceAll("\n", "\r\n"));
    const { code, out } = await directory.run(["check", "--fix", "--dry-run"]);
    expect(textOf("target.yaml")).toBe(WRONG.replaceAll("\n", "\r\n"));
    expect(out.startsWith(PATCH)).toBe(true);
    expect(out).toContain("duplicate-key");
    expect(code).toBe(1);
    expect(await directory.run(["check", "--dry-run"])).toMatchObject({
      code: 2,
      err: "slosmith: --dry-run goes with --fix: it shows what --fix would change.\n",
    });
  });

  it("leaves files alone that are not in UTF-8, and says so", async () => {
    writeFileSync(join(directory.path, "wide.yaml"), Buffer.from(`\ufeff${WRONG}`, "utf16le"));
    const before = readFileSync(join(directory.path, "wide.yaml"));
    const { code, err } = await directory.run(["check", "--fix"]);
    expect(readFileSync(join(directory.path, "wide.yaml"))).toEqual(before);
    expect(err).toContain('slosmith: "wide.yaml" is not in UTF-8: it is left as it is.\n');
    expect(code).toBe(2);
  });
});
