/** What the command line needs of the outside: given in tests, the process' own in real use. */
export interface CliIo {
  readonly cwd: string;
  /** The width of the terminal in columns, for wrapping. */
  readonly columns: number;
  readonly color: boolean;
  now(): number;
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<string>;
}

export const EXIT_OK = 0;
/** There are errors in what was checked. */
export const EXIT_FINDINGS = 1;
/** The call itself is wrong: an unknown flag, a path that is not there. */
export const EXIT_MISUSE = 2;

/** A mistake of the caller; its message is one line that says what to do. */
export class MisuseError extends Error {}
