import type { Path, PathSegment } from "../../yaml/node";
import { quoteEnd, unquoted } from "./outline";
import type { Place } from "./place";

/** A place between brackets; its path begins at the outermost bracket's value. */
export type FlowPlace = Pick<
  Place,
  "role" | "path" | "typed" | "quote" | "start" | "replace" | "lead" | "inItem" | "siblings"
>;

interface Level {
  readonly kind: "map" | "list";
  index: number;
  /** The key whose value is being written. */
  key: string | undefined;
  /** Where the key or value that is being written begins. */
  from: number;
  readonly siblings: Map<string, string>;
}

/** No brackets that a person writes by hand stand further apart. */
const FARTHEST = 20_000;
const REST = /^[^\s"'#,:{}[\]]*/;

/**
 * Where a cursor stands between brackets.
 *
 * @param start the outermost bracket
 * @returns undefined behind the last bracket, in comments, and on keys that are written
 */
export function flowPlace(text: string, start: number, offset: number, stop: number): FlowPlace | undefined {
  if (offset - start > FARTHEST) return undefined;
  const scan = new Scan(text);
  const quoted = scan.run(start, offset);
  const level = scan.levels.at(-1);
  if (!level) return undefined;
  const from = quoted ?? inkFrom(text, level.from, offset);
  const written = text.slice(from, offset);
  const quote = written.startsWith('"') ? '"' : written.startsWith("'") ? "'" : "";
  const typed = written.slice(quote.length);
  if (/(?:^|\s)#/.test(quote === "" ? text.slice(level.from, offset) : "")) return undefined;
  const after = text.slice(offset, stop);
  const closing = quote === "" ? -1 : after.indexOf(quote);
  const rest = closing >= 0 ? closing + 1 : (REST.exec(after)?.[0].length ?? 0);
  const isKey = level.kind === "map" && level.key === undefined;
  const { index } = level;
  if (isKey && (/^[ \t]*:/.test(after.slice(rest)) || (quote === "" && /\s/.test(typed)))) return undefined;
  const own = level.key;
  const held = scan.path();
  scan.after(offset + rest, level);
  if (own !== undefined) level.siblings.delete(own);
  const value: Path = own !== undefined ? [own] : [];
  const path = [...held, ...value, ...(level.kind === "list" ? [index] : [])];
  return {
    role: isKey || level.kind === "list" ? "key" : "value",
    path,
    typed,
    quote,
    start: from,
    replace: { start: from, end: offset + rest },
    lead: written === "" && text[offset - 1] === ":" ? " " : "",
    inItem: level.kind === "list",
    siblings: level.siblings,
  };
}

class Scan {
  readonly levels: Level[] = [];

  constructor(private readonly text: string) {}

  /** Reads up to `end`; returns where the quote began that it stands in. */
  run(start: number, end: number): number | undefined {
    for (let at = start; at < end; at++) {
      const sign = this.text[at] ?? "";
      const level = this.levels.at(-1);
      if ((sign === '"' || sign === "'") && this.text.slice(level?.from ?? at, at).trim() === "") {
        const close = quoteEnd(this.text, at, end);
        if (close > end) return at;
        at = close - 1;
      } else this.sign(sign, at);
    }
    return undefined;
  }

  private sign(sign: string, at: number): void {
    const level = this.levels.at(-1);
    if (sign === "{" || sign === "[") {
      const kind = sign === "{" ? "map" : "list";
      this.levels.push({ kind, index: 0, key: undefined, from: at + 1, siblings: new Map() });
    } else if (sign === "}" || sign === "]") {
      this.levels.pop();
      const outer = this.levels.at(-1);
      if (outer) outer.from = at + 1;
    } else if (sign === "," && level) {
      if (level.key !== undefined) level.siblings.set(level.key, this.text.slice(level.from, at).trim());
      level.key = undefined;
      level.index++;
      level.from = at + 1;
    } else if (sign === ":" && level?.kind === "map" && /["'\s,}\]]|^$/.test(this.text[at + 1] ?? "")) {
      if (level.key === undefined) {
        level.key = unquoted(this.text.slice(level.from, at).trim());
        level.from = at + 1;
      }
    }
  }

  /** The keys of the same map that follow. */
  after(start: number, level: Level): void {
    const depth = this.levels.length;
    const known = level.key;
    for (let at = start; at < Math.min(this.text.length, start + FARTHEST); at++) {
      const sign = this.text[at] ?? "";
      if (sign === '"' || sign === "'") {
        const close = quoteEnd(this.text, at, this.text.length);
        if (close > this.text.length) return;
        at = close - 1;
        continue;
      }
      if (this.levels.length === depth && (sign === "}" || sign === "]")) {
        if (level.key !== undefined && level.key !== known) level.siblings.set(level.key, "");
        return;
      }
      // A bracket that is never closed holds nothing of what stands below.
      if (sign === "\n" && /^[ \t]*(?:- )?[\w./-]+:(?:\s|$)/.test(this.text.slice(at + 1, at + 200))) return;
      this.sign(sign, at);
    }
  }

  path(): PathSegment[] {
    return this.levels.slice(0, -1).map(({ kind, key = "", index }) => (kind === "map" ? key : index));
  }
}

function inkFrom(text: string, from: number, stop: number): number {
  let at = from;
  while (at < stop && /\s/.test(text[at] ?? "")) at++;
  return at;
}
