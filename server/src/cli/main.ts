import { nearest } from "../core/text/nearest";
import { COMMANDS } from "./commands";
import { type CliIo, EXIT_MISUSE, EXIT_OK, MisuseError } from "./io";

const NAMES = COMMANDS.map(({ name }) => name);

/** Runs the command line and returns its exit code. Never throws for a mistake of the caller. */
export async function main(argv: readonly string[], version: string, io: CliIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "version" || name === "--version" || name === "-v") {
    io.out(`${version}\n`);
    return EXIT_OK;
  }
  try {
    if (name === "help" || name === "--help" || name === "-h") {
      io.out(rest[0] === undefined ? overview() : commandNamed(rest[0]).usage);
      return EXIT_OK;
    }
    if (name === undefined) throw new MisuseError(`Name a command: ${NAMES.join(", ")}.`);
    return await commandNamed(name).run(rest, { ...io, version });
  } catch (error) {
    if (!(error instanceof MisuseError)) throw error;
    io.err(`slosmith: ${error.message}\n`);
    return EXIT_MISUSE;
  }
}

function commandNamed(name: string) {
  const command = COMMANDS.find((one) => one.name === name);
  if (command) return command;
  const meant = nearest(name, NAMES);
  const hint = meant === undefined ? 'Run "slosmith help".' : `Did you mean ${meant}?`;
  throw new MisuseError(`There is no command "${name}". ${hint}`);
}

function overview(): string {
  const calls = COMMANDS.map(({ name, takes }) => `slosmith ${name} ${takes}`);
  const width = Math.max(...calls.map((call) => call.length));
  const lines = COMMANDS.map(({ does }, at) => `  ${(calls[at] ?? "").padEnd(width)}  ${does}`);
  return `SLOsmith checks and explains SLO specs.

${lines.join("\n")}

"slosmith <command> --help" says more. "slosmith version" prints the version.
`;
}
