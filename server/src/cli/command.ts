import type { CliIo } from "./io";

/** A command of the command line. */
export interface Command {
  /** The word that it is called by. */
  readonly name: string;
  /** What it takes, in the overview: `[paths]`. */
  readonly takes: string;
  /** What it does, in the overview: a few words without a full stop. */
  readonly does: string;
  /** What `--help` prints, no line longer than 80 columns. */
  readonly usage: string;
  /** Runs it and gives the exit code. */
  run(argv: readonly string[], io: CliIo): Promise<number>;
}
