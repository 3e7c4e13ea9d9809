import { describe, expect, it } from "vitest";
import { findingsAt, fixesOf } from "../../../server/src/core/ide/actions/fixes";
import { definitionsAt } from "../../../server/src/core/ide/definition";
import { codeLenses, inlayHints } from "../../../server/src/core/ide/inlay-hints";
import { documentSymbols } from "../../../server/src/core/ide/symbols";
import { uriOf, workspaceOf } from "../../support/workspace";
import { CHECKOUT, exampleFiles, NOW, rolling, single, sloText } from "./support";

const OPTIONS = { nowEpochMs: NOW };

describe("the budget in one line", () => {
  const slices = sloText({
    name: "slices",
    target: "target: 0.9995",
    window: rolling("7d"),
    method: "Timeslices",
    objectiveLines: ["timeSliceTarget: 0.95", "timeSliceWindow: 1m"],
  });
  const plain = sloText({ name: "plain", target: "targetPercent: 99.95", window: rolling("28d") });
  const text = [CHECKOUT, plain, slices].join("---\n");
  const { workspace, uri } = single(text);

  it("stands behind each target", () => {
    const hints = inlayHints(workspace, uri, undefined, OPTIONS);
    expect(hints.map(({ label }) => label)).toEqual([
      "16,800 of 33.6M · 20m 9.6s in 28d",
      "20m 9.6s in 28d",
      "5 of 10,080 slices in 7d",
    ]);
    expect(hints.map(({ offset }) => text.slice(offset - 6, offset + 1))).toEqual([
      "0.9995\n",
      " 99.95\n",
      "0.9995\n",
    ]);
    expect(hints[0]?.tooltip).toContain("5 of every 10,000 events may fail");
  });

  it("is given only for the range that is asked for", () => {
    const from = text.indexOf("name: plain");
    const to = text.indexOf("name: slices");
    const hints = inlayHints(workspace, uri, { start: from, end: to }, OPTIONS);
    expect(hints.map(({ label }) => label)).toEqual(["20m 9.6s in 28d"]);
  });

  it("is the same above the objectives", () => {
    const lenses = codeLenses(workspace, uri, OPTIONS);
    expect(lenses.map(({ title }) => title)).toEqual(
      inlayHints(workspace, uri, undefined, OPTIONS).map((h) => h.label),
    );
    expect(lenses.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      "target",
      "targetPercent",
      "target",
    ]);
  });

  it("is left out where it is not known", () => {
    const unknown = single(CHECKOUT.replace("0.9995", "{{ .Values.target }}"));
    expect(inlayHints(unknown.workspace, unknown.uri, undefined, OPTIONS)).toEqual([]);
  });
});

describe("the outline", () => {
  it("names objects by kind, with their objectives", () => {
    const symbols = documentSymbols(workspaceOf(exampleFiles()), uriOf("checkout.yaml"));
    expect(symbols.slice(0, 4).map(({ name, detail }) => `${detail} ${name}`)).toEqual([
      "Service checkout",
      "DataSource main-prometheus",
      "SLI checkout-answered",
      "SLO checkout-availability",
    ]);
    expect(symbols[3]?.children).toMatchObject([{ name: "Answered requests", detail: "99.95 %" }]);
  });

  it("keeps each name inside its object", () => {
    for (const { name, text } of exampleFiles()) {
      for (const symbol of documentSymbols(workspaceOf(exampleFiles()), uriOf(name))) {
        for (const { span, selection } of [symbol, ...symbol.children]) {
          expect(selection.start).toBeGreaterThanOrEqual(span.start);
          expect(selection.end).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }
    }
  });
});

describe("a name's definition", () => {
  const files = exampleFiles();
  const workspace = workspaceOf(files);
  const textOf = (uri: string) => files.find(({ name }) => uriOf(name) === uri)?.text ?? "";

  function follow(file: string, after: string, needle: string) {
    const text = textOf(uriOf(file));
    const at = text.indexOf(needle, text.indexOf(after)) + 1;
    return definitionsAt(workspace, uriOf(file), at).map(({ uri, target, origin }) => ({
      uri,
      target: textOf(uri).slice(target.start, target.end),
      origin: text.slice(origin.start, origin.end),
      line: textOf(uri).slice(0, target.start).split("\n").length,
    }));
  }

  it("is found in the same file and in others", () => {
    expect(follow("checkout.yaml", "indicatorRef:", "checkout-answered")).toEqual([
      { uri: uriOf("checkout.yaml"), target: "checkout-answered", origin: "checkout-answered", line: 30 },
    ]);
    expect(follow("checkout.yaml", "slosmith/tier:", "critical-journey")).toMatchObject([
      { uri: uriOf("tiers/critical.yaml"), target: "critical-journey" },
    ]);
  });

  it("is each place where a name was given twice, and none where it leads nowhere", () => {
    const service = "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: shop\nspec: {}\n";
    const twice = single([service, service, CHECKOUT].join("---\n"));
    const text = [service, service, CHECKOUT].join("---\n");
    expect(definitionsAt(twice.workspace, twice.uri, text.indexOf("service: shop") + 10)).toHaveLength(2);
    const alone = single(CHECKOUT);
    expect(definitionsAt(alone.workspace, alone.uri, CHECKOUT.indexOf("service: shop") + 10)).toEqual([]);
  });
});

describe("fixes", () => {
  it("are those of the findings at the range, in file offsets", () => {
    const text = `---\n${CHECKOUT.replace("isRolling", "isRoling")}`;
    const { workspace, uri } = single(text);
    const at = text.indexOf("isRoling");
    const fixes = findingsAt(workspace, uri, { start: at, end: at }).flatMap(fixesOf);
    const [edit] = fixes[0]?.edits ?? [];
    expect(text.slice(edit?.span.start, edit?.span.end)).toBe("isRoling");
    expect(edit?.newText).toBe("isRolling");
    expect(findingsAt(workspace, uri, { start: 0, end: 2 }).flatMap(fixesOf)).toEqual([]);
  });
});
