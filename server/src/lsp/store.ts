import type { TextDocument } from "vscode-languageserver-textdocument";
import { mayHoldSpecs } from "../core/dialects/registry";
import type { ConsumerId } from "../core/model/consumer";
import { LineIndex, type LinePosition } from "../core/text/line-index";
import type { Span } from "../core/text/span";
import { type FileChange, isSpecFile, type SourceFile, Workspace } from "../core/workspace";
import { encodedLines, type Lines, type PositionEncoding } from "./position-encoding";
import { canonicalUri } from "./uris";

/** A range of lines, as the protocol has it. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/**
 * The workspace as the client sees it: files as they are on disk, and in their place open documents as they are
 * being typed. Files go by their canonical URI here ("key"), and leave by the one that the client knows.
 */
export class Store {
  private snapshot = Workspace.create();
  private readonly open = new Map<string, TextDocument>();
  private readonly lines = new WeakMap<SourceFile, LineIndex>();

  /**
   * @param encoding what the columns of all positions count, in and out
   * @param nowEpochMs the host's clock; without one no day is known, and nothing is said of overdue reviews
   */
  constructor(
    private readonly encoding: PositionEncoding,
    private readonly nowEpochMs?: () => number,
  ) {}

  /** The workspace as it is now: where a day has begun since, so it has here. */
  get workspace(): Workspace {
    const now = this.now();
    if (now !== undefined) this.snapshot = this.snapshot.at(now);
    return this.snapshot;
  }

  /** Undefined where there is no clock, or where it fails: only reviews need a day, and all else is still answered. */
  private now(): number | undefined {
    try {
      return this.nowEpochMs?.();
    } catch {
      return undefined;
    }
  }

  /** Keys of the open documents. */
  get openKeys(): string[] {
    return [...this.open.keys()];
  }

  isOpen(key: string): boolean {
    return this.open.has(key);
  }

  /** Takes an open document's text as it now is. */
  setOpen(document: TextDocument): string {
    const key = canonicalUri(document.uri);
    this.open.set(key, document);
    this.snapshot = this.snapshot.apply([{ kind: "set", uri: key, text: document.getText() }]);
    return key;
  }

  /** Forgets an open document. What is on disk is to be set afterwards. */
  close(uri: string): string {
    const key = canonicalUri(uri);
    this.open.delete(key);
    this.snapshot = this.snapshot.apply([{ kind: "delete", uri: key }]);
    return key;
  }

  /** Takes files' texts from disk; undefined for those that are gone. Open documents stay as they are. */
  setOnDisk(files: readonly { readonly key: string; readonly text: string | undefined }[]): void {
    const changes = files.flatMap(({ key, text }): FileChange[] => {
      if (this.open.has(key)) return [];
      // The text of other YAML is not even kept.
      if (text !== undefined && mayHoldSpecs(text)) return [{ kind: "set", uri: key, text }];
      return this.snapshot.files.has(key) ? [{ kind: "delete", uri: key }] : [];
    });
    if (changes.length > 0) this.snapshot = this.snapshot.apply(changes);
  }

  /** Takes who reads the files, where these do not say it. */
  readBy(ids: readonly ConsumerId[]): void {
    const setting = ids.length === 0 ? undefined : { ids, rank: "below-workspace" as const };
    this.snapshot = this.snapshot.withConsumers(setting);
  }

  file(key: string): SourceFile | undefined {
    return this.snapshot.files.get(key);
  }

  /** Whether a file is one to speak of. */
  isSpec(key: string): boolean {
    const file = this.file(key);
    return file !== undefined && isSpecFile(file);
  }

  /** The URI by which the client knows a file. */
  clientUri(key: string): string {
    return this.open.get(key)?.uri ?? key;
  }

  /** The version of an open document; null for a file on disk. */
  version(key: string): number | null {
    return this.open.get(key)?.version ?? null;
  }

  linesOf(key: string): Lines {
    const document = this.open.get(key);
    if (document) return encodedLines(document, () => document.getText(), this.encoding);
    const file = this.file(key);
    if (!file) return new LineIndex("");
    let index = this.lines.get(file);
    if (!index) {
      index = new LineIndex(file.text);
      this.lines.set(file, index);
    }
    return encodedLines(index, () => file.text, this.encoding);
  }

  /** A range of a file's offsets in lines. */
  rangeOf(key: string, span: Span): LineRange {
    const lines = this.linesOf(key);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  /** A range of a file's lines in offsets. */
  spanOf(key: string, range: LineRange): Span {
    const lines = this.linesOf(key);
    const start = lines.offsetAt(range.start);
    return { start, end: Math.max(start, lines.offsetAt(range.end)) };
  }
}
