import type { Span } from "../text/span";
import type { Placeholder } from "./expr";
import { isControl, isWindow, literalOf } from "./placeholders";
import { BINARY_WORDS, LABEL_CLAUSES } from "./words";

/**
 * The tokens of a query, read as Prometheus' own lexer reads them (number forms, string ends, colons in names),
 * with placeholders as tokens or as parts of tokens.
 */

export type TokenKind =
  | "word"
  | "number"
  | "string"
  | "operator"
  | "placeholder"
  | "bad"
  | "("
  | ")"
  | "["
  | "]"
  | "{"
  | "}"
  | ","
  | ":"
  | "@";

/** Where a token stands: among expressions, in `{…}`, in `by (…)` and its like, or in `[…]`. */
export type Place = "expr" | "matchers" | "labels" | "duration";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As written; of an inserted token what is missing. */
  readonly text: string;
  readonly place: Place;
  /** A placeholder stands in it. */
  readonly templated: boolean;
  /** Of a string: it ends. Of a closing bracket: it is written, not supplied. */
  readonly whole: boolean;
}

export interface Tokens {
  readonly list: readonly Token[];
  /** Brackets without a partner, in the order in which they were found. */
  readonly unbalanced: readonly Unbalanced[];
  /** A template's control action stands somewhere: brackets and operators may be its. */
  readonly control: boolean;
  /** Longer, or nested or chained deeper, than anybody writes: only the beginning was read. */
  readonly tooMuch: boolean;
}

export interface Unbalanced {
  readonly span: Span;
  readonly bracket: string;
  /** For an opening one: what would close it, and where. */
  readonly missing?: { readonly closer: string; readonly at: number };
}

/** No query that a person writes nests or chains deeper; readers that recurse stay within their stack. */
const MAX_DEPTH = 200;
// The grammar itself gives up behind 300 operators of one long chain.
const MAX_CHAIN = 300;
const MAX_TOKENS = 20_000;

const CLOSER: Readonly<Record<string, ")" | "]" | "}">> = { "(": ")", "[": "]", "{": "}" };
/** The words that hang another expression on the one before. */
const CHAINING = new Set([...BINARY_WORDS, "offset", "smoothed", "anchored"]);
const SPACE = /[ \t\r\n]+/y;
const COMMENT = /#[^\n]*/y;
const WORD = /[A-Za-z_:][\w:]*/y;
const LABEL = /[A-Za-z_]\w*/y;
const NUMBER = /(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)\w*/y;
const GLUE = /[\w:.]+/y;
const OPERATOR = /==|!=|<=|>=|=~|!~|<\/|>\/|[-+*/%^<>=]/y;

/** Reads a query's tokens. `placeholders` are its own, in the order of the text. */
export function tokensOf(text: string, placeholders: readonly Placeholder[]): Tokens {
  return new Lexer(text, placeholders).run();
}

interface Open {
  readonly token: Token;
  readonly place: Place;
}

class Lexer {
  private readonly list: Token[] = [];
  private readonly unbalanced: Unbalanced[] = [];
  private readonly stack: Open[] = [];
  private place: Place = "expr";
  private at = 0;
  private next = 0;
  private control = false;
  private deepest = 0;
  private chain = 0;

  constructor(
    private readonly text: string,
    private readonly placeholders: readonly Placeholder[],
  ) {}

  run(): Tokens {
    while (this.at < this.text.length && !this.isTooMuch()) this.step();
    const tooMuch = this.isTooMuch();
    while (this.stack.length > 0) this.supplyCloser(this.text.length);
    return { list: this.list, unbalanced: this.unbalanced, control: this.control, tooMuch };
  }

  private isTooMuch(): boolean {
    return this.deepest > MAX_DEPTH || this.chain > MAX_CHAIN || this.list.length > MAX_TOKENS;
  }

  private step(): void {
    const placeholder = this.placeholderHere();
    if (placeholder) {
      this.placeholder(placeholder);
      return;
    }
    const code = this.text.charCodeAt(this.at);
    if (code === 32 || code === 10 || code === 9 || code === 13) {
      this.at = this.endOf(SPACE);
      return;
    }
    if (isWordStart(code) || (code === 58 && this.colonJoins())) {
      this.glued("word", this.endOf(this.colonJoins() ? WORD : LABEL));
      return;
    }
    if (isDigit(code) || (code === 46 && isDigit(this.text.charCodeAt(this.at + 1)))) {
      this.glued("number", this.endOf(NUMBER));
      return;
    }
    const sign = this.text.charAt(this.at);
    switch (sign) {
      case "#":
        this.at = this.endOf(COMMENT);
        return;
      case '"':
      case "'":
      case "`":
        this.string(code);
        return;
      case "(":
      case "[":
      case "{":
        this.open(sign, this.at + 1, false);
        return;
      case ")":
      case "]":
      case "}":
        this.close(sign, this.at + 1, false);
        return;
      case ",":
      case ":":
      case "@":
        if (sign === "@") this.chain++;
        {
          this.push(sign, this.at + 1, false);
          return;
        }
      default: {
        const end = this.endOf(OPERATOR);
        if (end > this.at) {
          if (this.place !== "matchers") this.chain++;
          this.push("operator", end, false);
          return;
        }
        this.push("bad", this.at + ((this.text.codePointAt(this.at) ?? 0) > 0xffff ? 2 : 1), false);
        return;
      }
    }
  }

  /** Whether a colon is a part of names here: in braces none has one, in brackets it parts. */
  private colonJoins(): boolean {
    return this.place === "expr" || this.place === "labels";
  }

  private placeholderHere(): Placeholder | undefined {
    while ((this.placeholders[this.next]?.span.start ?? Number.POSITIVE_INFINITY) < this.at) this.next++;
    const placeholder = this.placeholders[this.next];
    return placeholder?.span.start === this.at ? placeholder : undefined;
  }

  private placeholder(placeholder: Placeholder): void {
    const { end } = placeholder.span;
    if (isControl(placeholder)) {
      this.control = true;
      this.at = end;
      return;
    }
    if (isWindow(placeholder)) {
      const inner = this.text.indexOf("window", this.at);
      this.open("[", this.at + 1, false);
      this.at = inner;
      this.push("placeholder", inner + "window".length, true);
      this.at = end - 1;
      this.close("]", end, false);
      return;
    }
    const sign = literalOf(placeholder) ?? "";
    if (sign === "(" || sign === "[" || sign === "{") {
      this.open(sign, end, true);
      return;
    }
    if (sign === ")" || sign === "]" || sign === "}") {
      this.close(sign, end, true);
      return;
    }
    this.glued("placeholder", end);
  }

  /** A word, a number or a placeholder with what is glued to it by placeholders. */
  private glued(first: "word" | "number" | "placeholder", firstEnd: number): void {
    const start = this.at;
    let kind: TokenKind = first;
    let templated = first === "placeholder";
    this.at = firstEnd;
    for (;;) {
      const placeholder = this.placeholderHere();
      if (placeholder && this.gluable(placeholder)) {
        templated = true;
        this.at = placeholder.span.end;
        continue;
      }
      if (!templated) break;
      const end = this.endOf(GLUE);
      // In brackets and braces a colon parts.
      const colon = this.colonJoins() ? -1 : this.text.slice(this.at, end).indexOf(":");
      const stop = colon < 0 ? end : this.at + colon;
      if (stop === this.at) break;
      if (kind === "placeholder") kind = "word";
      this.at = stop;
    }
    const end = this.at;
    this.at = start;
    // Names between operators nest nothing; placeholders may stand for operators.
    if (templated || CHAINING.has(this.text.slice(start, Math.min(end, start + 8)).toLowerCase()))
      this.chain++;
    this.push(kind, end, templated);
  }

  private gluable(placeholder: Placeholder): boolean {
    return !isControl(placeholder) && !isWindow(placeholder) && literalOf(placeholder) === undefined;
  }

  private string(quote: number): void {
    const start = this.at;
    let templated = false;
    let at = start + 1;
    for (; at < this.text.length; at++) {
      this.at = at;
      const placeholder = this.placeholderHere();
      if (placeholder) {
        templated = true;
        if (isControl(placeholder)) this.control = true;
        at = placeholder.span.end - 1;
        continue;
      }
      const code = this.text.charCodeAt(at);
      if (code === quote) break;
      if (code === 92 && quote !== 96) at++;
      else if (code === 10 && quote !== 96) break;
    }
    const whole = this.text.charCodeAt(at) === quote;
    this.at = start;
    this.push("string", Math.min(whole ? at + 1 : at, this.text.length), templated, whole);
  }

  private open(sign: "(" | "[" | "{", end: number, templated: boolean): void {
    // Only matchers stand in braces: what opens there tells that the brace was not closed.
    if (this.place === "matchers" && sign !== "{") this.supplyCloser(this.at);
    const before = this.list.at(-1);
    const clause = sign === "(" && before?.kind === "word" && LABEL_CLAUSES.has(before.text.toLowerCase());
    this.push(sign, end, templated);
    const token = this.list.at(-1);
    if (token) this.stack.push({ token, place: this.place });
    if (sign === "[") this.chain++;
    if (sign === "{") this.place = "matchers";
    else if (sign === "[") this.place = "duration";
    else if (this.place !== "duration") this.place = clause ? "labels" : "expr";
    this.deepest = Math.max(this.deepest, this.stack.length);
  }

  private close(sign: ")" | "]" | "}", end: number, templated: boolean): void {
    if (!this.stack.some((open) => CLOSER[open.token.kind] === sign)) {
      this.unbalanced.push({ span: { start: this.at, end }, bracket: sign });
      this.at = end;
      return;
    }
    while (CLOSER[this.stack.at(-1)?.token.kind ?? ""] !== sign) this.supplyCloser(this.at);
    this.place = this.stack.pop()?.place ?? "expr";
    this.push(sign, end, templated);
  }

  /** Closes the innermost bracket where it ought to have been closed. */
  private supplyCloser(at: number): void {
    const open = this.stack.pop();
    if (!open) return;
    const closer = CLOSER[open.token.kind] ?? ")";
    this.unbalanced.push({
      span: { start: open.token.start, end: open.token.end },
      bracket: open.token.kind,
      missing: { closer, at },
    });
    this.place = open.place;
    this.list.push({
      kind: closer,
      start: at,
      end: at,
      text: closer,
      place: open.place,
      templated: false,
      whole: false,
    });
  }

  private push(kind: TokenKind, end: number, templated: boolean, whole = true): void {
    const text = this.text.slice(this.at, end);
    this.list.push({ kind, start: this.at, end, text, place: this.place, templated, whole });
    this.at = end;
  }

  private endOf(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.test(this.text) ? pattern.lastIndex : this.at;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
