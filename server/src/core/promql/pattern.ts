/** The texts that a matcher's regular expression accepts. */
export interface Pattern {
  /** Whether it matches the whole of a text. Takes time in proportion to pattern times text. */
  matches(text: string): boolean;
  /** All the texts it matches, where they can be counted on the fingers: `a|b`, `(5xx|4xx)`, `50[0-4]`. */
  readonly texts: readonly string[] | undefined;
}

/** A part of a pattern. Repetition of a set of one is a character. */
type Part =
  | { readonly kind: "set"; readonly chars: readonly Range[]; readonly negated: boolean }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] }
  | { readonly kind: "choice"; readonly parts: readonly Part[] }
  | { readonly kind: "repeat"; readonly part: Part; readonly least: number; readonly most: number };

type Range = readonly [low: number, high: number];

const LONGEST_PATTERN = 1000;
const LONGEST_TEXT = 1000;
/** Of `{n}`; larger ones are not read. */
const MOST_REPEATS = 50;
const MOST_TEXTS = 64;
const DEEPEST = 20;

/** Letters, digits, dots, alternatives and groups. */
const PLAIN = /^[\w.|()]*$/;

const DIGIT: readonly Range[] = [[48, 57]];
const WORD: readonly Range[] = [[48, 57], [65, 90], [95, 95], [97, 122]]; // biome-ignore format: a table
const SPACE: readonly Range[] = [[9, 10], [12, 13], [32, 32]]; // biome-ignore format: a table
const CLASSES: Readonly<Record<string, readonly Range[]>> = { d: DIGIT, w: WORD, s: SPACE };
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v" };
const ANY: Part = { kind: "set", chars: [[10, 10]], negated: true };
const EMPTY: Part = { kind: "sequence", parts: [] };

/**
 * Reads the regular expression of a label matcher, which Prometheus anchors at both ends.
 *
 * @returns undefined for what is not read here: flags, named classes, word borders, anchors in the middle,
 *   very long patterns, and patterns that are no RE2 at all. Never throws.
 */
export function readPattern(source: string): Pattern | undefined {
  if (source.length > LONGEST_PATTERN) return undefined;
  const reader = new Reader(source);
  const part = reader.choice(0);
  if (part === undefined || !reader.atEnd()) return undefined;
  // Without a repetition nothing can be tried twice: the runtime's own reader is quick, and means the same.
  const plain = PLAIN.test(source) ? new RegExp(`^(?:${source})$`, "s") : undefined;
  return {
    matches: plain
      ? (text) => text.length <= LONGEST_TEXT && plain.test(text)
      : (text) => text.length <= LONGEST_TEXT && ends(part, text, new Set([0])).has(text.length),
    texts: textsOf(part),
  };
}

class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  atEnd(): boolean {
    return this.at >= this.source.length;
  }

  choice(depth: number): Part | undefined {
    if (depth > DEEPEST) return undefined;
    const parts: Part[] = [];
    do {
      const part = this.sequence(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.take("|"));
    return parts.length === 1 ? parts[0] : { kind: "choice", parts };
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private sequence(depth: number): Part | undefined {
    const parts: Part[] = [];
    while (!this.atEnd()) {
      const next = this.source[this.at];
      if (next === "|" || next === ")") break;
      const part = this.anchor() ? EMPTY : this.repeated(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return { kind: "sequence", parts };
  }

  /** `^` before all and `$` after all say what Prometheus says anyway. */
  private anchor(): boolean {
    const before = this.source.slice(0, this.at);
    const after = this.source.slice(this.at + 1);
    if (/^[(?:]*$/.test(before) && !before.includes("|")) return this.take("^");
    return /^\)*$/.test(after) && this.take("$");
  }

  private repeated(depth: number): Part | undefined {
    let part = this.single(depth);
    while (part !== undefined && !this.atEnd()) {
      const bounds = this.bounds();
      if (bounds === undefined) return part;
      if (bounds === "unread") return undefined;
      part = { kind: "repeat", part, least: bounds[0], most: bounds[1] };
    }
    return part;
  }

  private bounds(): Range | "unread" | undefined {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(this.source.slice(this.at, this.at + 20));
    if (found === null) return undefined;
    this.at += found[0].length;
    this.take("?");
    const [sign, low, comma, high] = found;
    if (low === undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY];
    const least = Number(low);
    const most = comma === undefined ? least : high ? Number(high) : Number.POSITIVE_INFINITY;
    return least > MOST_REPEATS || (high && most > MOST_REPEATS) || most < least ? "unread" : [least, most];
  }

  private single(depth: number): Part | undefined {
    if (this.take("(")) return this.group(depth);
    if (this.take("[")) return this.set();
    if (this.take(".")) return ANY;
    if (this.take("\\")) {
      const chars = this.escape();
      return chars && { kind: "set", chars, negated: false };
    }
    const char = this.source.charCodeAt(this.at);
    if ("*+?^$".includes(this.source.charAt(this.at))) return undefined;
    this.at++;
    return { kind: "set", chars: [[char, char]], negated: false };
  }

  private group(depth: number): Part | undefined {
    if (this.take("?") && !this.take(":")) return undefined;
    const part = this.choice(depth + 1);
    return part !== undefined && this.take(")") ? part : undefined;
  }

  /** What stands after a backslash. */
  private escape(): readonly Range[] | undefined {
    const char = this.source.charAt(this.at++);
    const known = CLASSES[char];
    if (known) return known;
    const control = CONTROLS[char];
    if (control === undefined && !/^[^A-Za-z0-9]$/.test(char)) return undefined;
    const code = (control ?? char).charCodeAt(0);
    return [[code, code]];
  }

  private set(): Part | undefined {
    const negated = this.take("^");
    const chars: Range[] = [];
    for (let first = true; !this.atEnd(); first = false) {
      if (!first && this.take("]")) return { kind: "set", chars, negated };
      if (this.source.startsWith("[:", this.at)) return undefined;
      const low = this.member();
      if (low === undefined) return undefined;
      const ranged = this.source[this.at] === "-" && this.source[this.at + 1] !== "]";
      if (!ranged) {
        chars.push(...low);
        continue;
      }
      this.at++;
      const high = this.member();
      const [from, to] = [low[0]?.[0], high?.[0]?.[1]];
      if (low.length > 1 || from === undefined || to === undefined || to < from) return undefined;
      chars.push([from, to]);
    }
    return undefined;
  }

  private member(): readonly Range[] | undefined {
    if (this.take("\\")) return this.escape();
    const code = this.source.charCodeAt(this.at++);
    return Number.isNaN(code) ? undefined : [[code, code]];
  }
}

/** Where a part can end, if it may begin at any of these places. */
function ends(part: Part, text: string, starts: ReadonlySet<number>): Set<number> {
  switch (part.kind) {
    case "set": {
      const found = new Set<number>();
      for (const start of starts)
        if (start < text.length && holds(part, text.charCodeAt(start))) found.add(start + 1);
      return found;
    }
    case "sequence":
      return part.parts.reduce((places, one) => ends(one, text, places), new Set(starts));
    case "choice":
      return new Set(part.parts.flatMap((one) => [...ends(one, text, starts)]));
    case "repeat":
      return repeatedEnds(part, text, starts);
  }
}

function repeatedEnds(
  part: Part & { kind: "repeat" },
  text: string,
  starts: ReadonlySet<number>,
): Set<number> {
  let places = new Set(starts);
  for (let count = 0; count < part.least; count++) places = ends(part.part, text, places);
  const all = new Set(places);
  for (let count = part.least; count < part.most && places.size > 0; count++) {
    places = new Set([...ends(part.part, text, places)].filter((place) => !all.has(place)));
    for (const place of places) all.add(place);
  }
  return all;
}

function holds(part: Part & { kind: "set" }, code: number): boolean {
  return part.chars.some(([low, high]) => low <= code && code <= high) !== part.negated;
}

function textsOf(part: Part): readonly string[] | undefined {
  switch (part.kind) {
    case "set": {
      if (part.negated) return undefined;
      const size = part.chars.reduce((sum, [low, high]) => sum + high - low + 1, 0);
      if (size > MOST_TEXTS) return undefined;
      return part.chars.flatMap(([low, high]) =>
        Array.from({ length: high - low + 1 }, (_, index) => String.fromCharCode(low + index)),
      );
    }
    case "choice":
      return bounded(part.parts.map(textsOf), (lists) => lists.flat());
    case "sequence":
      return part.parts.reduce<readonly string[] | undefined>((so, one) => joined(so, textsOf(one)), [""]);
    case "repeat": {
      const one = textsOf(part.part);
      if (part.most > MOST_TEXTS) return undefined;
      let list: readonly string[] | undefined = [""];
      let all: readonly string[] | undefined = part.least === 0 ? [""] : [];
      for (let count = 1; count <= part.most; count++) {
        list = joined(list, one);
        if (count >= part.least) all = bounded([all, list], (lists) => lists.flat());
      }
      return all;
    }
  }
}

function joined(left: readonly string[] | undefined, right: readonly string[] | undefined) {
  if (left && right && left.length * right.length > MOST_TEXTS) return undefined;
  return bounded([left, right], ([a = [], b = []]) => a.flatMap((head) => b.map((tail) => head + tail)));
}

function bounded(
  lists: readonly (readonly string[] | undefined)[],
  merge: (lists: readonly (readonly string[])[]) => readonly string[],
): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  if (known.length < lists.length) return undefined;
  const texts = [...new Set(merge(known))];
  return texts.length > MOST_TEXTS ? undefined : texts;
}
