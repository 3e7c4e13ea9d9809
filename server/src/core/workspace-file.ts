import { mayHoldSpecs } from "./dialects/registry";
import { readSpecDocument, type SpecDocument } from "./dialects/spec-document";
import { splitFrom } from "./text/split";

/** A YAML document's place in its file. */
export interface DocumentSlot {
  /** Offset of the document's first character in the file. */
  readonly start: number;
  readonly document: SpecDocument;
}

/** One file of the workspace, read. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly slots: readonly DocumentSlot[];
}

/** Whether a file holds an object of a known format, or plainly means to. */
export function isSpecFile(file: SourceFile): boolean {
  return file.slots.some((slot) => slot.document.claimed);
}

/** Reads a file. What is the same as before an edit keeps its documents: only what stands between is read. */
export function readFile(uri: string, text: string, before: SourceFile | undefined): SourceFile {
  if (!mayHoldSpecs(text)) return { uri, text, slots: [] };
  const old = before?.slots ?? [];
  const { first, from, last, shift } = unchangedSlots(text, before);
  const ahead = old.slice(0, first);
  const known = new Map(old.slice(last).map((slot, at) => [slot.start + shift, last + at]));
  let behind: number | undefined;
  const spans = splitFrom(text, from, (start) => {
    behind = known.get(start);
    return behind !== undefined;
  });
  const replaced = old.slice(first, behind ?? old.length);
  const rest = behind === undefined ? [] : old.slice(behind);
  return {
    uri,
    text,
    slots: [
      ...ahead,
      ...readDocuments(text, spans, replaced),
      ...rest.map(({ start, document }) => ({ start: start + shift, document })),
    ],
  };
}

/** Each kept document serves one place: two documents with the same text stay two objects. */
function readDocuments(
  text: string,
  spans: readonly { start: number; end: number }[],
  replaced: readonly DocumentSlot[],
): DocumentSlot[] {
  const kept = new Map<string, SpecDocument[]>();
  for (const { document } of replaced) {
    const same = kept.get(document.yaml.text);
    if (same) same.push(document);
    else kept.set(document.yaml.text, [document]);
  }
  return spans.map(({ start, end }) => {
    const own = text.slice(start, end);
    return { start, document: kept.get(own)?.shift() ?? readSpecDocument(own) };
  });
}

/**
 * What an edit has left alone. A document ends where a marker stands, whatever is in it, so the same text ahead of
 * the change makes the same documents, and so does the same text behind it from any document's start on.
 */
function unchangedSlots(text: string, before: SourceFile | undefined) {
  const old = before?.slots ?? [];
  const previous = before?.text ?? "";
  const shift = text.length - previous.length;
  const prefix = commonPrefix(previous, text);
  const suffix = commonSuffix(previous, text, Math.min(previous.length, text.length) - prefix);
  // A marker is told by the character behind it.
  const ends = old.findIndex((_, at) => (old[at + 1]?.start ?? previous.length) + MARKER_LENGTH > prefix);
  // What follows a last `...` joins the document before it: so that one is read again.
  const first = Math.max((ends < 0 ? old.length : ends) - 1, 0);
  const behind = old.findIndex(({ start }) => start >= previous.length - suffix);
  return {
    first,
    from: first === 0 ? 0 : (old[first]?.start ?? 0),
    last: behind < 0 ? old.length : Math.max(behind, first),
    shift,
  };
}

const MARKER_LENGTH = 4;
/** Texts are compared in pieces: a piece is compared much faster than its characters are. */
const PIECE = 4_096;

function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at + PIECE <= end && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) at += PIECE;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** @param most so many characters at most: those ahead of them are taken already */
function commonSuffix(a: string, b: string, most: number): number {
  const from = a.length - b.length;
  let at = 0;
  while (at + PIECE <= most) {
    const start = b.length - at - PIECE;
    if (a.slice(start + from, start + from + PIECE) !== b.slice(start, start + PIECE)) break;
    at += PIECE;
  }
  while (at < most && a.charCodeAt(a.length - at - 1) === b.charCodeAt(b.length - at - 1)) at++;
  return at;
}
