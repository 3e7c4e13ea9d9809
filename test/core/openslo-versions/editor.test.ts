import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { codeLenses } from "../../../server/src/core/ide/inlay-hints";
import { uriOf, workspaceOf } from "../../support/workspace";
import { metric, v1alpha, v2alpha } from "./support";

const NOW = Date.UTC(2026, 0, 15);

/** The hover at the first place of this text. */
function hover(text: string, needle: string): string {
  const at = text.indexOf(needle);
  if (at < 0) throw new Error(`"${needle}" is not in the text`);
  const workspace = workspaceOf([{ name: "main.yaml", text }]);
  return hoverAt(workspace, uriOf("main.yaml"), at + 1, { nowEpochMs: NOW })?.markdown ?? "";
}

function lenses(text: string): string[] {
  const workspace = workspaceOf([{ name: "main.yaml", text }]);
  return codeLenses(workspace, uriOf("main.yaml"), { nowEpochMs: NOW }).map(({ title }) => title);
}

describe("the editor on OpenSLO v1alpha", () => {
  it("shows the budget of a target, and the window at its count", () => {
    expect(hover(v1alpha(), "0.999")).toContain("43m 12s");
    expect(hover(v1alpha(), "30, isRolling")).toContain("30d");
    expect(lenses(v1alpha())).toEqual(["43m 12s in 30d"]);
  });

  it("shows the real length of a quarter", () => {
    const windows =
      "[{ unit: Quarter, count: 1, calendar: { startTime: 2026-01-01 00:00:00, timeZone: UTC } }]";
    expect(lenses(v1alpha({ windows }))).toEqual(["2h 9m 36s in Q1 2026"]);
  });

  it("explains its own keys", () => {
    expect(hover(v1alpha(), "ratioMetrics")).toContain("The share of good events");
    expect(hover(v1alpha(), "queryType")).toContain("promql");
    expect(hover(v1alpha(), "kind: SLO")).toContain("v1alpha");
  });

  it("reads the PromQL of a query", () => {
    const text = v1alpha({
      objectives: `[{ target: 0.9, value: 1, ratioMetrics: { good: ${metric("done")}, total: ${metric("asked")} } }]`,
    });
    expect(hover(text, "browser_search_done_total")).toContain("browser_search_done_total");
  });
});

describe("the editor on OpenSLO v2alpha", () => {
  const text = v2alpha("serviceRef: returns\nsliRef: returns-announced");

  it("shows the budget of a target and explains its own keys, those that it shares with v1 among them", () => {
    expect(hover(text, "0.99 ")).toContain("1 %");
    expect(hover(text, "sliRef")).toContain("Name of the SLI");
    expect(hover(text, "isRolling")).toContain("the window always covers the last");
    expect(hover(text, "budgetingMethod")).toContain("What the error budget is counted in");
  });
});
