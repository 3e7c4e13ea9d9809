import { describe, expect, it } from "vitest";
import type { CompletionItem, Hover } from "vscode-languageserver-protocol";
import { MemoryFiles, PULLING, placeOf, serverInMemory } from "../support/lsp-client";
import { SLO, SOUND, WRONG } from "../support/lsp-specs";

const FOLDER = "file:///shop";
const uri = (name: string) => `${FOLDER}/${name}`;
const BESIDE = { settings: { besideYamlExtension: "on" } };
const MODELINE = "# yaml-language-server: $schema=https://example.com/slo.json\n";
const BROKEN = `${SOUND.replace("0.9995", "99.95")}  objectives: []\n---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: "shop\n`;
const codes = (all: readonly { code?: unknown }[]) => new Set(all.map(({ code }) => code));

describe("beside another YAML extension", () => {
  it("faults of the YAML itself are left to it, and nothing else is", async () => {
    const alone = serverInMemory();
    await alone.initialize();
    const all = codes(await alone.open(uri("slo.yaml"), BROKEN));
    expect([...all]).toEqual(expect.arrayContaining(["yaml-syntax", "duplicate-key", "target-range"]));
    const beside = serverInMemory();
    await beside.initialize(BESIDE);
    await beside.settled();
    const ours = codes(await beside.open(uri("slo.yaml"), BROKEN));
    expect(new Set([...ours, "yaml-syntax", "duplicate-key"])).toEqual(all);
    expect(ours.has("yaml-syntax") || ours.has("duplicate-key")).toBe(false);
  });

  it("the same holds for clients that fetch diagnostics, and follows the setting at once", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: PULLING, ...BESIDE });
    await client.settled();
    await client.openQuietly(uri("slo.yaml"), BROKEN);
    const pull = async () =>
      codes(
        (
          await client.ask<{ items: { code?: unknown }[] }>("textDocument/diagnostic", {
            textDocument: { uri: uri("slo.yaml") },
          })
        ).items,
      );
    expect((await pull()).has("yaml-syntax")).toBe(false);
    client.settings = { besideYamlExtension: "off" };
    const asked = client.nextRefresh("diagnostic");
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await asked;
    expect((await pull()).has("yaml-syntax")).toBe(true);
  });

  it("is not assumed: without the setting, and with `auto`, everything is told", async () => {
    for (const settings of [{}, { besideYamlExtension: "auto" }, { besideYamlExtension: "off" }]) {
      const client = serverInMemory();
      await client.initialize({ settings });
      await client.settled();
      expect(codes(await client.open(uri("slo.yaml"), BROKEN)).has("yaml-syntax")).toBe(true);
    }
  });

  it("a value that is no choice is told once, and changes nothing", async () => {
    const client = serverInMemory();
    await client.initialize({ settings: { besideYamlExtension: "yes" } });
    await client.settled();
    expect(client.messages.join()).toContain('`slosmith.besideYamlExtension` is "yes"');
    expect(codes(await client.open(uri("slo.yaml"), BROKEN)).has("yaml-syntax")).toBe(true);
  });

  const half = `${SLO}  time\n`;
  const offered = async (client: ReturnType<typeof serverInMemory>, text: string, name = "slo.yaml") => {
    await client.openQuietly(uri(name), text);
    const at = placeOf(text, "  time\n");
    const found = await client.ask<CompletionItem[] | null>("textDocument/completion", {
      textDocument: { uri: uri(name) },
      position: { line: at.line, character: 6 },
    });
    return (found ?? []).map(({ label }) => label);
  };
  const hovered = (client: ReturnType<typeof serverInMemory>, text: string, part: string) =>
    client.at<Hover | null>("textDocument/hover", uri("slo.yaml"), placeOf(text, part));

  it("keys are ours where it has no schema, and its own where a comment names one", async () => {
    const client = serverInMemory();
    await client.initialize(BESIDE);
    await client.settled();
    expect(await offered(client, half)).toContain("alertPolicies");
    expect(await hovered(client, half, "budgetingMethod")).not.toBeNull();
    await client.close(uri("slo.yaml"));
    const named = MODELINE + half;
    expect(await offered(client, named)).not.toContain("alertPolicies");
    expect(await hovered(client, named, "budgetingMethod")).toBeNull();
    // What a value means no schema says.
    const value = await hovered(client, named, "0.9995");
    expect(JSON.stringify(value)).toContain("budget");
    await client.close(uri("slo.yaml"));
    const none = `# yaml-language-server: $schema=none\n${half}`;
    expect(await offered(client, none)).toContain("alertPolicies");
  });

  it("and so where the client says that it has one; without the other extension a comment changes nothing", async () => {
    const client = serverInMemory();
    await client.initialize(BESIDE);
    await client.settled();
    await client.connection.sendNotification("slosmith/schemaElsewhere", { uris: [uri("slo.yaml")] });
    expect(await offered(client, half)).not.toContain("alertPolicies");
    expect(await offered(client, half, "other.yaml")).toContain("alertPolicies");
    await client.connection.sendNotification("slosmith/schemaElsewhere", { uris: [] });
    await client.close(uri("slo.yaml"));
    expect(await offered(client, half)).toContain("alertPolicies");
    const alone = serverInMemory();
    await alone.initialize();
    expect(await offered(alone, MODELINE + half)).toContain("alertPolicies");
  });
});

describe("on YAML that is no SLO", () => {
  const others: Readonly<Record<string, string>> = {
    compose: "services:\n  web:\n    image: nginx\n    ports: [80]\n",
    kubernetes:
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec: {}\n",
    mentions: "# About openslo/v1 and pyrra.dev\nimages:\n  openslo: 1\n  sloth: prometheus/v1\n",
    broken: 'jobs:\n  a: "b\n  a: c\n',
  };

  for (const [name, text] of Object.entries(others)) {
    it(`the server says nothing: ${name}`, async () => {
      const client = serverInMemory();
      await client.initialize({ settings: { codeLens: { enabled: true } } });
      await client.openQuietly(uri("other.yaml"), text);
      await client.settled();
      expect(client.published).toEqual([]);
      const textDocument = { uri: uri("other.yaml") };
      const lines = text.split("\n");
      const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      const whole = ["documentSymbol", "foldingRange", "codeLens", "documentLink"];
      for (const method of whole)
        expect(await client.ask(`textDocument/${method}`, { textDocument }), method).toSatisfy(isNothing);
      expect(await client.ask("textDocument/inlayHint", { textDocument, range })).toSatisfy(isNothing);
      expect(await client.actions(textDocument.uri, range, [])).toSatisfy(isNothing);
      for (const [line, content] of lines.entries())
        for (const character of new Set([0, content.search(/\S|$/), content.length])) {
          const position = { line, character };
          for (const method of ["hover", "definition", "documentHighlight", "prepareRename"])
            expect(await client.at(`textDocument/${method}`, textDocument.uri, position), method).toSatisfy(
              isNothing,
            );
          const offered = await client.at<CompletionItem[] | null>(
            "textDocument/completion",
            textDocument.uri,
            position,
          );
          expect(offered?.map(({ label }) => label) ?? [], `${line}:${character}`).toEqual([]);
        }
    });
  }

  function isNothing(answer: unknown): boolean {
    return answer === null || (Array.isArray(answer) && answer.length === 0);
  }
});

describe("what the server sees in a file", () => {
  const status = async (client: ReturnType<typeof serverInMemory>, name: string) =>
    client.own("slosmith/status", { uri: uri(name) });

  it("and why it is silent", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.openQuietly(uri("plain.yaml"), "a: 1\n");
    await client.openQuietly(uri("mention.yaml"), "# openslo/v1\na: 1\n");
    await client.openQuietly(
      uri("rules.yaml"),
      "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: a\nspec:\n  groups:\n    - name: a\n      rules:\n        - record: a\n          expr: up\n",
    );
    expect((await status(client, "plain.yaml"))?.reason).toMatch(/no document .* knows/i);
    expect((await status(client, "mention.yaml"))?.reason).toMatch(/mentions a format/);
    expect((await status(client, "rules.yaml"))?.reason).toMatch(/another tool's objects/);
    expect((await status(client, "unseen.yaml"))?.reason).toMatch(/not seen this file/);
    for (const name of ["plain.yaml", "mention.yaml", "rules.yaml"])
      expect(await status(client, name)).toMatchObject({ isSpec: false, notes: [] });
  });

  it("and what keeps it from saying all that it could", async () => {
    const client = serverInMemory();
    await client.initialize({ settings: { rules: { "no-tier": "off" }, besideYamlExtension: "on" } });
    await client.settled();
    await client.openQuietly(uri("sound.yaml"), SOUND);
    await client.openQuietly(uri("template.yaml"), `{{- if .Values.slo }}\n${SLO}{{- end }}\n`);
    await client.openQuietly(uri("broken.yaml"), `${SLO}  name: "a\n`);
    await client.openQuietly(
      uri("quiet.yaml"),
      WRONG.replace(/( *)- target: 99.95/, "$1# slo-ignore target-range: on purpose\n$&"),
    );
    const notes = async (name: string) => (await status(client, name))?.notes.join("\n") ?? "";
    expect(await notes("sound.yaml")).toMatch(
      /^1 rule of \d+ off by `slosmith.rules`\.\nYAML syntax is left/,
    );
    expect(await notes("template.yaml")).toContain("2 lines of a template decide what is there");
    expect(await notes("broken.yaml")).toMatch(/broken at line \d+/);
    expect(await notes("quiet.yaml")).toContain("1 finding put aside by comments");
    client.settings = {};
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.settled();
    expect(await notes("sound.yaml")).toBe("");
  });
});

describe("the log", () => {
  it("tells once what was found, by format, with what time it took, and the settings in force", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("a.yaml"), SOUND);
    files.texts.set(uri("b.yaml"), 'version: "prometheus/v1"\nservice: shop\nslos: []\n');
    files.texts.set(uri("c.yaml"), "a: 1\n");
    const client = serverInMemory(files);
    const settings = { rules: { "target-range": "off", "no-tier": "hint" }, consumers: ["sloth"] };
    await client.initialize({ folders: [FOLDER], settings });
    await client.settled();
    const found = client.log.filter((line) => /Specs in/.test(line));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^Specs in 2 of 3 YAML files \(openslo\/v1: 1, sloth\/v1: 1\), read in \d+ ms\.$/,
    );
    const inForce = client.log.filter((line) => /^Settings/.test(line));
    expect(inForce).toHaveLength(1);
    expect(inForce[0]).toMatch(/1 of \d+ rules off; no-tier=hint; .*read by sloth/);
  });

  it("stays as it is however much is typed", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(uri("slo.yaml"), SOUND);
    await client.settled();
    const before = [...client.log];
    for (const target of ["9", "99", "99.", "99.9"])
      await client.change(uri("slo.yaml"), { text: SOUND.replace("0.9995", target) });
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.settled();
    expect(client.log).toEqual(before);
  });

  it("names the place of each fault in a .slosmith.yaml, which nobody may have open", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("a.yaml"), SOUND);
    files.texts.set(
      uri(".slosmith.yaml"),
      "apiVersion: slosmith/v1\nkind: Workspace\nspec:\n  measurment:\n    client: mobile\n",
    );
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    await client.settled();
    const faults = client.log.filter((line) => line.includes(".slosmith.yaml:"));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^file:\/\/\/shop\/\.slosmith\.yaml:4:3 error unknown-key: /);
  });
});

describe("settings in short", () => {
  const shown = async (settings: object) => {
    const client = serverInMemory();
    await client.initialize({ settings });
    await client.settled();
    return client.log.find((line) => line.startsWith("Settings"));
  };

  it("the log names each kind of hint and lens that is shown", async () => {
    expect(await shown({ inlayHints: { enabled: false }, codeLens: { references: false } })).toContain(
      "shown: alertHints, tierHints, changesLens;",
    );
  });

  it("`false` for a group switches off all that is in it", async () => {
    expect(await shown({ inlayHints: false, codeLens: false })).toContain("shown: no hints and no lenses;");
  });
});
