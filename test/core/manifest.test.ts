import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isWholeSpec } from "../../client/src/spec-text";
import { Workspace } from "../../server/src/core/workspace";
import { DEFAULT_SETTINGS, readSettings } from "../../server/src/lsp/settings";

const root = join(__dirname, "../..");
const text = readFileSync(join(root, "package.json"), "utf8");
const manifest = JSON.parse(text);
const names: Record<string, string> = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8"));
const { commands, configuration, menus, walkthroughs } = manifest.contributes;
const settings: Record<string, Record<string, unknown>> = configuration.properties;
const steps: { id: string; description: string; media: { svg: string }; completionEvents: string[] }[] =
  walkthroughs.flatMap((one: { steps: unknown[] }) => one.steps);
const example = (name: string) => readFileSync(join(root, `client/src/examples/${name}.yaml`), "utf8");
const known = new Set<string>(commands.map(({ command }: { command: string }) => command));

describe("the texts of the manifest", () => {
  it("each has its words, and no words are left over", () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? "");
    expect(used.filter((key) => !Object.hasOwn(names, key))).toEqual([]);
    expect(Object.keys(names).filter((key) => !used.includes(key))).toEqual([]);
    expect(Object.entries(names).filter(([, words]) => words.trim() === "")).toEqual([]);
  });

  it("each setting has a description, a default and a place of its own", () => {
    for (const [name, setting] of Object.entries(settings)) {
      expect(setting.markdownDescription, name).toMatch(/^%setting\./);
      expect(setting, name).toHaveProperty("default");
    }
    const orders = Object.values(settings).map(({ order }) => order);
    expect(orders).toEqual(orders.map((_order, at) => at + 1));
  });

  it("each word that a setting may have is explained", () => {
    for (const [name, setting] of Object.entries(settings)) {
      const holder = (setting.items ?? setting) as Record<string, unknown[]>;
      if (!holder.enum) continue;
      const told = holder.enumDescriptions ?? holder.markdownEnumDescriptions;
      expect(told, name).toHaveLength(holder.enum.length);
    }
  });

  it("the settings' defaults are the server's, and each choice is one that it takes", () => {
    const beside = settings["slosmith.besideYamlExtension"];
    expect(beside?.default).toBe(DEFAULT_SETTINGS.besideYamlExtension);
    for (const besideYamlExtension of (beside?.enum ?? []) as string[])
      expect(readSettings({ besideYamlExtension })).toMatchObject({
        settings: { besideYamlExtension },
        problems: [],
      });
  });

  it("menus name commands that there are", () => {
    const entries = Object.values<{ command: string }[]>(menus).flat();
    for (const { command } of entries) expect(known, command).toContain(command);
  });
});

describe("the walkthrough", () => {
  it("has a picture for each step that follows the theme, and says what it shows", () => {
    for (const { id, media } of steps) {
      expect(existsSync(join(root, media.svg)), media.svg).toBe(true);
      const svg = readFileSync(join(root, media.svg), "utf8");
      expect(svg, id).toContain("var(--vscode-editor-foreground)");
      expect(svg, id).not.toMatch(/#[0-9a-f]{6}/i);
      expect(names[`walkthrough.${id}.alt`], id).toMatch(/\.$/);
    }
  });

  it("leads to commands that there are, and is ticked off by what these do", () => {
    for (const { id, completionEvents } of steps) {
      const description = names[`walkthrough.${id}.description`] ?? "";
      const links = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
      if (id !== "ci") expect(links.length, id).toBeGreaterThan(0);
      const events = completionEvents.flatMap((event) => /^onCommand:(.*)/.exec(event)?.[1] ?? []);
      for (const command of [...links, ...events]) expect(known, id).toContain(command);
    }
  });

  it("opens examples that are specs: sound ones, and one with a single mistake that can be mended", () => {
    const findings = (spec: string) =>
      Workspace.create()
        .apply([{ kind: "set", uri: "untitled:a", text: spec }])
        .check("untitled:a").findings;
    const serious = (spec: string) =>
      findings(spec).filter(({ severity }) => severity === "error" || severity === "warning");
    const slo = example("slo");
    const mistake = example("mistake");
    const tier = example("tier");
    for (const one of [slo, mistake, tier]) expect(isWholeSpec(one)).toBe(true);
    expect(serious(slo).map(({ code, message }) => `${code} ${message.what}`)).toEqual([]);
    expect(serious(tier).map(({ code, message }) => `${code} ${message.what}`)).toEqual([]);
    expect(serious(mistake).map(({ code }) => code)).toEqual(["target-range"]);
    const [fix] = serious(mistake)[0]?.fixes ?? [];
    const [edit] = fix?.edits ?? [];
    if (!edit) throw new Error("The mistake has no fix.");
    const { start, end } = edit.span;
    const mended = mistake.slice(0, start) + edit.newText + mistake.slice(end);
    expect(serious(mended)).toEqual([]);
  });
});

describe("files that are specs and nothing else", () => {
  it("are told by the header of each document", () => {
    expect(isWholeSpec("apiVersion: openslo/v1\nkind: SLO\n")).toBe(true);
    expect(isWholeSpec('# words\n---\napiVersion: "n9/v1alpha"\n---\n# more\n')).toBe(true);
    expect(isWholeSpec("kind: PrometheusServiceLevel\r\napiVersion: sloth.slok.dev/v1\r\n")).toBe(true);
    expect(isWholeSpec('version: "prometheus/v1"\nservice: a\n')).toBe(true);
  });

  it("are not files that hold something else too, or only speak of specs", () => {
    expect(isWholeSpec("apiVersion: openslo/v1\n---\napiVersion: v1\nkind: ConfigMap\n")).toBe(false);
    expect(isWholeSpec("# apiVersion: openslo/v1\na: 1\n")).toBe(false);
    expect(isWholeSpec("spec:\n  apiVersion: openslo/v1\n")).toBe(false);
    expect(isWholeSpec("version: prometheus/v10\n")).toBe(false);
    expect(isWholeSpec("")).toBe(false);
    expect(isWholeSpec("# nothing\n---\n")).toBe(false);
  });
});
