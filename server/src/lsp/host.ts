/** Where files come from: a disk, or a client that holds them. */
export interface FileSource {
  /** Whether a file or folder of this URI is to be looked for here. The other methods are asked for no others. */
  holds(uri: string): boolean;
  /** All YAML files below a folder, except in folders that hold nobody's own specs. What cannot be read is left out. */
  list(folder: string): AsyncIterable<string>;
  /** A file's text; undefined where it is gone, cannot be read, or is too large to be a spec. */
  read(uri: string): Promise<string | undefined>;
  /** The folder of the files that belong together with a file outside of all workspace folders. */
  rootOf?(uri: string): Promise<string | undefined>;
}

/** All that the server asks of the machine it runs on. */
export interface Host {
  readonly version: string;
  /** The machine's own disk; absent in a browser. What it does not hold is asked of the client, where that can be. */
  readonly files?: FileSource;
  nowEpochMs(): number;
}
