import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { consumers } from "../../../server/src/core/consumers/catalogue";
import { completionsAt } from "../../../server/src/core/ide/completion/completion";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { CONSUMERS } from "../../../server/src/core/model/consumer";
import { consumersOf } from "../../../server/src/core/resolve/consumers";
import type { ConsumerSetting } from "../../../server/src/core/resolve/workspace-view";
import { annotationDoc } from "../../../server/src/core/schema/annotations";
import { schemaAt } from "../../../server/src/core/schema/property";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { readSettings } from "../../../server/src/lsp/settings";
import { Store } from "../../../server/src/lsp/store";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";
import { allSaid, remarks, v1 } from "./support";

const annotated = (value: string) =>
  v1().replace("spec:", `  annotations:\n    slosmith/consumers: ${value}\nspec:`);

const workspaceFile = (folder: string, ids: string) =>
  `# file: ${folder}.slosmith.yaml\napiVersion: slosmith/v1\nkind: Workspace\nspec:\n  consumers: ${ids}\n`;

const service = (value: string) =>
  `---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: checkout\n  annotations:\n    slosmith/consumers: ${value}\nspec:\n  description: x\n`;

/** Who is named for the first object of `a/slo.yaml`, and by what. */
function named(text: string, setting?: ConsumerSetting): string[] {
  const workspace = workspaceOf(splitFiles(text));
  const uri = uriOf("a/slo.yaml");
  const object = workspace.files.get(uri)?.slots[0]?.document.objects[0];
  if (!object) throw new Error("a/slo.yaml holds no object");
  return consumersOf(object, new TrackingView(workspace.index, uri, setting)).map(
    ({ id, statedBy }) => `${id} by ${statedBy}`,
  );
}

describe("who reads an object", () => {
  const file = (text: string) => `# file: a/slo.yaml\n${text}`;
  const above: ConsumerSetting = { ids: ["dash0"], rank: "above-workspace" };
  const below: ConsumerSetting = { ids: ["dash0"], rank: "below-workspace" };
  const shop = workspaceFile("", "[go-sdk]") + workspaceFile("a/", "[sloth, nobl9]");

  it("is nobody where nothing says it", () => {
    expect(named(file(v1()))).toEqual([]);
  });

  it("is said by the annotation first, then the service's, the command line, the workspace, the settings", () => {
    const own = file(annotated("nobl9, go-sdk") + service("sloth")) + shop;
    expect(named(own, above)).toEqual(["nobl9 by annotation", "go-sdk by annotation"]);
    expect(named(file(v1() + service("sloth")) + shop, above)).toEqual(["sloth by annotation"]);
    expect(named(file(v1()) + shop, above)).toEqual(["dash0 by setting"]);
    expect(named(file(v1()) + shop, below)).toEqual(["sloth by workspace", "nobl9 by workspace"]);
    expect(named(file(v1()), below)).toEqual(["dash0 by setting"]);
  });

  it("is said by the service of the SLO's own project", () => {
    const ofProject = (project: string, reader: string) =>
      `---\napiVersion: n9/v1alpha\nkind: Service\nmetadata:\n  name: checkout\n  project: ${project}\n  annotations:\n    slosmith/consumers: ${reader}\nspec: {}\n`;
    const slo =
      "apiVersion: n9/v1alpha\nkind: SLO\nmetadata:\n  name: answers\n  project: shop\nspec:\n  service: checkout\n";
    const text = slo + ofProject("bank", "sloth") + ofProject("shop", "nobl9");
    expect(named(file(text))).toEqual(["nobl9 by annotation"]);
  });

  it("leaves out ids that nobody knows, and names each once", () => {
    expect(named(file(annotated("nobl9, slth, nobl9")))).toEqual(["nobl9 by annotation"]);
  });

  it("is nobody where a template says it", () => {
    expect(named(file(annotated('"{{ .Values.readers }}"')), below)).toEqual([]);
  });
});

describe("a mistyped consumer", () => {
  it("is reported with the nearest", () => {
    const [found] = allSaid(annotated("nobl9, slth"), []).filter(({ code }) => code === "annotation-form");
    expect(found).toMatchObject({ words: "slth", severity: "warning" });
    expect(found?.text).toContain("Did you mean `sloth`?");
    const file = `${workspaceFile("", "[slot]")}# file: slo.yaml\n${v1()}`;
    const inFile = allSaid(file, [], ".slosmith.yaml");
    expect(inFile.map(({ code, words }) => `${code} ${words}`)).toEqual(["unknown-value slot"]);
    expect(inFile[0]?.text).toContain("`sloth`");
  });

  it("is reported where nobody is named", () => {
    expect(allSaid(annotated('","'), []).map(({ code }) => code)).toEqual(["annotation-form"]);
  });
});

describe("a format that a reader does not read", () => {
  it("is said of the object that names it, and of no other where somebody reads it", () => {
    expect(remarks(annotated("go-sdk, sloth"), [])).toEqual(["refuses openslo/v1"]);
    expect(remarks(v1(), ["go-sdk", "sloth"])).toEqual([]);
    expect(remarks(v1(), ["pyrra-files"])).toEqual(["refuses openslo/v1"]);
  });

  it("is never said of SLOsmith's own objects", () => {
    expect(remarks(workspaceFile("", "[sloth]"), ["sloth"], ".slosmith.yaml")).toEqual([]);
  });

  it("is said of Pyrra's where Sloth reads, and Pyrra reads its own", () => {
    const pyrra = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: checkout
spec:
  target: "99"
  window: 2w
  indicator:
    ratio:
      errors:
        metric: http_requests_total{code=~"5.."}
      total:
        metric: http_requests_total
`;
    expect(remarks(pyrra, ["sloth"])).toEqual(["refuses pyrra.dev/v1alpha1"]);
    expect(remarks(pyrra, ["pyrra-files", "pyrra-kubernetes"])).toEqual([]);
    expect(remarks(`# file: slo.json\n${pyrra}`, ["pyrra-files"], "slo.json")).toEqual([
      "ignores/warning ServiceLevelObjective",
    ]);
  });
});

describe("what a rule of the format says already", () => {
  it("is not said once more of a reader", () => {
    const twice = v1({ window: "- duration: 28x\n  isRolling: true" });
    const there = allSaid(twice, ["nobl9", "dash0"]).filter(({ words }) => words === "28x");
    expect(there.map(({ code }) => code)).toEqual(["duration-form"]);
    const method = v1({ method: "Sometimes" });
    expect(allSaid(method, ["nobl9", "dash0"]).filter(({ words }) => words === "Sometimes")).toHaveLength(1);
  });
});

describe("a change of who reads", () => {
  it("changes what is said, of the same snapshot's files", () => {
    const text = v1({ window: "- duration: 4w\n  isRolling: true" });
    const uri = uriOf("main.yaml");
    const codes = (workspace: ReturnType<typeof workspaceOf>) =>
      workspace.check(uri).findings.map(({ code }) => code);
    const nobody = workspaceOf([{ name: "main.yaml", text }]);
    const forNobl9 = nobody.withConsumers({ ids: ["nobl9"], rank: "below-workspace" });
    expect(codes(nobody)).toEqual([]);
    expect(codes(forNobl9)).toEqual(["consumer-refuses"]);
    expect(codes(forNobl9.withConsumers(undefined))).toEqual([]);
    const edited = forNobl9.apply([{ kind: "set", uri, text: text.replace("4w", "28d") }]);
    expect(codes(edited)).toEqual([]);
    const written = nobody.apply([
      { kind: "set", uri: uriOf(".slosmith.yaml"), text: workspaceFile("", "[nobl9]") },
    ]);
    expect(codes(written)).toEqual(["consumer-refuses"]);
  });
});

describe("the words for readers", () => {
  it("are the same wherever one can be named", () => {
    const workspace = schemaAt("slosmith/v1#Workspace", ["spec", "consumers", 0])?.schema;
    const doc = annotationDoc("slosmith/consumers");
    expect(doc?.enum).toEqual([...CONSUMERS]);
    expect(workspace?.enum).toEqual([...CONSUMERS]);
    expect(workspace?.enumDescriptions).toEqual(doc?.enumDescriptions);
    expect(Object.keys(consumers)).toEqual([...CONSUMERS]);
    const manifest = JSON.parse(readFileSync("package.json", "utf8"));
    const setting = manifest.contributes.configuration.properties["slosmith.consumers"];
    expect(setting.items.enum).toEqual([...CONSUMERS]);
    const table = readFileSync("docs/consumers.md", "utf8");
    for (const id of CONSUMERS) expect(table).toContain(`| \`${id}\` |`);
  });
});

describe("the setting", () => {
  it("is a list of known words", () => {
    expect(readSettings({ consumers: ["sloth", "nobl9"] })).toMatchObject({
      settings: { consumers: ["sloth", "nobl9"] },
      problems: [],
    });
    expect(readSettings({}).settings.consumers).toEqual([]);
    const { settings, problems } = readSettings({ consumers: ["sloth", "slot", 5] });
    expect(settings.consumers).toEqual(["sloth"]);
    expect(problems[0]).toContain("Did you mean `sloth`?");
    expect(problems).toHaveLength(2);
    expect(readSettings({ consumers: "sloth" }).problems).toHaveLength(1);
  });

  it("counts for files as they are typed", () => {
    const store = new Store("utf-16");
    store.readBy(["nobl9"]);
    const text = v1({ window: "- duration: 4w\n  isRolling: true" });
    const key = store.setOpen(TextDocument.create(uriOf("slo.yaml"), "yaml", 1, text));
    const codes = () => store.workspace.check(key).findings.map(({ code }) => code);
    expect(codes()).toEqual(["consumer-refuses"]);
    store.readBy([]);
    expect(codes()).toEqual([]);
  });
});

describe("the editor", () => {
  const complete = (text: string) => {
    const offset = text.indexOf("|");
    const files = [{ name: "main.yaml", text: text.replace("|", "") }];
    const found = completionsAt(workspaceOf(files), uriOf("main.yaml"), offset, { nowEpochMs: 0 });
    return found.map(({ label, newText, replace, documentation }) => ({
      label,
      text: `${text.slice(0, replace.start)}${newText}${text.replace("|", "").slice(replace.end)}`,
      documentation,
    }));
  };

  it("offers the readers, each with what it is", () => {
    const offered = complete(annotated("|"));
    expect(offered.map(({ label }) => label)).toEqual([
      ...["go-sdk", "sloth", "nobl9", "dash0", "pyrra-files", "pyrra-kubernetes"],
    ]);
    expect(offered.every(({ documentation }) => (documentation ?? "").length > 20)).toBe(true);
    const keys = complete(v1().replace("spec:", "  annotations:\n    |\nspec:"));
    expect(keys.map(({ label }) => label)).toContain("slosmith/consumers");
  });

  it("goes on behind a comma, and offers nobody twice", () => {
    const offered = complete(annotated("sloth, no|"));
    expect(offered.map(({ label }) => label)).not.toContain("sloth");
    const nobl9 = offered.find(({ label }) => label === "nobl9");
    expect(nobl9?.text).toBe(annotated("sloth, nobl9"));
    const quoted = complete(annotated('"sloth, no|"')).find(({ label }) => label === "nobl9");
    expect(quoted?.text).toBe(annotated('"sloth, nobl9"'));
  });

  it("offers them in the workspace's file", () => {
    const text = "apiVersion: slosmith/v1\nkind: Workspace\nspec:\n  consumers:\n    - |\n";
    expect(complete(text).map(({ label }) => label)).toContain("pyrra-kubernetes");
  });

  it("tells on hovering what each is", () => {
    const text = annotated("sloth, nobl9");
    const hover = hoverAt(
      workspaceOf([{ name: "main.yaml", text }]),
      uriOf("main.yaml"),
      text.indexOf("sloth, nobl9") + 2,
      { nowEpochMs: 0 },
    );
    expect(hover?.markdown).toContain("`sloth`: Sloth:");
    expect(hover?.markdown).toContain("`nobl9`: Nobl9:");
    expect(hover?.markdown).not.toContain("`dash0`:");
  });
});
