import { readFileSync } from "node:fs";

/** One snippet of a VS Code snippet file. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

/** Reads a snippet file of `snippets/`. Throws when an entry is not made as VS Code wants it. */
export function readSnippets(file: string): Snippet[] {
  const entries: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries(entries as Record<string, unknown>).map(([name, value]) => {
    const { prefix, description, body } = value as Record<string, unknown>;
    if (typeof prefix !== "string" || typeof description !== "string" || !Array.isArray(body)) {
      throw new Error(`${file}: "${name}" needs a prefix, a description and a body`);
    }
    return { name, prefix, description, body: body.join("\n") };
  });
}

/** The tab stops of a snippet, by number, with the text each has before anything is typed. */
export interface Expansion {
  readonly text: string;
  readonly stops: ReadonlyMap<number, string>;
}

/**
 * What a snippet becomes when all its defaults are accepted: placeholders give their default, choices their first
 * value, later uses of a tab stop repeat its value. Knows the syntax that our snippets use: `$1`, `${1}`,
 * `${1:default}`, `${1|a,b|}` and the escapes `\$`, `\}`, `\\`, `\,`, `\|`. Throws on anything else.
 */
export function expandSnippet(body: string): Expansion {
  const stops = new Map<number, string>();
  // A stop may be used before the place that gives its default; the second pass knows all of them.
  expand(body, stops);
  const text = expand(body, stops);
  return { text, stops };
}

function expand(source: string, stops: Map<number, string>): string {
  let at = 0;

  function sequence(until: string | undefined): string {
    let out = "";
    while (at < source.length && source[at] !== until) {
      if (source[at] === "\\") {
        out += source[at + 1] ?? "";
        at += 2;
      } else if (source[at] === "$") {
        out += stop();
      } else {
        out += source[at];
        at++;
      }
    }
    return out;
  }

  function stop(): string {
    const plain = match(/\$(\d+)/y);
    if (plain) return stops.get(Number(plain[1])) ?? "";
    const opened = match(/\$\{(\d+)/y);
    if (!opened) throw new Error(`unknown snippet syntax at "${source.slice(at, at + 20)}"`);
    const number = Number(opened[1]);
    const mark = source[at++];
    if (mark === "}") return stops.get(number) ?? "";
    if (mark === ":") return define(number, sequence("}"), "}");
    if (mark === "|") return define(number, choices()[0] ?? "", "}");
    throw new Error(`unknown snippet syntax after "\${${number}"`);
  }

  function choices(): string[] {
    const list = match(/((?:\\.|[^|\\])*)\|/y)?.[1];
    if (list === undefined) throw new Error(`a list of choices does not end: "${source.slice(at, at + 20)}"`);
    return (list.match(/(?:\\.|[^,\\])+/g) ?? []).map((choice) => choice.replaceAll(/\\(.)/g, "$1"));
  }

  function define(number: number, value: string, end: string): string {
    if (source[at++] !== end) throw new Error(`tab stop ${number} does not end`);
    stops.set(number, value);
    return value;
  }

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  }

  return sequence(undefined);
}

/** Every way to choose one value for one list of choices, the rest left at their defaults. */
export function choiceVariants(body: string): string[] {
  const variants: string[] = [];
  for (const found of body.matchAll(/\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}/g)) {
    for (const choice of found[2]?.match(/(?:\\.|[^,\\])+/g) ?? []) {
      variants.push(body.replace(found[0], `\${${found[1]}:${choice}}`));
    }
  }
  return variants;
}
