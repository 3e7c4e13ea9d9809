import type { Span } from "../text/span";
import { readClass, readEscape } from "./re2-class";

/** What a label matcher's regular expression is to Prometheus. */
export type RegexReading =
  | {
      readonly ok: true /** Whether it matches the empty text, and with that a series without the label. */;
      readonly matchesEmpty: boolean;
    }
  | {
      readonly ok: false /** Where, in the pattern. */;
      readonly span: Span /** What is wrong, as the end of a sentence. */;
      readonly problem: string;
    };

/** What stands so far between two bars or brackets. */
interface Level {
  /** Where its bracket stands. */
  readonly open: number;
  /** Of the alternatives before the last bar: one matches the empty text. */
  earlierEmpty: boolean;
  /** Of the present alternative: all of it but the last part matches the empty text. */
  before: boolean;
  /** The last part, which a `*` would repeat; absent at the beginning. */
  last: Part | undefined;
  /** The largest product of nested `{n}` in it. */
  weight: number;
}

interface Part {
  readonly empty: boolean;
  readonly weight: number;
}

/** A repetition may not be larger than this, nested ones multiplied. */
const MOST_REPEATS = 1000;
/** Of a group, with its brackets: nobody writes a longer one, and a search for its end stays short. */
const LONGEST_NAME = 1000;

/**
 * Reads a label matcher's regular expression as Prometheus compiles it: RE2 syntax, anchored at both ends.
 * Source: the RE2 syntax page, the checks of Go's regexp/syntax; sizes of compiled programs are not checked.
 */
export function readRegex(pattern: string): RegexReading {
  const reader = new Reader(pattern);
  const refusal = reader.read();
  return refusal === undefined
    ? { ok: true, matchesEmpty: reader.matchesEmpty() }
    : { ok: false, ...refusal };
}

interface Refusal {
  readonly span: Span;
  readonly problem: string;
}

class Reader {
  private readonly levels: Level[] = [level(0)];
  private readonly names = new Set<string>();
  private at = 0;

  constructor(private readonly text: string) {}

  matchesEmpty(): boolean {
    const top = this.levels[0];
    return top !== undefined && matchesEmpty(top);
  }

  read(): Refusal | undefined {
    let repeated = false;
    while (this.at < this.text.length) {
      const start = this.at;
      const char = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
      const bounds = repeatBounds(this.text, start);
      if (bounds !== undefined) {
        const refusal = this.repeat(start, bounds, repeated);
        if (refusal !== undefined) return refusal;
        repeated = true;
        continue;
      }
      repeated = false;
      const refusal = this.one(start, char);
      if (refusal !== undefined) return refusal;
    }
    const open = this.levels[this.levels.length - 1];
    if (open !== undefined && this.levels.length > 1) {
      return refuse(open.open, open.open + 1, "its `(` is never closed");
    }
    return undefined;
  }

  /** Reads one part that is no repetition. */
  private one(start: number, char: string): Refusal | undefined {
    this.at = start + char.length;
    switch (char) {
      case "(":
        return this.group(start);
      case ")":
        return this.close(start);
      case "|": {
        const top = this.top();
        top.earlierEmpty = matchesEmpty(top);
        top.before = true;
        top.last = undefined;
        return undefined;
      }
      case "^":
      case "$":
        return this.push(true);
      case "[": {
        const result = readClass(this.text, start);
        if (!result.ok) return result;
        this.at = result.end;
        return this.push(false);
      }
      case "\\":
        return this.escape(start);
      default:
        return this.push(false);
    }
  }

  private escape(start: number): Refusal | undefined {
    const next = this.text[start + 1];
    if (next === "A" || next === "b" || next === "B" || next === "z") {
      this.at = start + 2;
      return this.push(next !== "b");
    }
    if (next === "Q") {
      const found = this.text.indexOf("\\E", start + 2);
      // RE2 would close it at the end, where Prometheus then adds the end of a group: quoted as well.
      if (found < 0) return refuse(start, start + 2, "its `\\Q` is never closed with `\\E`");
      this.at = found + 2;
      const literal = this.text.slice(start + 2, found);
      return literal === "" ? undefined : this.push(false);
    }
    const result = readEscape(this.text, start, false);
    if (!result.ok) return result;
    this.at = result.end;
    return this.push(false);
  }

  private group(start: number): Refusal | undefined {
    if (this.text[start + 1] !== "?") {
      this.levels.push(level(start));
      return undefined;
    }
    const ahead = this.text.slice(start, start + LONGEST_NAME);
    const named = /^\(\?P?<([^>]*)>/.exec(ahead);
    if (named !== null && !/^\(\?<[=!]/.test(named[0])) {
      const name = named[1] ?? "";
      this.at = start + named[0].length;
      if (!/^\w+$/.test(name)) return refuse(start, this.at, `\`${name}\` is no name for a group`);
      if (this.names.has(name)) return refuse(start, this.at, `two of its groups are called \`${name}\``);
      this.names.add(name);
      this.levels.push(level(start));
      return undefined;
    }
    const flags = /^\(\?[imsU]*(?:-[imsU]+)?([:)])/.exec(ahead);
    if (flags === null) {
      const written = /^\(\?<?./s.exec(ahead)?.[0] ?? "(?";
      return refuse(start, start + written.length, `RE2 has no \`${written}\``);
    }
    this.at = start + flags[0].length;
    if (flags[1] === ":") this.levels.push(level(start));
    return undefined;
  }

  private close(start: number): Refusal | undefined {
    const closed = this.levels.pop();
    if (closed === undefined || this.levels.length === 0) {
      return refuse(start, start + 1, "a `)` closes nothing");
    }
    this.add({ empty: matchesEmpty(closed), weight: closed.weight });
    return undefined;
  }

  private repeat(start: number, bounds: Bounds, repeated: boolean): Refusal | undefined {
    const lazy = this.text[bounds.end] === "?" ? 1 : 0;
    this.at = bounds.end + lazy;
    const written = this.text.slice(start, this.at);
    const top = this.top();
    const { min, max } = bounds;
    if (bounds.counted && (min > MOST_REPEATS || (max !== undefined && (max > MOST_REPEATS || max < min)))) {
      return refuse(start, this.at, `\`${written}\` repeats more than ${MOST_REPEATS} times or backwards`);
    }
    if (top.last === undefined)
      return refuse(start, this.at, `nothing stands before \`${written}\` to repeat`);
    if (repeated) return refuse(start, this.at, `\`${written}\` repeats a repetition`);
    const times = bounds.counted ? (max ?? min) : 1;
    const weight = max === 0 ? 0 : Math.max(times, 1) * top.last.weight;
    if (weight > MOST_REPEATS) {
      return refuse(start, this.at, `nested repetitions come to more than ${MOST_REPEATS}`);
    }
    top.last = { empty: min === 0 || top.last.empty, weight };
    top.weight = Math.max(top.weight, weight);
    return undefined;
  }

  private push(empty: boolean): undefined {
    this.add({ empty, weight: 1 });
    return undefined;
  }

  private add(part: Part): void {
    const top = this.top();
    top.before = top.before && (top.last?.empty ?? true);
    top.last = part;
    top.weight = Math.max(top.weight, part.weight);
  }

  private top(): Level {
    const top = this.levels[this.levels.length - 1];
    if (top !== undefined) return top;
    const fresh = level(0);
    this.levels.push(fresh);
    return fresh;
  }
}

interface Bounds {
  readonly min: number;
  /** Absent where there is no limit. */
  readonly max?: number;
  /** Written as `{n}`. */
  readonly counted: boolean;
  readonly end: number;
}

/** The `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}` that begins here. Anything else in braces is plain text. */
function repeatBounds(text: string, start: number): Bounds | undefined {
  switch (text[start]) {
    case "*":
      return { min: 0, counted: false, end: start + 1 };
    case "+":
      return { min: 1, counted: false, end: start + 1 };
    case "?":
      return { min: 0, max: 1, counted: false, end: start + 1 };
  }
  const found = /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/.exec(text.slice(start, start + 40));
  if (found === null) return undefined;
  const min = Number(found[1]);
  const end = start + found[0].length;
  if (found[2] === undefined) return { min, max: min, counted: true, end };
  return found[3] === undefined
    ? { min, counted: true, end }
    : { min, max: Number(found[3]), counted: true, end };
}

function level(open: number): Level {
  return { open, earlierEmpty: false, before: true, last: undefined, weight: 1 };
}

function matchesEmpty(of: Level): boolean {
  return of.earlierEmpty || (of.before && (of.last?.empty ?? true));
}

function refuse(start: number, end: number, problem: string): Refusal {
  return { span: { start, end }, problem };
}
