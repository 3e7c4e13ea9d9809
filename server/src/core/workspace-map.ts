/** So many parts a map has: a change copies the parts that it touches. */
const PARTS = 512;

/** An immutable map from texts. A changed copy shares what did not change: in large workspaces files come in slices. */
export class WorkspaceMap<T> {
  private constructor(
    private readonly parts: readonly (ReadonlyMap<string, T> | undefined)[],
    readonly size: number,
  ) {}

  static empty<T>(): WorkspaceMap<T> {
    return new WorkspaceMap<T>([], 0);
  }

  get(key: string): T | undefined {
    return this.parts[partOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.parts[partOf(key)]?.has(key) ?? false;
  }

  /** The map with other values; undefined takes a key away. Of a key that is named twice the last counts. */
  with(changes: Iterable<readonly [string, T | undefined]>): WorkspaceMap<T> {
    const parts = this.parts.slice();
    const own = new Map<number, Map<string, T>>();
    let size = this.size;
    for (const [key, value] of changes) {
      const at = partOf(key);
      let part = own.get(at);
      if (!part) {
        part = new Map(parts[at]);
        own.set(at, part);
        parts[at] = part;
      }
      size -= part.size;
      if (value === undefined) part.delete(key);
      else part.set(key, value);
      size += part.size;
    }
    return new WorkspaceMap(parts, size);
  }

  *[Symbol.iterator](): Generator<[string, T]> {
    for (const part of this.parts) if (part) yield* part;
  }

  *keys(): Generator<string> {
    for (const part of this.parts) if (part) yield* part.keys();
  }

  *values(): Generator<T> {
    for (const part of this.parts) if (part) yield* part.values();
  }
}

function partOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 16)) & (PARTS - 1);
}
