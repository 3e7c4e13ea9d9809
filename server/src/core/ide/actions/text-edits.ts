import { inOrder, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** What becomes of one file. Its edits do not overlap, and are in the order of the text. */
export interface FileChange {
  readonly uri: string;
  /** The file is new, or is to go. */
  readonly operation?: "create" | "delete";
  readonly edits: readonly TextEdit[];
}

/** Whether two edits cannot be made together without saying which comes first. */
export function collide({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

/** A part of a text after edits: one that was there before, or one that is new. */
type Piece = { readonly kind: "kept"; readonly span: Span } | { readonly kind: "new"; readonly text: string };

/** Several rounds of edits, each made on the text that the one before left, as edits of the first text. */
export class EditedText {
  private pieces: readonly Piece[];

  constructor(private readonly original: string) {
    this.pieces = [{ kind: "kept", span: { start: 0, end: original.length } }];
  }

  get text(): string {
    return this.pieces.map((piece) => this.textOf(piece)).join("");
  }

  /** Makes edits of the present text. */
  apply(edits: readonly TextEdit[]): void {
    const after: Piece[] = [];
    let from = 0;
    for (const { span, newText } of inOrder(edits)) {
      after.push(...this.cut(from, span.start));
      if (newText !== "") after.push({ kind: "new", text: newText });
      from = span.end;
    }
    this.pieces = [...after, ...this.cut(from, Number.POSITIVE_INFINITY)];
  }

  /** All that was done, as edits of the first text. Where a text was put in place of the same, nothing was. */
  edits(): TextEdit[] {
    const found: TextEdit[] = [];
    let from = 0;
    let newText = "";
    const close = (to: number) => {
      if (this.original.slice(from, to) !== newText) found.push({ span: { start: from, end: to }, newText });
      newText = "";
    };
    for (const piece of this.pieces) {
      if (piece.kind === "new") newText += piece.text;
      else {
        if (piece.span.start !== from || newText !== "") close(piece.span.start);
        from = piece.span.end;
      }
    }
    close(this.original.length);
    return found;
  }

  private textOf(piece: Piece): string {
    return piece.kind === "new" ? piece.text : this.original.slice(piece.span.start, piece.span.end);
  }

  /** The pieces between two offsets of the present text. */
  private cut(from: number, to: number): Piece[] {
    const found: Piece[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      const length = piece.kind === "new" ? piece.text.length : piece.span.end - piece.span.start;
      const start = Math.max(from - at, 0);
      const end = Math.min(to - at, length);
      if (start < end) found.push(part(piece, start, end));
      at += length;
    }
    return found;
  }
}

function part(piece: Piece, start: number, end: number): Piece {
  if (piece.kind === "new") return { kind: "new", text: piece.text.slice(start, end) };
  return { kind: "kept", span: { start: piece.span.start + start, end: piece.span.start + end } };
}
