import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/src/core/ide/completion/completion";
import { hoverAt } from "../../server/src/core/ide/hover";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { uriOf, workspaceOf } from "../support/workspace";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };

/** A Service whose name is an error, and whose key is one, too. */
const WRONG = `apiVersion: openslo/v1
kind: Service
metadata:
  name: Check Out
spec:
  descripton: Takes orders
`;
const workspace = (spec: string) => `apiVersion: slosmith/v1\nkind: Workspace\nspec:\n${spec}`;
const severities = (spec: string, name = "slos/a.yaml", more: { name: string; text: string }[] = []) => {
  const files = [{ name: ".slosmith.yaml", text: workspace(spec) }, { name, text: WRONG }, ...more];
  const { findings } = workspaceOf(files).check(uriOf(name));
  return Object.fromEntries(findings.map(({ code, severity }) => [code, severity]));
};

describe("the rules of a workspace", () => {
  const usual = { "name-form": "error", "unknown-key": "error" };

  it("say how grave findings are, in the folder and below", () => {
    expect(severities("  description: Nothing of rules\n")).toEqual(usual);
    expect(severities("  rules: {name-form: warning, unknown-key: off}\n")).toEqual({
      "name-form": "warning",
    });
    expect(severities('  rules: {name-form: "off"}\n')).toEqual({ "unknown-key": "error" });
  });

  it("count alone where they are nearest, and not beside their folder", () => {
    const nearer = { name: "slos/.slosmith.yaml", text: workspace("  rules: {unknown-key: hint}\n") };
    expect(severities("  rules: {name-form: off}\n", "slos/a.yaml", [nearer])).toEqual({
      "name-form": "error",
      "unknown-key": "hint",
    });
    expect(severities("  rules: {name-form: off}\n", "other/a.yaml", [nearer])).toEqual({
      "unknown-key": "error",
    });
  });

  it("stand above the editor's settings and below the command line's", () => {
    const files = [
      { name: ".slosmith.yaml", text: workspace("  rules: {name-form: hint}\n") },
      { name: "a.yaml", text: WRONG },
    ];
    const read = workspaceOf(files);
    const inEditor = read.check(uriOf("a.yaml"), { "name-form": "warning", "unknown-key": "warning" });
    expect(inEditor.findings.map(({ severity }) => severity)).toEqual(["hint", "warning"]);
    const called = read.withRules({ "name-form": "off" });
    expect(called.check(uriOf("a.yaml")).findings.map(({ code }) => code)).toEqual(["unknown-key"]);
    const edited = called.apply([{ kind: "set", uri: uriOf("a.yaml"), text: `${WRONG}\n` }]);
    expect(edited.check(uriOf("a.yaml")).findings.map(({ code }) => code)).toEqual(["unknown-key"]);
  });

  it("say nothing where they cannot be read", () => {
    for (const rules of ["[]", "{name-form: loud}", "{name-form: [off]}", "{__proto__: off}", "off"])
      expect(severities(`  rules: ${rules}\n`)).toEqual(usual);
  });

  it("are checked themselves: a rule or a severity that is not there has a suggestion", () => {
    const text = workspace("  rules:\n    name-from: off\n    unknown-key: warn\n");
    const { findings } = workspaceOf([{ name: ".slosmith.yaml", text }]).check(uriOf(".slosmith.yaml"));
    expect(findings.map(({ code }) => code)).toEqual(["unknown-key", "unknown-value"]);
    expect(findings[0]?.message.todo).toContain("name-form");
    expect(findings[1]?.message.todo).toContain("warning");
  });

  it("are completed and explained, each rule and each severity", () => {
    const complete = (spec: string) => {
      const marked = workspace(spec);
      const read = workspaceOf([{ name: ".slosmith.yaml", text: marked.replace("¦", "") }]);
      return completionsAt(read, uriOf(".slosmith.yaml"), marked.indexOf("¦"), NOW).map(({ label }) => label);
    };
    expect(complete("  rules:\n    ¦\n").sort()).toEqual(catalogue.map(({ code }) => code).sort());
    expect(complete("  rules:\n    name-form: ¦\n").sort()).toEqual(
      ["error", "hint", "information", "off", "warning"].sort(),
    );
    const text = workspace("  rules:\n    go-duration: warning\n");
    const read = workspaceOf([{ name: ".slosmith.yaml", text }]);
    const hover = hoverAt(read, uriOf(".slosmith.yaml"), text.indexOf("go-duration"), NOW);
    expect(hover?.markdown).toContain(catalogue.find(({ code }) => code === "go-duration")?.docs.summary);
  });
});

describe("the excluded files of a workspace", () => {
  const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: orders
spec:
  service: checkout
  indicatorRef: answered
  budgetingMethod: Occurrences
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 0.99}]
`;
  const SERVICE =
    "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: checkout}\nspec: {descripton: x}\n";

  it("are not checked, and what they define is found", () => {
    const read = (exclude: string) =>
      workspaceOf([
        { name: ".slosmith.yaml", text: workspace(`  exclude: ${exclude}\n`) },
        { name: "legacy/service.yaml", text: SERVICE },
        { name: "slos/orders.yaml", text: SLO.replace("checkout", "checkuot") },
      ]);
    const codes = (exclude: string, name: string) =>
      read(exclude)
        .check(uriOf(name))
        .findings.map(({ code }) => code);
    expect(codes('["*.draft.yaml"]', "legacy/service.yaml")).toEqual(["unknown-key"]);
    for (const pattern of ["[legacy/]", "[/legacy]", '["*.yaml", "!slos/*"]', '["**/service.yaml"]'])
      expect(codes(pattern, "legacy/service.yaml")).toEqual([]);
    const [finding] = read("[legacy/]").check(uriOf("slos/orders.yaml")).findings;
    expect(finding).toMatchObject({ code: "dangling-reference" });
    expect(finding?.message.todo).toContain("checkout");
  });

  it("are never the workspace's own, and strange patterns or addresses do no harm", () => {
    const bad = workspace('  exclude: ["*"]\n  rules: {nothing: off}\n');
    const own = workspaceOf([{ name: ".slosmith.yaml", text: bad }]).check(uriOf(".slosmith.yaml"));
    expect(own.findings.map(({ code }) => code)).toEqual(["unknown-key"]);
    for (const pattern of ["[z-a]", "\\\\", "!", "/", "(", "#"]) {
      for (const name of ["100%/a.yaml", "a%20b/%23c.yaml"]) {
        const files = [
          { name: ".slosmith.yaml", text: workspace(`  exclude: ["${pattern}"]\n`) },
          { name, text: WRONG },
        ];
        expect(workspaceOf(files).check(uriOf(name)).findings, `${pattern} ${name}`).toHaveLength(2);
      }
    }
    const spaced = [
      { name: ".slosmith.yaml", text: workspace('  exclude: ["/a b/"]\n') },
      { name: "a%20b/c.yaml", text: WRONG },
    ];
    expect(workspaceOf(spaced).check(uriOf("a%20b/c.yaml")).findings).toEqual([]);
  });
});
