import { type Document, parseDocument, type YAMLParseError } from "yaml";
import { clamp, type Span } from "../text/span";
import type { DuplicateKey } from "./build";
import { type Converted, convert, MAX_DEPTH } from "./convert";
import type { YamlFault } from "./fault";
import type { YamlNode } from "./node";
import { readQuickly } from "./quick";
import { readings } from "./recover";
import { type MaskedText, maskTemplates } from "./template";

/** One YAML document of a stream, parsed on its own. All spans are relative to `text`. */
export interface YamlDocument {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly duplicateKeys: readonly DuplicateKey[];
  /** Lines that hold only template actions; above 0, nothing can be said about what is absent. */
  readonly controlLines: number;
  /** Where these stand. */
  readonly control: readonly Span[];
}

/** Larger documents are not checked: a spec this size is a mistake, and the editor must stay quick. */
export const MAX_DOCUMENT_LENGTH = 4_000_000;

/** One mistake can make the parser stumble at every line after it; what comes later says nothing new. */
const MAX_FAULTS = 50;

/** No longer text is shown as one word. */
const LONGEST_WORD = 200;

/** Parses one document of a YAML stream (see `splitStream`). Never throws: what goes wrong becomes a fault. */
export function parseYaml(text: string): YamlDocument {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    const message = `This document has ${text.length} characters; above ${MAX_DOCUMENT_LENGTH} nothing is checked.`;
    return unread(text, "TOO_LARGE", message);
  }
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(text);
    const reason = error instanceof Error ? error.message : String(error);
    return unread(text, "UNREADABLE", `This document could not be read: ${reason}`);
  }
}

function parse(text: string): YamlDocument {
  // YAML breaks lines at a lone CR as well, which the parser does not know.
  const masked = maskTemplates(text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text);
  const quick = readQuickly({ text, masked: masked.text });
  if (quick)
    return { text, root: quick.root, faults: [], duplicateKeys: quick.duplicateKeys, ...controlOf(masked) };
  const document = read(masked.text);
  // The parser recurses, and how deep it gets depends on who calls: the answer must not.
  if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION")) return tooDeep(text);
  const converted = convert(document, text, masked.text);
  if (converted.tooDeep) return tooDeep(text);
  const parserFaults = document.errors.map((error) => ({
    code: error.code === "MULTILINE_IMPLICIT_KEY" && inBrackets(text, error.pos[0]) ? "RUN_ON" : error.code,
    message: error.message,
    span: placeOf(error, converted.unclosed),
  }));
  const faults = distinct([...parserFaults, ...converted.faults], text);
  const tree = (parserFaults.length > 0 && recovered(text, masked.text, faults)) || converted;
  return {
    text,
    root: tree.root,
    faults: withoutEchoes(faults, text),
    duplicateKeys: tree.duplicateKeys,
    ...controlOf(masked),
  };
}

function controlOf({ control }: MaskedText): Pick<YamlDocument, "controlLines" | "control"> {
  return { controlLines: control.length, control };
}

function read(text: string): Document.Parsed {
  return parseDocument(text, {
    prettyErrors: false,
    logLevel: "silent",
    uniqueKeys: false,
    keepSourceTokens: false,
    merge: false,
  });
}

/** The tree of what is sound in a broken text; undefined where the mistakes cannot be told from the rest. */
function recovered(text: string, masked: string, faults: readonly YamlFault[]): Converted | undefined {
  for (const reading of readings(
    masked,
    faults.map(({ span }) => span),
  )) {
    const document = read(reading);
    const tree = document.errors.length === 0 ? convert(document, text, reading) : undefined;
    if (tree?.root && !tree.tooDeep) return tree;
  }
  return undefined;
}

/** Whether a bracket stands open on the line before an offset. */
function inBrackets(text: string, offset: number): boolean {
  const line = text.slice(Math.max(0, offset - LONGEST_WORD), offset);
  return /[[{][^\]}\r\n]*$/.test(line);
}

function placeOf(error: YAMLParseError, unclosed: readonly Span[]): Span {
  const span = { start: error.pos[0], end: error.pos[1] };
  if (!/^Missing closing .*quote/.test(error.message)) return span;
  return unclosed.findLast((quoted) => quoted.start < span.end) ?? span;
}

/** The faults with ranges that people can see, each place once. */
function distinct(faults: readonly YamlFault[], text: string): YamlFault[] {
  const byPlace = new Map<number, YamlFault>();
  for (const fault of faults) {
    const span = visible(text, fault.span);
    const before = byPlace.get(span.start);
    if (!before) byPlace.set(span.start, { ...fault, span });
    // The parser stumbles twice over a value with a key indented below it: as a second key, and as a long one.
    else if (before.code === "BLOCK_AS_IMPLICIT_KEY" && fault.code === "MULTILINE_IMPLICIT_KEY") {
      byPlace.set(span.start, { ...before, code: "KEY_BELOW_VALUE" });
    }
    if (byPlace.size === MAX_FAULTS) break;
  }
  return [...byPlace.values()];
}

/** Behind a value that ended too early each further word and line is as unexpected: it is said once. */
function withoutEchoes(faults: readonly YamlFault[], text: string): YamlFault[] {
  let last: number | undefined;
  return faults.filter(({ code, span }) => {
    if (code !== "UNEXPECTED_TOKEN") return true;
    const breaks = last === undefined ? [] : text.slice(last, span.start).match(/\r\n|\r|\n/g);
    const isEcho = last !== undefined && last <= span.start && (breaks?.length ?? 0) <= 1;
    last = span.start;
    return !isEcho;
  });
}

function tooDeep(text: string): YamlDocument {
  const message = `Values are nested more than ${MAX_DEPTH} levels deep in this document, so nothing in it is checked.`;
  return unread(text, "TOO_DEEP", message);
}

function unread(text: string, code: string, message: string): YamlDocument {
  const fault = { code, message, span: visible(text, firstLine(text)) };
  return { text, root: undefined, faults: [fault], duplicateKeys: [], controlLines: 0, control: [] };
}

/** A range that a person can see: inside the text, on one line, and at least a word where the text allows. */
function visible(text: string, span: Span): Span {
  const { start, end } = clamp(span, text.length);
  const line = text.slice(start, end).search(/[\r\n]/);
  const cut = line > 0 ? start + line : end;
  if (cut - start > 1 && line !== 0) return { start, end: cut };
  const word = /^(?:\t|[^\S\r\n]*\S+)/.exec(text.slice(start, start + LONGEST_WORD))?.[0].length ?? 0;
  if (word > 0) return { start, end: start + word };
  // At a line's end: show the last word before it.
  const before = text.slice(Math.max(0, start - LONGEST_WORD), start);
  const last = /\S+(?=\s*$)/.exec(before);
  if (!last) return { start, end: Math.min(start + 1, text.length) };
  const from = start - before.length + last.index;
  return { start: from, end: from + last[0].length };
}

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: Math.min(end < 0 ? text.length : end, 200) };
}
