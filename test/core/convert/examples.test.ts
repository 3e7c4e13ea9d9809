import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { conversionTargets } from "../../../server/src/core/convert/convert";
import { converted } from "../../support/conversion";
import { expandSnippet, readSnippets } from "../../support/snippet";
import { workspaceOf } from "../../support/workspace";

const ROOT = resolve(__dirname, "../../..");
const TARGETS = conversionTargets().map(({ id }) => id);

const examples = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({
    name: name.replaceAll("\\", "/"),
    text: readFileSync(join(ROOT, "examples", name), "utf8"),
  }));
const workspace = workspaceOf(examples);
const snippets = readdirSync(join(ROOT, "snippets"))
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => readSnippets(`snippets/${name}`))
  .map(({ prefix, body }) => ({ name: `${prefix}.yaml`, text: expandSnippet(body).text }));

describe("the formats that can be written", () => {
  it("are OpenSLO v1, Sloth's two and Pyrra's", () => {
    expect(TARGETS.sort()).toEqual(["openslo-v1", "pyrra", "sloth", "sloth-crd"]);
  });
});

describe.each(TARGETS)("to %s", (to) => {
  it.each(examples.map(({ name }) => name))(
    "the example %s gives nothing that is found fault with",
    (name) => {
      // The workspace's tiers speak of what they are given: beside them the result is judged as the source is.
      const result = converted(workspace, name, to);
      expect(result.fresh).toEqual([]);
      expect(result.asked > result.refused.length && result.documents.length === 0).toBe(false);
    },
  );

  it.each(snippets.map(({ name }) => name))(
    "the snippet %s gives nothing that is found fault with",
    (name) => {
      const snippet = snippets.find((one) => one.name === name);
      const result = converted(workspaceOf(snippet ? [snippet] : []), name, to);
      expect(result.fresh).toEqual([]);
    },
  );
});
