/** What the command line needs of the outside: given in tests, the process' own in real use. */
export interface CliIo {
  readonly cwd: string;
  /** The width of the terminal in columns, for wrapping. */
  readonly columns: number;
  readonly color: boolean;
  /** The version of SLOsmith, for formats that name it; `main` sets it. */
  readonly version?: string;
  now(): number;
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<string>;
  /** Shows how far long work is, on a line that the next call replaces; without words it goes. Absent: nobody looks. */
  progress?(words?: string): void;
  /** Calls back after every change below the folders, until the user ends it. Absent where nothing can be watched. */
  watch?(folders: readonly string[], changed: () => Promise<void>): Promise<void>;
  /** Takes away what stands on the terminal. */
  clear?(): void;
}

export const EXIT_OK = 0;
/** There are errors in what was checked. */
export const EXIT_FINDINGS = 1;
/** The call itself is wrong: an unknown flag, a path that is not there. */
export const EXIT_MISUSE = 2;

/** A mistake of the caller; its message is one line that says what to do. */
export class MisuseError extends Error {}

/** Why the system refused a file, as it abbreviates it: `ENOENT`. */
export function reasonOf(error: unknown): string {
  return (error as { code?: string } | undefined)?.code ?? String(error);
}
