import type { Token } from "./tokens";
import { AGGREGATIONS, BINARY_WORDS, LABEL_CLAUSES, MODIFIERS, NO_LABEL, RESERVED } from "./words";

/**
 * A query's normal form: what the grammar reads in place of the text. One piece a token, parted by spaces: names
 * become `a`, numbers `1`, functions `abs`, so that placeholders, functions that the grammar does not know and forms
 * of numbers that it lacks read like any other. What stands there is read from the tokens afterwards.
 */
export interface NormalForm {
  readonly text: string;
  /** For an offset of the form, the index of the token that begins there or before. */
  readonly tokenAt: (offset: number) => number;
  /** The index of the first token that ends behind an offset of the form; absent behind the last. */
  readonly tokenFrom: (offset: number) => number | undefined;
  /** The tokens that the form leaves out: placeholders that may be anything. */
  readonly omitted: ReadonlySet<number>;
  /** Where the first placeholder stands that may be an operator, a modifier or a part of the query. */
  readonly wildFrom: number;
}

/** Writes the tokens so that the grammar reads them, placeholders as what they will be. Never throws. */
export function normalForm(tokens: readonly Token[]): NormalForm {
  return new Former(tokens).run();
}

const NAME = "a";
const NUMBER = "1";
const STRING = '""';
const FUNCTION = "abs";
/** A function or an aggregation, with or without labels to group by. */
const ANY_CALL = "sum";
const NO_LABELS = "( )";
/** Stands nowhere: for words that the grammar takes and Prometheus does not. */
const REFUSED = "=";
/** Both functions and words of calculated durations. */
const DURATION_WORDS: ReadonlyMap<string, string> = new Map([
  ["step", "step"],
  ["range", "range"],
  ["min", "min_of"],
  ["max", "max_of"],
  ["min_of", "min_of"],
  ["max_of", "max_of"],
]);

/** The pieces that an operand follows, operators' signs aside. */
const EXPECTING: ReadonlySet<string> = new Set([
  ...BINARY_WORDS,
  "",
  "(",
  ",",
  "bool",
  "group_left",
  "group_right",
]);
/** Behind these words and their labels an operand follows. */
const MATCHING: ReadonlySet<string> = new Set([
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "fill",
  "fill_left",
  "fill_right",
]);

class Former {
  private readonly omitted = new Set<number>();
  private wildFrom = Number.POSITIVE_INFINITY;
  /** The parentheses around: whether each holds the labels of `on (…)` or its like. */
  private readonly parens: boolean[] = [];
  private closedMatching = false;
  /** The form's last piece. */
  private last = "";
  private lastIsOperator = false;

  constructor(private readonly tokens: readonly Token[]) {}

  run(): NormalForm {
    const starts: number[] = [];
    const indices: number[] = [];
    let text = "";
    for (let index = 0; index < this.tokens.length; index++) {
      const token = this.tokens[index];
      const piece = token ? this.piece(token, index) : "";
      if (token) this.follow(token, index);
      if (piece === "") continue;
      this.last = piece;
      this.lastIsOperator = token?.kind === "operator" || (token?.templated === true && piece === "+");
      starts.push(text.length);
      indices.push(index);
      text += `${piece} `;
    }
    const tokenAt = (offset: number) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return indices[low] ?? 0;
    };
    const tokenFrom = (offset: number) => {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        // One space parts each piece from the next.
        const end = (starts[middle + 1] ?? text.length) - 1;
        if (end <= offset) low = middle + 1;
        else high = middle;
      }
      return indices[low];
    };
    return { text, tokenAt, tokenFrom, omitted: this.omitted, wildFrom: this.wildFrom };
  }

  private follow(token: Token, index: number): void {
    this.closedMatching = false;
    if (token.kind === "(") this.parens.push(MATCHING.has(this.wordAt(index - 1) ?? ""));
    else if (token.kind === ")") this.closedMatching = this.parens.pop() ?? false;
  }

  private piece(token: Token, index: number): string {
    switch (token.kind) {
      case "word":
        return token.templated ? this.templated(token, index) : this.word(token, index);
      case "placeholder":
        return this.templated(token, index);
      case "number":
        return NUMBER;
      case "string":
        return STRING;
      case "bad":
        return "";
      case ",":
        return this.omitted.has(index) ? "" : ",";
      default:
        return token.whole && token.templated ? token.kind : token.text;
    }
  }

  private word(token: Token, index: number): string {
    if (token.place === "matchers") return NAME;
    const word = token.text.toLowerCase();
    if (token.place === "labels") return token.text.includes(":") || NO_LABEL.has(word) ? REFUSED : NAME;
    const called = this.tokens[index + 1]?.kind === "(";
    if (token.place === "duration") return called ? (DURATION_WORDS.get(word) ?? NAME) : NAME;
    if (this.isInstant(index)) return word === "start" || word === "end" ? word : NAME;
    const operand = this.expectsOperand();
    if (called) {
      if (AGGREGATIONS.has(word) || RESERVED.has(word) || BINARY_WORDS.has(word) || MODIFIERS.has(word))
        return word;
      if (token.text === "step" || token.text === "range") return token.text;
      return this.isOffset(index) ? (DURATION_WORDS.get(token.text) ?? NAME) : FUNCTION;
    }
    if (operand) {
      if (word === "atan2") return REFUSED;
      if (RESERVED.has(word)) return word;
      const next = this.wordAt(index + 1);
      return AGGREGATIONS.has(word) && (next === "by" || next === "without") ? word : NAME;
    }
    return BINARY_WORDS.has(word) || MODIFIERS.has(word) || RESERVED.has(word) ? word : NAME;
  }

  /** A placeholder, or a word with one in it: what can stand at this place. */
  private templated(token: Token, index: number): string {
    const next = this.tokens[index + 1];
    if (token.place === "duration" || this.isOffset(index) || this.isInstant(index)) return NUMBER;
    if (token.place === "labels") return this.tokens[index - 1]?.kind === "word" ? this.omit(index) : NAME;
    if (token.place === "matchers") return this.inMatchers(index);
    if (this.expectsOperand()) {
      const word = this.wordAt(index + 1);
      if (next?.kind === "(" || word === "by" || word === "without") return ANY_CALL;
      if (token.kind === "word" || next?.kind === "{" || !this.beginsOperand(index + 1)) return NAME;
      this.wild(token);
      return this.omit(index);
    }
    this.wild(token);
    if (LABEL_CLAUSES.has(this.wordAt(index - 1) ?? "")) return NO_LABELS;
    return this.beginsOperand(index + 1) ? "+" : this.omit(index);
  }

  /** In braces: a label's name, a value without quotes, or any number of matchers with their commas. */
  private inMatchers(index: number): string {
    const before = this.tokens[index - 1];
    const next = this.tokens[index + 1];
    if (before?.kind === "operator") return STRING;
    if (next?.kind === "operator") return NAME;
    if (next?.kind === "," && (before?.kind === "{" || before?.kind === "," || this.omitted.has(index - 1))) {
      this.omitted.add(index + 1);
    }
    return this.omit(index);
  }

  private omit(index: number): string {
    this.omitted.add(index);
    return "";
  }

  private wild(token: Token): void {
    this.wildFrom = Math.min(this.wildFrom, token.start);
  }

  private wordAt(index: number): string | undefined {
    const token = this.tokens[index];
    return token?.kind === "word" && !token.templated ? token.text.toLowerCase() : undefined;
  }

  /** Whether a length of time stands here: after `offset`, a sign between or not. */
  private isOffset(index: number): boolean {
    const before = this.tokens[index - 1];
    const sign = before?.kind === "operator" && (before.text === "-" || before.text === "+");
    return this.isModifier(sign ? index - 2 : index - 1, "offset");
  }

  private isModifier(index: number, word: string): boolean {
    return this.wordAt(index) === word && index > 0 && this.tokens[index]?.place === "expr";
  }

  /** Whether a time stands here: after `@`, a sign between or not. */
  private isInstant(index: number): boolean {
    const before = this.tokens[index - 1];
    if (before?.kind === "operator") return this.tokens[index - 2]?.kind === "@";
    return before?.kind === "@";
  }

  /** Whether an operand may stand next, by what the form ends with. */
  private expectsOperand(): boolean {
    if (this.last === ")") return this.closedMatching;
    return this.lastIsOperator || EXPECTING.has(this.last);
  }

  private beginsOperand(index: number): boolean {
    const token = this.tokens[index];
    switch (token?.kind) {
      case "word": {
        const word = token.text.toLowerCase();
        return token.templated || !(BINARY_WORDS.has(word) || MODIFIERS.has(word));
      }
      case "number":
      case "string":
      case "placeholder":
      case "(":
      case "{":
        return true;
      default:
        return false;
    }
  }
}
