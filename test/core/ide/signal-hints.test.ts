import { describe, expect, it } from "vitest";
import type { InlayHint } from "vscode-languageserver-protocol";
import { signalHints } from "../../../server/src/core/ide/signal-hints";
import { sloExample, stream } from "../../../server/src/core/rules/tier/example";
import { readSettings } from "../../../server/src/lsp/settings";
import { serverInMemory } from "../../support/lsp-client";
import { single } from "./support";

function hints(text: string, span?: { start: number; end: number }) {
  const { workspace, uri } = single(text);
  return signalHints(workspace, uri, span).map((hint) => ({ ...hint, before: text.slice(0, hint.offset) }));
}

describe("the hint of a signal's class", () => {
  it("stands behind the key that introduces each metric", () => {
    const found = hints(sloExample());
    expect(found.map(({ label, before }) => [before.split("\n").at(-1)?.trim(), label])).toEqual([
      ["good:", "edge"],
      ["total:", "edge"],
    ]);
    expect(found[0]?.tooltip).toBe(
      "The signal class of `nginx_ingress_controller_requests`. It is measured where requests enter: load balancer, ingress, gateway.",
    );
  });

  it("is quiet about metrics that nobody knows, and names several classes", () => {
    const mixed = sloExample({
      good: "sum(http_requests_total) + sum(probe_success) + sum(shop_a_total)",
      total: "sum(shop_b_total)",
    });
    expect(hints(mixed).map(({ label }) => label)).toEqual(["server and synthetic"]);
  });

  it("leaves out series that only select others", () => {
    expect(hints(sloExample({ good: "sum(http_requests_total unless on(pod) up)" }))[0]?.label).toBe(
      "server",
    );
  });

  it("keeps to the part of the file that is asked for, in any of its documents", () => {
    const text = stream(sloExample({ name: "first" }), sloExample({ name: "second" }));
    const at = text.lastIndexOf("total:");
    expect(hints(text)).toHaveLength(4);
    const found = hints(text, { start: at, end: at + 6 });
    expect(found.map(({ offset }) => offset)).toEqual([at + 6]);
  });
});

describe("its setting", () => {
  it("adds the hints to the server's answer, or leaves them alone in it", async () => {
    const labels = async (inlayHints: { enabled?: boolean; signalClass?: boolean }) => {
      const client = serverInMemory();
      await client.initialize({ settings: { inlayHints } });
      await client.open("file:///slo.yaml", sloExample());
      const found = await client.ask<InlayHint[] | null>("textDocument/inlayHint", {
        textDocument: { uri: "file:///slo.yaml" },
        range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
      });
      return (found ?? []).map(({ label }) => label);
    };
    expect(await labels({})).toHaveLength(1);
    expect(await labels({ enabled: false, signalClass: true })).toEqual(["edge", "edge"]);
    expect(await labels({ signalClass: true })).toHaveLength(3);
  });

  it("is off unless it is switched on", () => {
    expect(readSettings({}).settings.signalHints).toBe(false);
    expect(readSettings({ inlayHints: { signalClass: true } })).toMatchObject({
      settings: { inlayHints: true, signalHints: true },
      problems: [],
    });
    expect(readSettings({ inlayHints: { enabled: false, signalClass: true } }).settings).toMatchObject({
      inlayHints: false,
      signalHints: true,
    });
    expect(readSettings({ inlayHints: { signalClass: "yes" } }).problems).toEqual([
      '`slosmith.inlayHints.signalClass` is "yes"; true or false is wanted.',
    ]);
  });
});
