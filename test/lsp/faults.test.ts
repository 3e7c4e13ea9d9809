import { afterEach, describe, expect, it, vi } from "vitest";
import type { Rule } from "../../server/src/core/rules/rule";
import { serverInMemory } from "../support/lsp-client";
import { inTier, SOUND, WRONG } from "../support/lsp-specs";

const URI = "file:///shop/slo.yaml";
const fault = vi.hoisted(() => ({ hover: false }));

/** A rule that fails on each object of one kind, with other words each time. */
vi.mock("../../server/src/core/rules/catalogue", async (original) => {
  const { catalogue } = await original<typeof import("../../server/src/core/rules/catalogue")>();
  const [model] = catalogue;
  if (!model) throw new Error("there are no rules");
  const { checkDocument: _a, checkObject: _b, checkInWorkspace: _c, ...rest } = model;
  let times = 0;
  const throws = () => {
    throw new Error(`fault number ${++times}`);
  };
  const broken: Rule[] = [
    { ...rest, code: "broken-alone", checkObject: throws },
    { ...rest, code: "broken-in-workspace", checkInWorkspace: throws },
  ];
  return { catalogue: [...broken, ...catalogue] };
});

vi.mock("../../server/src/core/ide/hover", async (original) => {
  const real = await original<typeof import("../../server/src/core/ide/hover")>();
  return {
    ...real,
    hoverAt: (...args: Parameters<typeof real.hoverAt>) => {
      if (fault.hover) throw new RangeError("a hover that fails");
      return real.hoverAt(...args);
    },
  };
});

afterEach(() => {
  fault.hover = false;
});

describe("a rule that throws", () => {
  it("costs its own findings only, and is told once with its code, whatever it says", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.settled();
    expect((await client.open(URI, WRONG)).map(({ code }) => code)).toEqual(["target-range"]);
    for (const text of [SOUND, inTier("gold"), WRONG]) await client.change(URI, { text });
    const tier = (await client.change(URI, { text: `${SOUND}---\n${inTier("gold")}` })).map(
      ({ code }) => code,
    );
    // A rule of the workspace's, behind one that failed, still speaks.
    expect(tier).toContain("unknown-tier");
    await client.open("file:///shop/other.yaml", WRONG);
    for (const code of ["broken-alone", "broken-in-workspace"]) {
      const told = client.log.filter((line) => line.includes(code));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("fault number");
      expect(told[0]).toContain(URI);
    }
  });
});

describe("a provider that throws", () => {
  it("answers null, is told once, and answers again when it can", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, SOUND);
    const place = { line: SOUND.slice(0, SOUND.indexOf("0.9995")).split("\n").length - 1, character: 15 };
    const hover = () => client.at("textDocument/hover", URI, place);
    expect(await hover()).not.toBeNull();
    fault.hover = true;
    for (const _ of [1, 2, 3]) expect(await hover()).toBeNull();
    expect(client.log.filter((line) => line.includes("a hover that fails"))).toHaveLength(1);
    expect(client.log.find((line) => line.includes("a hover that fails"))).toMatch(/^hover failed: /);
    // Nothing else is touched.
    expect(await client.ask("textDocument/documentSymbol", { textDocument: { uri: URI } })).toHaveLength(3);
    fault.hover = false;
    expect(await hover()).not.toBeNull();
  });
});
