import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { annotationOf } from "../../server/src/core/resolve/measurement";
import { annotationDoc } from "../../server/src/core/schema/annotations";
import { schemaAt } from "../../server/src/core/schema/property";
import { uriOf, workspaceOf } from "../support/workspace";

const DOCS = join(__dirname, "../../docs");
const page = readFileSync(join(DOCS, "measurement.md"), "utf8");

/** All that stands in backticks. */
function codes(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1] ?? []);
}

describe("docs/measurement.md", () => {
  it("links to rules' pages that are there", () => {
    const links = [...page.matchAll(/\]\(([^)#]+\.md)\)/g)].flatMap((match) => match[1] ?? []);
    expect(links.length).toBeGreaterThan(12);
    expect(links.filter((link) => !existsSync(join(DOCS, link)))).toEqual([]);
  });

  it("names annotations that are documented", () => {
    const named = codes(page).flatMap((text) => /^slosmith\/[a-z-]+/.exec(text)?.[0] ?? []);
    expect(named.length).toBeGreaterThan(7);
    expect(named.filter((key) => !annotationDoc(key))).toEqual([]);
  });

  it.each(["slosmith/v1#Workspace", "slosmith/v1#ReliabilityTier"])("names every fact of %s", (key) => {
    const facts = Object.keys(schemaAt(key, ["spec", "measurement"])?.schema.properties ?? {});
    const own = ["signals", "families", "maxSampleInterval", "minEventsPerWindow"];
    const shared = facts.filter((fact) => !own.includes(fact));
    expect(shared.length).toBe(6);
    for (const fact of shared as Parameters<typeof annotationOf>[0][]) {
      expect(page).toContain(`\`${fact}: `);
      expect(page).toContain(`\`${annotationOf(fact)}: `);
    }
  });

  it("names every key of a family", () => {
    const family = schemaAt("slosmith/v1#Workspace", ["spec", "signals", 0])?.schema.properties ?? {};
    const table = page.slice(page.indexOf("## Signal families"));
    const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual(Object.keys(family).sort());
  });

  it("shows a Workspace that has nothing to refuse", () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    expect(parseAllDocuments(text)).toHaveLength(1);
    const workspace = workspaceOf([{ name: ".slosmith.yaml", text }]);
    expect(workspace.files.get(uriOf(".slosmith.yaml"))?.slots[0]?.document.objects[0]?.kind).toBe(
      "Workspace",
    );
    expect(workspace.check(uriOf(".slosmith.yaml")).findings).toEqual([]);
  });
});
