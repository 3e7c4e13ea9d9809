import type { Span } from "../text/span";
import { type DuplicateKey, dashBefore, mapOf, missingScalar } from "./build";
import type { YamlNode, YamlPair, YamlScalar } from "./node";

/**
 * A block map or list that is being read. It keeps book of where the parser would say that it ends: behind its last
 * value, with the comments that stand further in than it does.
 */
export class Frame {
  private readonly pairs: YamlPair[] = [];
  private readonly items: YamlNode[] = [];
  private key: YamlScalar | undefined;
  /** A key or a dash waits for its value. */
  isPending = false;
  /** Where the value that is waited for would stand if it were not written. */
  private place = 0;
  /** A comment stands where the value is waited for. */
  private isCommented = false;
  /** Where the last value ends, with what belongs to its line. */
  private end = 0;
  /** The last value takes in comments below it that stand further in than this. */
  private takesComments = false;
  private hasTakenComment = false;
  private rest: Rest | undefined;

  constructor(
    readonly kind: "map" | "seq",
    /** The column of its keys or dashes. */
    readonly indent: number,
    private readonly start: number,
  ) {}

  /** A key of this map, and where its value would stand. */
  expectValueOf(key: YamlScalar, place: number): void {
    this.key = key;
    this.expect(place);
  }

  /** The same behind a dash of this list. */
  expect(place: number): void {
    this.isPending = true;
    this.isCommented = false;
    this.place = place;
    this.rest = undefined;
  }

  /** White space at `from`: what stands right behind the colon or the dash moves the place of an empty value. */
  space(from: number, to: number): void {
    if (!this.isPending) this.keep(to);
    else if (this.place === from) this.place = to;
  }

  newline(to: number): void {
    if (this.isPending) return;
    if (!this.hasTakenComment) this.keep(to);
    else {
      this.end = to;
      this.hasTakenComment = false;
    }
  }

  /** A comment that has its line for itself, or stands behind a key or a dash. */
  comment(indent: number, to: number): void {
    if (this.isPending) {
      this.isCommented = true;
      return;
    }
    if (this.rest && this.rest.comments < 0 && indent > this.indent && this.takesComments) {
      this.rest = undefined;
      this.end = to;
      this.hasTakenComment = true;
      return;
    }
    this.keep(to, indent);
  }

  /**
   * Takes the value that was waited for.
   *
   * @param end where it ends, with what belongs to its line
   * @param takesComments it is a plain or quoted scalar, to which comments may be added
   */
  put(value: YamlNode, end: number, takesComments: boolean): void {
    if (this.kind === "seq") this.items.push(value);
    else if (this.key) this.pairs.push({ key: this.key, value, merged: false });
    this.isPending = false;
    this.end = end;
    this.takesComments = takesComments;
    this.hasTakenComment = false;
    this.rest = undefined;
  }

  /** Nothing was written where a value is waited for. False where a comment makes it hard to say where that ends. */
  putNothing(text: string): boolean {
    if (!this.isPending) return true;
    if (this.isCommented) return false;
    const span = this.key?.span ?? dashBefore(this.place, { start: this.start, end: this.place }, text);
    this.put(missingScalar(span), this.place, false);
    return true;
  }

  /** The finished value. */
  node(duplicates: DuplicateKey[]): YamlNode {
    const span: Span = { start: this.start, end: this.end };
    return this.kind === "map"
      ? mapOf(this.pairs, span, duplicates)
      : { kind: "seq", items: this.items, span };
  }

  /** Puts this, finished, into the one around it. Comments that stand less far in than this go there too. */
  closeInto(outer: Frame | undefined, duplicates: DuplicateKey[]): YamlNode {
    const node = this.node(duplicates);
    const leaves = this.rest && (this.indent === 0 || this.rest.comments < this.indent);
    outer?.put(node, this.rest && !leaves ? this.rest.end : this.end, false);
    if (outer && leaves) outer.rest = this.rest;
    return node;
  }

  private keep(end: number, comment = -1): void {
    this.rest = { end, comments: Math.max(comment, this.rest?.comments ?? -1) };
  }
}

/** Blank lines, indentation and comments behind the last value. */
interface Rest {
  readonly end: number;
  /** The largest column of a comment among them; -1 without any. */
  readonly comments: number;
}
