import { describe, expect, it } from "vitest";
import { openslo, SLOTH } from "../core/convert/specs";
import { serverInMemory } from "../support/lsp-client";

const URI = "file:///shop%20space/slo.yaml";

describe("conversion by the server", () => {
  it("names the formats", async () => {
    const client = serverInMemory();
    await client.initialize();
    const targets = await client.own("slosmith/conversionTargets", {});
    expect(targets?.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["openslo-v1", "sloth", "sloth-crd", "pyrra"]),
    );
  });

  it("converts what is in the editor, with notes at their places", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, SLOTH);
    const made = await client.own("slosmith/convert", { uri: URI, to: "openslo-v1" });
    expect(made?.text).toContain("kind: SLO\nmetadata:\n  name: orders-placed\n");
    expect(made?.refused).toEqual([]);
    expect(made?.notes[0]).toMatchObject({
      kind: "lost",
      slos: ["orders-placed"],
      position: { line: 6, character: 10 },
    });
    await client.change(URI, { text: openslo({ objectives: "    - target: 99.9\n" }) });
    const refused = await client.own("slosmith/convert", { uri: URI, to: "sloth" });
    expect(refused).toMatchObject({
      text: "",
      refused: [{ slo: "checkout-availability", position: { line: 3 } }],
    });
  });

  it("has no answer for other files, other formats and nonsense", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, SLOTH);
    expect(await client.own("slosmith/convert", { uri: "file:///gone.yaml", to: "sloth" })).toBeNull();
    expect(await client.own("slosmith/convert", { uri: URI, to: "nonsense" })).toBeNull();
    await expect(client.ask("slosmith/convert", null)).rejects.toMatchObject({ code: -32602 });
    expect(await client.ask("slosmith/convert", { uri: URI, to: [] })).toBeNull();
  });
});
