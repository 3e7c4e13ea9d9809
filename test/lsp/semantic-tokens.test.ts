import { describe, expect, it } from "vitest";
import type { SemanticTokens, SemanticTokensLegend } from "vscode-languageserver-protocol";
import { type LspClient, MODERN, serverInMemory } from "../support/lsp-client";
import { SLO } from "../support/lsp-specs";

const URI = "file:///shop/slo.yaml";
const COLOURING = {
  ...MODERN,
  workspace: { ...MODERN.workspace, semanticTokens: { refreshSupport: true } },
  textDocument: {
    ...MODERN.textDocument,
    semanticTokens: {
      requests: { full: true, range: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: [],
    },
  },
};

/** Tokens as `type word`, read by their legend. */
function spelled(
  tokens: SemanticTokens | null,
  { tokenTypes, tokenModifiers }: SemanticTokensLegend,
  text: string,
) {
  const lines = text.split("\n");
  const words: string[] = [];
  let line = 0;
  let character = 0;
  const data = tokens?.data ?? [];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    character = down > 0 ? right : character + right;
    line += down;
    const modifiers = tokenModifiers.filter((_name, bit) => (bits >> bit) & 1).map((name) => `.${name}`);
    const word = lines[line]?.slice(character, character + length);
    words.push(`${tokenTypes[type]}${modifiers.join("")} ${word}`);
  }
  return words;
}

async function full(client: LspClient): Promise<SemanticTokens | null> {
  return client.ask("textDocument/semanticTokens/full", { textDocument: { uri: URI } });
}

describe("semantic tokens", () => {
  it("are given for a document and for a part of it, by their legend", async () => {
    const client = serverInMemory();
    const { capabilities } = await client.initialize({ capabilities: COLOURING });
    const offered = capabilities.semanticTokensProvider;
    expect(offered).toMatchObject({ full: true, range: true });
    const legend = offered?.legend ?? { tokenTypes: [], tokenModifiers: [] };
    await client.open(URI, SLO);
    const words = spelled(await full(client), legend, SLO);
    expect(words).toContain("enumMember SLO");
    expect(words.some((word) => word.startsWith("class.declaration "))).toBe(true);
    expect(words.some((word) => /^number 0?\.?\d/.test(word))).toBe(true);
    const part: SemanticTokens | null = await client.ask("textDocument/semanticTokens/range", {
      textDocument: { uri: URI },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 99 } },
    });
    expect(spelled(part, legend, SLO)).toEqual(words.slice(0, 2));
  });

  it("are none for YAML that is no SLO, and for files that nobody knows", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: COLOURING });
    expect(await full(client)).toBeNull();
    await client.openQuietly(URI, "kind: ConfigMap\ndata: {query: 'rate(a[5m])'}\n");
    expect((await full(client))?.data ?? []).toEqual([]);
  });

  it("are not offered to a client that knows none", async () => {
    const { capabilities } = await serverInMemory().initialize();
    expect(capabilities.semanticTokensProvider).toBeUndefined();
  });

  it("are asked for again when another file changes what they are", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: COLOURING });
    const labelled = SLO.replace(/\nmetadata:\n/, "\nmetadata:\n  labels: {tier: backend}\n");
    expect(labelled).not.toBe(SLO);
    await client.open(URI, labelled);
    await full(client);
    const asked = client.nextRefresh("semanticTokens");
    const tier = "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata: {name: backend}\n";
    await client.openQuietly("file:///shop/tier.yaml", tier);
    await asked;
    expect(client.refreshes.get("semanticTokens")).toBe(1);
  });
});
