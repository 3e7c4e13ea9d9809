import { nearest } from "../core/text/nearest";
import { BUDGET_USAGE, budget } from "./budget";
import { CHECK_USAGE, check } from "./check";
import { CONVERT_USAGE, convert } from "./convert";
import { EXPLAIN_USAGE, explain } from "./explain";
import { type CliIo, EXIT_MISUSE, EXIT_OK, MisuseError } from "./io";

const COMMANDS: Readonly<Record<string, (argv: readonly string[], io: CliIo) => Promise<number>>> = {
  check,
  budget,
  explain,
  convert,
};

const USAGE = `SLOsmith checks and explains SLO specs.

  slosmith check [paths]     find mistakes
  slosmith budget [paths]    print the error budget of every objective
  slosmith explain [rule]    print what a rule reports and why
  slosmith convert [file]    write SLOs in another format

"slosmith <command> --help" says more. "slosmith --version" prints the version.
`;

/** Runs the command line and returns its exit code. Never throws for a mistake of the caller. */
export async function main(argv: readonly string[], version: string, io: CliIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "--version" || name === "-v") {
    io.out(`${version}\n`);
    return EXIT_OK;
  }
  if (name === "help" || name === "--help" || name === "-h") {
    io.out(helpFor(rest[0]));
    return EXIT_OK;
  }
  try {
    if (name === undefined) throw new MisuseError(`Name a command: ${Object.keys(COMMANDS).join(", ")}.`);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) {
      const meant = nearest(name, Object.keys(COMMANDS));
      throw new MisuseError(
        `There is no command "${name}". ${meant ? `Did you mean ${meant}?` : 'Run "slosmith help".'}`,
      );
    }
    return await command(rest, io);
  } catch (error) {
    if (!(error instanceof MisuseError)) throw error;
    io.err(`slosmith: ${error.message}\n`);
    return EXIT_MISUSE;
  }
}

function helpFor(command: string | undefined): string {
  const usages: Readonly<Record<string, string>> = {
    check: CHECK_USAGE,
    budget: BUDGET_USAGE,
    explain: EXPLAIN_USAGE,
    convert: CONVERT_USAGE,
  };
  return (command !== undefined && Object.hasOwn(usages, command) && usages[command]) || USAGE;
}
