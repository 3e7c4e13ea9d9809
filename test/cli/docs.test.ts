import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_FLAGS, FORMATS } from "../../server/src/cli/check/options";
import { CHECK_USAGE } from "../../server/src/cli/check/usage";
import { COMMANDS } from "../../server/src/cli/commands";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { TestDirectory } from "../support/cli";
import { slo } from "../support/specs";
import { uriOf, workspaceOf } from "../support/workspace";

const DOCS = join(__dirname, "../../docs");
const PAGE = readFileSync(join(DOCS, "cli.md"), "utf8");

/** What is written of a command: its section of the page, or a page of its own. */
function pageOf(command: string): string {
  const [, section] =
    new RegExp(`^## \`slosmith ${command}\`\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(PAGE) ?? [];
  const own = join(DOCS, `${command}.md`);
  return section ?? (existsSync(own) ? readFileSync(own, "utf8") : "");
}

const flagsIn = (text: string) => [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [])].sort();

describe("docs/cli.md", () => {
  it.each(COMMANDS.map(({ name, usage }) => [name, usage]))(
    "names every flag of %s that its help names",
    (name, usage) => {
      const flags = flagsIn(usage).filter((flag) => flag !== "--help");
      const told = flagsIn(pageOf(name));
      expect(flags.filter((flag) => !told.includes(flag))).toEqual([]);
    },
  );

  it("names the same flags of check as its help and its parser, and no others", () => {
    const parsed = Object.keys(CHECK_FLAGS).map((name) => `--${name}`);
    expect([...flagsIn(CHECK_USAGE), "--help"].sort()).toEqual([...parsed].sort());
    const rows = [...pageOf("check").matchAll(/^\| `(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(rows.sort()).toEqual([...parsed].sort());
    expect(flagsIn(pageOf("check")).filter((flag) => !parsed.includes(flag))).toEqual([]);
  });

  it("lists every format, as the help does", () => {
    const rows = [...pageOf("check").matchAll(/^\| `([a-z]+)` \| [^|]+ \| from /gm)].map(
      ([, format]) => format,
    );
    expect(rows).toEqual(Object.keys(FORMATS));
    for (const format of Object.keys(FORMATS)) expect(CHECK_USAGE).toMatch(new RegExp(`\\b${format}\\b`));
  });

  it("shows a .slosmith.yaml in which nothing is wrong", () => {
    const [, text = ""] = /```yaml\n(apiVersion: slosmith[\s\S]*?)```/.exec(PAGE) ?? [];
    const name = ".slosmith.yaml";
    expect(workspaceOf([{ name, text }]).check(uriOf(name)).findings).toEqual([]);
    const codes = catalogue.map(({ code }) => code);
    for (const rule of Object.keys(parse(text).spec.rules)) expect(codes).toContain(rule);
  });

  it("shows JSON with the keys that there are", async () => {
    const [, text = ""] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
    const directory = new TestDirectory().write("a.yaml", slo("99.9"));
    const call = ["check", "--format", "json", "--baseline", "b.json"];
    directory.write("b.json", '{"version": 1, "findings": []}');
    const { out } = await directory.run(call);
    directory.remove();
    const shown = JSON.parse(text);
    const real = JSON.parse(out);
    expect(Object.keys(shown)).toEqual(Object.keys(real));
    expect(Object.keys(shown.summary)).toEqual(Object.keys(real.summary));
    expect(Object.keys(shown.baseline)).toEqual(Object.keys(real.baseline));
    const [asShown, asIs] = [shown.files[0].findings[0], real.files[0].findings[0]];
    expect(Object.keys(asShown)).toEqual(Object.keys(asIs));
    for (const key of ["message", "range"]) expect(Object.keys(asShown[key])).toEqual(Object.keys(asIs[key]));
    expect(Object.keys(asShown.range.start)).toEqual(Object.keys(asIs.range.start));
    expect(Object.keys(asShown.fixes[0])).toEqual(Object.keys(asIs.fixes[0]));
  });
});
