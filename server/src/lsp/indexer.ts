import type { FileSource } from "./host";
import { breath } from "./slices";
import type { Store } from "./store";
import { canonicalUri, isBelow, isYamlUri } from "./uris";

/** What happened to a file, as the client's watcher saw it. */
export interface WatchedChange {
  readonly uri: string;
  readonly kind: "created" | "changed" | "deleted";
}

/** Told how the reading of many files goes on. */
export interface IndexProgress {
  report(read: number, all: number): void;
  done(): void;
}

export interface IndexerEvents {
  /** Some files' texts were taken in. */
  changed(): void;
  /** All files of all folders are known. */
  indexed(files: number, milliseconds: number): void;
  failed(what: string, error: unknown): void;
  /** Called where there are many files to read; undefined where nobody wants to see it. */
  beginProgress(): Promise<IndexProgress | undefined>;
}

/**
 * How much text is taken in at once. About 10 ms of parsing: between two slices the server answers whoever asks.
 */
const SLICE_LENGTH = 8_000;
/** Reads under way at a time. */
const READS = 16;
/** From so many files on their reading is worth showing. */
const MANY_FILES = 200;
/** File systems report a checkout or a moved folder file by file: wait for the end of it. */
const RESYNC_DELAY_MS = 200;

/** Keeps the store's files the same as those on disk. */
export class Indexer {
  private readonly folders = new Set<string>();
  /** Every YAML file that was listed, with a number that grows with each reading of it. */
  private readonly known = new Map<string, number>();
  private running: Promise<void> | undefined;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private complete = false;
  /** Folders that could not be listed. */
  private unread: readonly string[] = [];
  private adopting = 0;
  private disposed = false;

  constructor(
    private readonly store: Store,
    private readonly source: FileSource,
    private readonly now: () => number,
    private readonly events: IndexerEvents,
  ) {}

  /** Whether all files were read once: before that, nothing can be said of what is missing. */
  get isComplete(): boolean {
    return this.complete && this.adopting === 0 && this.unread.length === 0;
  }

  /** Whether more can be known by waiting: else what is missing lies in a folder that cannot be read. */
  get isWaiting(): boolean {
    return !this.complete || this.adopting > 0;
  }

  get fileCount(): number {
    return this.known.size;
  }

  /** Fulfilled when no file is waiting to be read. */
  async settled(): Promise<void> {
    await this.running;
  }

  /** Replaces the folders whose files belong to the workspace. */
  setFolders(folders: readonly string[]): void {
    this.folders.clear();
    for (const folder of folders) this.folders.add(canonicalUri(folder));
  }

  /** Adds the folder of a file that lies outside of all others. */
  async adopt(key: string): Promise<void> {
    if (!this.source.rootOf || !this.source.holds(key) || this.covers(key)) return;
    this.adopting++;
    try {
      const root = await this.source.rootOf(key);
      if (root !== undefined && !this.covers(key)) {
        this.folders.add(canonicalUri(root));
        await this.sync();
      }
    } finally {
      this.adopting--;
      this.events.changed();
    }
  }

  /** Lists all folders anew and reads what is new. Calls while it runs make it run once more. */
  sync(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Does the same a little later, once for many calls. */
  syncSoon(): void {
    if (this.disposed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sync(), RESYNC_DELAY_MS);
  }

  /** Follows what the watcher saw. */
  async follow(changes: readonly WatchedChange[]): Promise<void> {
    const gone: string[] = [];
    const read: string[] = [];
    for (const { uri, kind } of changes) {
      const key = canonicalUri(uri);
      if (kind !== "deleted" && this.known.has(key)) read.push(key);
      else if (kind !== "deleted") this.syncSoon();
      else if (this.known.has(key)) gone.push(key);
      // A folder goes as a whole: no word of the files in it.
      else if (!isYamlUri(key)) gone.push(...[...this.known.keys()].filter((file) => isBelow(file, key)));
    }
    this.forget(gone);
    await this.read(read);
    if (gone.length > 0 || read.length > 0) this.events.changed();
  }

  /** Takes a file's text from disk after its document was closed. */
  async closed(key: string): Promise<void> {
    if (!this.known.has(key)) return;
    await this.read([key]);
    this.events.changed();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }

  private covers(key: string): boolean {
    return [...this.folders].some((folder) => isBelow(key, folder));
  }

  private async run(): Promise<void> {
    try {
      do {
        this.again = false;
        await this.pass();
      } while (this.again && !this.disposed);
    } catch (error) {
      this.events.failed("Reading the workspace", error);
    }
  }

  private async pass(): Promise<void> {
    const begun = this.now();
    const listed = new Set<string>();
    const unread: string[] = [];
    for (const folder of [...this.folders]) {
      try {
        for await (const uri of this.source.list(folder)) {
          if (this.disposed) return;
          listed.add(canonicalUri(uri));
        }
      } catch (error) {
        unread.push(folder);
        this.events.failed(`Listing ${folder}`, error);
      }
    }
    const fresh = [...listed].filter((key) => !this.known.has(key));
    for (const key of fresh) this.known.set(key, 0);
    const isUnread = (key: string) => unread.some((folder) => isBelow(key, folder));
    const gone = [...this.known.keys()].filter((key) => !listed.has(key) && !isUnread(key));
    this.forget(gone);
    const progress = fresh.length >= MANY_FILES ? await this.events.beginProgress() : undefined;
    await this.read(fresh, progress);
    progress?.done();
    if (this.disposed) return;
    const wasUnread = this.unread.join();
    this.unread = unread;
    const isNews = !this.complete || fresh.length > 0 || gone.length > 0 || unread.join() !== wasUnread;
    this.complete = true;
    if (!isNews) return;
    this.events.indexed(this.known.size, this.now() - begun);
    this.events.changed();
  }

  private forget(keys: readonly string[]): void {
    for (const key of keys) this.known.delete(key);
    this.store.setOnDisk(keys.map((key) => ({ key, text: undefined })));
  }

  private async read(keys: readonly string[], progress?: IndexProgress): Promise<void> {
    let slice: { key: string; text: string | undefined }[] = [];
    let length = 0;
    for (let at = 0; at < keys.length && !this.disposed; at += READS) {
      const group = keys.slice(at, at + READS);
      for (const reading of await Promise.all(group.map((key) => this.readOne(key)))) {
        if (!reading) continue;
        slice.push(reading);
        length += reading.text?.length ?? 0;
        if (length < SLICE_LENGTH) continue;
        this.store.setOnDisk(slice);
        slice = [];
        length = 0;
        await breath();
      }
      progress?.report(Math.min(at + READS, keys.length), keys.length);
    }
    this.store.setOnDisk(slice);
  }

  /** A file's text; undefined where it was read again, or forgotten, in the meantime. */
  private async readOne(key: string): Promise<{ key: string; text: string | undefined } | undefined> {
    const turn = (this.known.get(key) ?? 0) + 1;
    this.known.set(key, turn);
    const text = await this.source.read(key).catch((error: unknown) => {
      this.events.failed(`Reading ${key}`, error);
      return undefined;
    });
    return this.known.get(key) === turn ? { key, text } : undefined;
  }
}
