import { afterEach, describe, expect, it, vi } from "vitest";
import { ruleNamed } from "../../server/src/core/rules/run";
import { MemoryFiles, placeOf, serverInMemory } from "../support/lsp-client";
import { inTier, SOUND, WRONG } from "../support/lsp-specs";

const URI = "file:///shop/slo.yaml";
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Makes a rule throw at each call, with other words each time. */
function broken(code: string, check: "checkObject" | "checkInWorkspace"): void {
  const rule = ruleNamed(code);
  if (!rule?.[check]) throw new Error(`${code} has no ${check}`);
  let times = 0;
  vi.spyOn(rule, check).mockImplementation(() => {
    throw new Error(`fault number ${++times}`);
  });
}

describe("a rule that throws", () => {
  it("costs its own findings only, and is told once with its code, whatever it says", async () => {
    broken("target-range", "checkObject");
    broken("dangling-reference", "checkInWorkspace");
    const client = serverInMemory();
    await client.initialize();
    await client.settled();
    // What the broken rules would say is missing; what others say of the same document is not.
    const text = WRONG.replace("indicatorRef: shop-sli", "indicatorRef: none").replace("28d", "28x");
    const found = (await client.open(URI, text)).map(({ code }) => code);
    expect(found).not.toContain("target-range");
    expect(found).not.toContain("dangling-reference");
    expect(found.length).toBeGreaterThan(0);
    for (const one of [SOUND, WRONG, inTier("gold")]) await client.change(URI, { text: one });
    const tier = await client.change(URI, { text: `${SOUND}---\n${inTier("gold")}` });
    expect(tier.map(({ code }) => code)).toContain("unknown-tier");
    await client.open("file:///shop/other.yaml", WRONG);
    for (const code of ["target-range", "dangling-reference"]) {
      const told = client.log.filter((line) => line.includes(code));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/fault number \d/);
      expect(told[0]).toContain(URI);
    }
    vi.restoreAllMocks();
    expect((await client.change(URI, { text: WRONG })).map(({ code }) => code)).toContain("target-range");
  });
});

describe("a provider that throws", () => {
  it("answers null, is told once, and answers again when it can", async () => {
    let stopped = false;
    const client = serverInMemory(new MemoryFiles(), {
      nowEpochMs: () => {
        if (stopped) throw new RangeError("the clock has stopped");
        return Date.UTC(2026, 4, 15);
      },
    });
    await client.initialize();
    await client.settled();
    await client.open(URI, SOUND);
    const textDocument = { uri: URI };
    const requests: readonly [string, string, unknown][] = [
      ["hover", "textDocument/hover", { textDocument, position: placeOf(SOUND, "0.9995") }],
      ["completion", "textDocument/completion", { textDocument, position: placeOf(SOUND, "0.9995") }],
      ["inlay hints", "textDocument/inlayHint", { textDocument, range: WHOLE }],
      ["preview", "slosmith/preview", { uri: URI }],
    ];
    for (const [, method, params] of requests) expect(await client.ask(method, params)).not.toBeNull();
    stopped = true;
    for (const _ of [1, 2, 3]) {
      for (const [, method, params] of requests) expect(await client.ask(method, params)).toBeNull();
    }
    for (const [name] of requests) {
      const told = client.log.filter((line) => line.startsWith(`${name} failed: RangeError: the clock`));
      expect(told).toHaveLength(1);
    }
    // What needs no clock is not touched.
    expect(await client.ask("textDocument/documentSymbol", { textDocument })).toHaveLength(3);
    stopped = false;
    for (const [, method, params] of requests) expect(await client.ask(method, params)).not.toBeNull();
  });
});
