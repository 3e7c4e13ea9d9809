import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { main } from "../../server/src/cli/main";
import { MemoryFiles, serverInMemory } from "../support/lsp-client";
import { corpusDialects, corpusFolder, reportLeftOut } from "./shared";

/** A finding as both tell it: what, how grave, where, in which words. */
interface Told {
  readonly code: string;
  readonly severity: number;
  readonly range: string;
  readonly message: string;
}

interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly range: Record<"start" | "end", { readonly line: number; readonly column: number }>;
  readonly message: { readonly what: string; readonly why: string; readonly todo: string };
}

const SEVERITIES = ["", "error", "warning", "information", "hint"];

async function byCommandLine(folder: string): Promise<ReadonlyMap<string, readonly Told[]>> {
  let out = "";
  await main(["check", "--format", "json", "--root", "."], "0", {
    cwd: folder,
    columns: 80,
    color: false,
    now: () => 0,
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    stdin: async () => "",
  });
  const { files } = JSON.parse(out) as { files: { path: string; findings: JsonFinding[] }[] };
  return new Map(files.map(({ path, findings }) => [path, findings.map(asTold)]));
}

function asTold({ code, severity, range: { start, end }, message }: JsonFinding): Told {
  return {
    code,
    severity: SEVERITIES.indexOf(severity),
    range: `${start.line - 1}:${start.column - 1}-${end.line - 1}:${end.column - 1}`,
    message: [message.what, message.why, message.todo].filter((part) => part !== "").join(" "),
  };
}

/** The same by the language server, each file opened for itself. */
async function byServer(folder: string, paths: readonly string[]) {
  const files = new MemoryFiles();
  const root = pathToFileURL(folder).href;
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.ya?ml$/i.test(name),
  );
  for (const name of names) files.texts.set(uriOf(name), readFileSync(join(folder, name), "utf8"));
  const client = serverInMemory(files);
  await client.initialize({ folders: [root] });
  // Its answer waits for the workspace.
  await client.own("slosmith/tiers", {});
  const told = new Map<string, readonly Told[]>();
  for (const path of paths) {
    const diagnostics = await client.open(uriOf(path), files.texts.get(uriOf(path)) ?? "");
    told.set(path, diagnostics.map(ofDiagnostic));
    await client.close(uriOf(path));
  }
  const others = names.filter((name) => !told.has(name.replaceAll("\\", "/")));
  for (const name of others) await client.openQuietly(uriOf(name), files.texts.get(uriOf(name)) ?? "");
  await client.settled();
  const spoken = others.filter((name) => client.published.some(({ uri }) => uri === uriOf(name)));
  await client.shutdown();
  return { told, spoken };
}

function ofDiagnostic({ code, severity, range: { start, end }, message }: Diagnostic): Told {
  return {
    code: String(code),
    severity: severity ?? 0,
    range: `${start.line}:${start.character}-${end.line}:${end.character}`,
    message: typeof message === "string" ? message : message.value,
  };
}

const dialects = corpusDialects();
if (dialects.length === 0) reportLeftOut("any");

describe.runIf(dialects.length > 0)("the command line and the editor", () => {
  let files = 0;
  let findings = 0;
  afterAll(() =>
    console.log(`Compared: ${findings} findings in ${files} files of ${dialects.length} folders.`),
  );

  it.each(dialects)("say the same of %s files", { timeout: 120_000 }, async (dialect) => {
    const folder = corpusFolder(dialect);
    const expected = await byCommandLine(folder);
    const { told, spoken } = await byServer(folder, [...expected.keys()]);
    for (const [path, list] of expected) {
      expect(told.get(path), path).toEqual(list);
      files++;
      findings += list.length;
    }
    // Of what is no spec neither says a word.
    expect(spoken).toEqual([]);
  });

  it("had something to say", () => {
    expect(findings).toBeGreaterThan(500);
  });
});
