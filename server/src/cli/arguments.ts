import { type ParseArgsConfig, parseArgs } from "node:util";
import { listed } from "../core/text/listed";
import { nearest } from "../core/text/nearest";
import { MisuseError } from "./io";

export interface ParsedArguments {
  readonly paths: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** The values of each flag that may be given several times. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Parses a command's arguments; an unknown or incomplete flag is a misuse that names the nearest known one. */
export function parseCommandLine(argv: readonly string[], options: Options): ParsedArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      strict: true,
    });
    const entries = Object.entries(values);
    return {
      paths: positionals,
      flags: Object.fromEntries(
        entries.filter((entry) => !Array.isArray(entry[1])),
      ) as ParsedArguments["flags"],
      lists: Object.fromEntries(
        entries.filter((entry) => Array.isArray(entry[1])),
      ) as ParsedArguments["lists"],
    };
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (!code.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new MisuseError(explain(code, error instanceof Error ? error.message : "", argv, options));
  }
}

function explain(code: string, message: string, argv: readonly string[], options: Options): string {
  const known = Object.keys(options).map((name) => `--${name}`);
  const short = Object.values(options).flatMap(({ short: letter }) =>
    letter === undefined ? [] : [`-${letter}`],
  );
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const flag = argv.find(
      (word) =>
        word.startsWith("-") && word !== "-" && ![...known, ...short].includes(word.split("=")[0] ?? ""),
    );
    const meant = flag === undefined ? undefined : nearest(flag, known);
    const hint = meant === undefined ? `Known flags: ${known.join(", ")}.` : `Did you mean ${meant}?`;
    return `Unknown flag ${flag ?? ""}. ${hint}`;
  }
  // Of a value that begins with a dash Node says several lines; the first is enough with what to write.
  const [first = message] = message.split("\n");
  const dashed = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument is ambiguous/.exec(first)?.[1];
  if (dashed !== undefined)
    return `${dashed} lacks its value. One that begins with a dash is written behind an equals sign: ${dashed}=-1.`;
  return `${(first.split(". ")[0] ?? first).replace(/\.$/, "")}.`;
}

/** The values of a flag that takes one of a few words each time that it is given. */
export function choices<T extends string>(
  flag: string,
  values: readonly string[] | undefined,
  known: readonly T[],
): T[] {
  return (values ?? []).map((word) => {
    const found = known.find((one) => one === word);
    if (found !== undefined) return found;
    const meant = nearest(word, known);
    const hint = meant === undefined ? `it takes ${listed(known, "or")}.` : `did you mean ${meant}?`;
    throw new MisuseError(`--${flag} does not know "${word}": ${hint}`);
  });
}

/** The value of a flag that takes one of a few words. */
export function choice<T extends string>(
  flag: string,
  value: string | boolean | undefined,
  known: readonly T[],
): T {
  const found = known.find((word) => word === value);
  if (found === undefined)
    throw new MisuseError(`--${flag} takes ${listed(known, "or")}, not "${String(value)}".`);
  return found;
}
