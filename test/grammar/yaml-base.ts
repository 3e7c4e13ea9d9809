import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, type IRawGrammar, parseRawGrammar, Registry } from "vscode-textmate";

const ROOT = resolve(__dirname, "../..");
export const GRAMMAR_FILE = join(ROOT, "syntaxes/slo-yaml.tmLanguage.json");
const EDITORS = join(ROOT, ".editor");

/**
 * A grammar of YAML as editors had it before VS Code's present one: flat, without the nesting of maps. It knows as much
 * as these tests need: keys, comments, quotes, plain text and blocks.
 */
const FLAT = {
  scopeName: "source.yaml",
  patterns: [
    { match: "(?:^|(?<=[ \\t]))#.*", name: "comment.line.number-sign.yaml" },
    { match: "([\\w/.-]+)(:)(?=\\s|$)", captures: { 1: { name: "entity.name.tag.yaml" } } },
    {
      begin: "[|>][-+0-9]*[ \\t]*$",
      end: "^(?=\\S)|(?!\\G)",
      patterns: [{ begin: "^([ ]+)(?! )", end: "^(?!\\1|\\s*$)", name: "string.unquoted.block.yaml" }],
    },
    { begin: '"', end: '"', name: "string.quoted.double.yaml", patterns: [{ match: "\\\\." }] },
    { begin: "'", end: "'(?!')", name: "string.quoted.single.yaml" },
    { match: "[^\\s:#\"'|>-][^:#]*", name: "string.unquoted.plain.out.yaml" },
  ],
  repository: {},
} as unknown as IRawGrammar;

/** The folder of the YAML grammars of the VS Code that the extension tests have unpacked; undefined before they ran. */
function vscodeGrammars(): string | undefined {
  const editors = existsSync(EDITORS) ? readdirSync(EDITORS) : [];
  return editors
    .map((name) => join(EDITORS, name, "server/extensions/yaml/syntaxes"))
    .find((folder) => existsSync(join(folder, "yaml.tmLanguage.json")));
}

const found = vscodeGrammars();
if (!found)
  console.log("Left out: VS Code's own YAML grammar. It is here once `npm test` has unpacked an editor.");

/** The grammars of YAML that the injection is tested with. */
export const BASES: readonly string[] = found ? ["VS Code's grammar", "a flat grammar"] : ["a flat grammar"];

/** What follows a grammar's name in its file: `source.yaml.1.2` is in `yaml-1.2`. */
function vscodeGrammar(scope: string): IRawGrammar | null {
  const file = join(found ?? "", `${scope.replace("source.", "").replace(".", "-")}.tmLanguage.json`);
  return existsSync(file) ? parseRawGrammar(readFileSync(file, "utf8"), file) : null;
}

let engine: Promise<void> | undefined;

/** The grammar of YAML with the injection, or without it. */
export async function grammarOf(base: string, injected = true): Promise<IGrammar> {
  engine ??= loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  await engine;
  const injection = "slosmith.yaml.injection";
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      if (scope === injection) return parseRawGrammar(readFileSync(GRAMMAR_FILE, "utf8"), GRAMMAR_FILE);
      return base === "a flat grammar" ? FLAT : vscodeGrammar(scope);
    },
    getInjections: (scope) => (injected && scope === "source.yaml" ? [injection] : []),
  });
  const grammar = await registry.loadGrammar("source.yaml");
  if (!grammar) throw new Error(`${base} could not be read`);
  return grammar;
}

/** A stretch of a text and the scopes that it has, the innermost last. */
export interface ScopedText {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The stretches of a text's lines, white space left out. */
export function scopesOf(grammar: IGrammar, text: string): ScopedText[] {
  let state = INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex).trim(), scopes }))
      .filter((one) => one.text !== "");
  });
}
