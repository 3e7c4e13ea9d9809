import { readFileSync } from "node:fs";
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

  it("keeps JSON what it is, and refuses standard input", async () => {
    directory.write("target.yaml", WRONG);
    const { out } = await directory.run(["check", "--fix", "--format", "json", "target.yaml"]);
    expect(JSON.parse(out)).toBeTypeOf("object");
    expect(textOf("target.yaml")).toBe(RIGHT);
    expect(await directory.run(["check", "--fix", "-"], WRONG)).toMatchObject({
      code: 2,
      err: "slosmith: --fix changes files; standard input is none.\n",
    });
  });
});
