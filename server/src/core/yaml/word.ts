import { CST } from "yaml";
import { type DocumentTexts, scalarOf } from "./build";
import type { YamlScalar } from "./node";
import { plainValue } from "./plain-value";

/** A plain or quoted scalar as the lexer finds it, before it is known what it stands for. */
export interface Word {
  readonly type: "scalar" | "single-quoted-scalar" | "double-quoted-scalar";
  readonly source: string;
  readonly start: number;
  /** The column, if only indentation and dashes stand before it on its line. */
  readonly column: number;
}

/** The scalar that a word is; undefined where the parser would have something to say of it. */
export function wordNode({ type, source, start }: Word, texts: DocumentTexts): YamlScalar | undefined {
  const span = { start, end: start + source.length };
  if (type === "scalar") {
    if (/^[,%|>@`]/.test(source)) return undefined;
    const read = source.includes("\n") ? resolved(type, source) : source;
    const value = read === undefined ? undefined : plainValue(read);
    return read === undefined || value === undefined
      ? undefined
      : scalarOf(read, value, "plain", span, texts);
  }
  const read = isSimplyQuoted(source) ? source.slice(1, -1) : resolved(type, source);
  if (read === undefined) return undefined;
  return scalarOf(read, read, type === "single-quoted-scalar" ? "single" : "double", span, texts);
}

/** Quoted on one line, with nothing in it that stands for something else. */
function isSimplyQuoted(source: string): boolean {
  const [sign] = source;
  if (source.length < 2 || source[source.length - 1] !== sign) return false;
  if (source.includes("\n")) return false;
  return sign === "'" ? source.indexOf("'", 1) === source.length - 1 : !source.includes("\\");
}

/** What the parser reads in a scalar with folded lines or escapes. */
function resolved(type: Word["type"], source: string): string | undefined {
  return resolveScalar({ type, offset: 0, indent: 0, source })?.value;
}

/** The parser's reading of a scalar; undefined where it has something to say of it. */
export function resolveScalar(token: CST.FlowScalar | CST.BlockScalar) {
  let complained = false;
  const read = CST.resolveAsScalar(token, true, () => {
    complained = true;
  });
  return read && !complained ? read : undefined;
}
