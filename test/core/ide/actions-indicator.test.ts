import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { extractIndicator } from "../../../server/src/core/ide/actions/extract-indicator";
import { inlineIndicator } from "../../../server/src/core/ide/actions/inline-indicator";
import { changed, newFindings } from "../../../server/src/core/ide/actions/judge";
import type { IndicatorUse } from "../../../server/src/core/model/slo";
import { splitStream } from "../../../server/src/core/text/split";
import { isSpecFile, type Workspace } from "../../../server/src/core/workspace";
import { corpusFiles, hasCorpus, reportLeftOut } from "../../corpus/shared";
import { uriOf, workspaceOf } from "../../support/workspace";

const EXAMPLES = join(__dirname, "../../../examples");
const FIXTURES = join(__dirname, "../../rules/fixtures");
const URI = uriOf("a.yaml");

interface Sample {
  readonly name: string;
  readonly text: string;
}

/** What became of the indicators that are written in place, there and back. */
interface Journey {
  inPlace: number;
  moved: number;
  readonly wrong: string[];
}

function yamlIn(folder: string): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

/** Each document as a file of its own, which costs less than to read the others again each time. */
function apart(samples: readonly Sample[]): Sample[] {
  return samples.flatMap(({ name, text }) =>
    splitStream(text).map(({ start, end }) => ({ name, text: text.slice(start, end) })),
  );
}

/** Extracts each indicator by itself and inlines it again. */
function thereAndBack(samples: readonly Sample[]): Journey {
  const journey: Journey = { inPlace: 0, moved: 0, wrong: [] };
  for (const { name, text } of samples) {
    const workspace = workspaceOf([{ name: "a.yaml", text }]);
    const file = workspace.files.get(URI);
    if (!file || !isSpecFile(file)) continue;
    for (const { start, document } of file.slots) {
      for (const { body, name: slo } of document.objects) {
        if (body.type !== "slo") continue;
        for (const use of [body.indicator, ...body.objectives.map(({ indicator }) => indicator)]) {
          if (use?.kind === "inline") travel(workspace, start, use, `${name}: ${slo?.value}`, journey);
        }
      }
    }
  }
  return journey;
}

function travel(
  workspace: Workspace,
  start: number,
  use: IndicatorUse & { kind: "inline" },
  where: string,
  journey: Journey,
): void {
  journey.inPlace++;
  const at = { start: start + use.span.start, end: start + use.span.end };
  const out = extractIndicator(workspace, URI, at);
  if (!out) return;
  journey.moved++;
  const apart = changed(workspace, out.changes);
  if (newFindings(workspace, out.changes).length > 0) journey.wrong.push(`${where}: new findings`);
  const back = inlineIndicator(apart, URI, at);
  if (!back) {
    journey.wrong.push(`${where}: no way back`);
    return;
  }
  if (newFindings(apart, back.changes).length > 0)
    journey.wrong.push(`${where}: new findings on the way back`);
  const text = changed(apart, back.changes).files.get(URI)?.text;
  // One without a name was given one, and keeps it.
  if (use.name && text !== workspace.files.get(URI)?.text) journey.wrong.push(`${where}: another text`);
}

describe("an indicator that is extracted and inlined again gives back the bytes", () => {
  it("in every example, and brings no new finding", () => {
    const { moved, wrong } = thereAndBack(yamlIn(EXAMPLES));
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(10);
  });

  it("in every fixture, and with other line breaks", () => {
    const { moved, wrong } = thereAndBack(apart(yamlIn(FIXTURES)));
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(100);
    const windows = yamlIn(EXAMPLES).map(({ name, text }) => ({ name, text: text.replaceAll("\n", "\r\n") }));
    const crlf = thereAndBack(windows);
    expect(crlf.wrong).toEqual([]);
    expect(crlf.moved).toBeGreaterThan(10);
  });

  if (!hasCorpus("openslo-v1")) reportLeftOut("openslo-v1");
  it.runIf(hasCorpus("openslo-v1"))("in every file of the corpus", () => {
    const files = (["valid", "wild", "invalid"] as const).flatMap((kind) => corpusFiles("openslo-v1", kind));
    const { moved, wrong } = thereAndBack(files);
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(10);
  });
});

const slo = (name: string, indicator: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: shop
${indicator}
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;

const RATIO = `spec:
  ratioMetric:
    counter: true
    good:
      metricSource:
        type: Prometheus
        spec:
          query: sum(shop_answers_total{result="good"})
    total:
      metricSource:
        type: Prometheus
        spec:
          # All of them.
          query: sum(shop_answers_total)`;

const inPlace = (name: string, head = "") =>
  `  indicator: # what is counted\n    metadata:\n      name: ${name}\n${head}${RATIO.replaceAll(/^/gm, "    ")}`;
const sli = (name: string) => `apiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: ${name}\n${RATIO}\n`;

/** The place of a text in the file. */
function at(workspace: Workspace, part: string, uri = URI) {
  const start = workspace.files.get(uri)?.text.indexOf(part) ?? -1;
  if (start < 0) throw new Error(`"${part}" does not occur`);
  return { start, end: start + part.length };
}

function textAfter(workspace: Workspace, found: ReturnType<typeof extractIndicator>, uri = URI) {
  if (!found) throw new Error("nothing is offered");
  return changed(workspace, found.changes).files.get(uri)?.text;
}

describe("extracting an indicator", () => {
  it("keeps remarks, and stands behind its own document", () => {
    const workspace = workspaceOf([
      { name: "a.yaml", text: `${slo("a", inPlace("a-sli"))}---\n${slo("b", "  indicatorRef: b-sli")}` },
      { name: "b.yaml", text: sli("b-sli") },
    ]);
    const text = textAfter(workspace, extractIndicator(workspace, URI, at(workspace, "indicator:")));
    const both = `${slo("a", "  indicatorRef: a-sli # what is counted")}---\n${sli("a-sli")}`;
    expect(text).toBe(`${both}---\n${slo("b", "  indicatorRef: b-sli")}`);
  });

  it("takes another name where an SLI has it, and makes one where there is none", () => {
    const taken = workspaceOf([
      { name: "a.yaml", text: slo("a", inPlace("shop-sli")) },
      { name: "b.yaml", text: sli("shop-sli") },
    ]);
    const renamed = textAfter(taken, extractIndicator(taken, URI, at(taken, "indicator:")));
    expect(renamed).toContain("indicatorRef: shop-sli-2 ");
    expect(renamed).toContain("  name: shop-sli-2\n");
    const nameless = `  indicator:\n${RATIO.replaceAll(/^/gm, "    ")}`;
    const workspace = workspaceOf([{ name: "a.yaml", text: slo("shop", nameless) }]);
    const found = extractIndicator(workspace, URI, at(workspace, "indicator:"));
    expect(found?.title).toBe("Extract to SLI `shop-sli`");
    expect(textAfter(workspace, found)).toBe(
      `${slo("shop", "  indicatorRef: shop-sli")}---\n${sli("shop-sli")}`,
    );
  });

  it("keeps a file without a last line break so", () => {
    const text = slo("a", inPlace("a-sli")).trimEnd();
    const workspace = workspaceOf([{ name: "a.yaml", text }]);
    const out = extractIndicator(workspace, URI, at(workspace, "indicator:"));
    const apart = changed(workspace, out?.changes ?? []);
    expect(apart.files.get(URI)?.text.endsWith("query: sum(shop_answers_total)")).toBe(true);
    expect(textAfter(apart, inlineIndicator(apart, URI, at(apart, "indicatorRef")))).toBe(text);
  });

  it.each([
    [
      "flow style",
      slo(
        "a",
        '  indicator: {metadata: {name: a-sli}, spec: {thresholdMetric: {metricSource: {type: Prometheus, spec: {query: "a"}}}}}',
      ),
    ],
    [
      "an alias of what stands elsewhere",
      slo("a", inPlace("a-sli").replace("type: Prometheus", "type: &type Prometheus"))
        .replace("service: shop", "service: shop")
        .replace("target: 0.999", "displayName: *type\n      target: 0.999"),
    ],
    [
      "a list of objects",
      slo("a", inPlace("a-sli"))
        .replaceAll(/^(?=.)/gm, "  ")
        .replace(/^ {2}/, "- "),
    ],
  ])("is not offered in %s", (_, text) => {
    const workspace = workspaceOf([{ name: "a.yaml", text }]);
    expect(extractIndicator(workspace, URI, at(workspace, "indicator:"))).toBeUndefined();
  });
});

describe("inlining an SLI", () => {
  it("keeps it where others name it, and says how many do", () => {
    const both = `${slo("a", "  indicatorRef: shop-sli")}---\n${slo("b", "  indicatorRef: shop-sli")}---\n${sli("shop-sli")}`;
    const workspace = workspaceOf([{ name: "a.yaml", text: both }]);
    const found = inlineIndicator(workspace, URI, at(workspace, "indicatorRef"));
    expect(found?.title).toBe("Inline SLI `shop-sli`; 1 other SLO names it");
    expect(textAfter(workspace, found)).toContain(`---\n${sli("shop-sli")}`);
  });

  it("takes it from another file, which goes with its last document", () => {
    const text = slo("a", "  indicatorRef: shop-sli");
    const alone = workspaceOf([
      { name: "a.yaml", text },
      { name: "b.yaml", text: sli("shop-sli") },
    ]);
    const found = inlineIndicator(alone, URI, at(alone, "indicatorRef"));
    expect(found?.changes.map(({ uri, operation }) => [uri, operation])).toEqual([
      [URI, undefined],
      [uriOf("b.yaml"), "delete"],
    ]);
    const more = alone.apply([
      { kind: "set", uri: uriOf("b.yaml"), text: `${sli("shop-sli")}---\n${sli("other-sli")}` },
    ]);
    const second = inlineIndicator(more, URI, at(more, "indicatorRef"));
    expect(textAfter(more, second, uriOf("b.yaml"))).toBe(sli("other-sli"));
    expect(textAfter(more, second)).toBe(slo("a", inPlace("shop-sli").replace(" # what is counted", "")));
  });

  it("is not offered where a remark would be lost, or the name is not one SLI's", () => {
    const offer = (other: string) => {
      const workspace = workspaceOf([
        { name: "a.yaml", text: slo("a", "  indicatorRef: shop-sli") },
        { name: "b.yaml", text: other },
      ]);
      return inlineIndicator(workspace, URI, at(workspace, "indicatorRef"));
    };
    expect(offer(sli("shop-sli").replace("kind: SLI", "kind: SLI # shared"))).toBeUndefined();
    expect(offer(`${sli("shop-sli")}---\n${sli("shop-sli")}`)).toBeUndefined();
    expect(offer(sli("other-sli"))).toBeUndefined();
  });
});
