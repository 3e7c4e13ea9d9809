import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENTS } from "../property/streams";
import { expandSnippet, readSnippets } from "../support/snippet";

/** Longer files are edited elsewhere: here many edits are wanted. */
const LONGEST = 1_100;

/**
 * What random edits begin with: the project's examples, its snippets and the fixtures of its rules, and the corpus of
 * public files where one is given.
 */
export function soakTexts(root: string, corpus?: string): string[] {
  const snippets = join(root, "snippets");
  const texts = [
    ...DOCUMENTS,
    ...filesIn(join(root, "examples")),
    ...filesIn(join(root, "test/rules/fixtures")),
    ...readdirSync(snippets).flatMap((name) =>
      readSnippets(join(snippets, name)).map(({ body }) => expandSnippet(body).text),
    ),
    ...(corpus && existsSync(corpus) ? filesIn(corpus) : []),
  ];
  return texts.filter((text) => text.length > 0 && text.length <= LONGEST);
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
