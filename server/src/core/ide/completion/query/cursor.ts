import { findPlaceholders } from "../../../promql/placeholders";
import { type Token, tokensOf } from "../../../promql/tokens";
import { LABEL_CLAUSES } from "../../../promql/words";

/** What is being written where a cursor stands in PromQL, and the part of it that is there already. */
export type QueryCursor =
  | {
      readonly kind: "expr";
      readonly typed: string;
      readonly after: "operand" | "start";
    }
  | {
      readonly kind: "label";
      readonly typed: string;
      readonly metric: string | undefined;
      readonly taken: readonly string[];
    }
  | {
      readonly kind: "label-value";
      readonly typed: string;
      readonly metric: string | undefined;
      readonly label: string;
      readonly op: string;
      /** The quote that is open; empty where none is. */
      readonly quote: string;
    }
  | { readonly kind: "clause-label"; readonly typed: string; readonly taken: readonly string[] }
  | { readonly kind: "duration"; readonly typed: string; readonly range: boolean };

/** @returns undefined in comments and in strings that are no label's */
export function queryCursor(before: string): QueryCursor | undefined {
  const placeholder = /\[[^\][]*(?:\{\{[^}]*|\$[\w{]*)$/.exec(before);
  if (placeholder) return { kind: "duration", typed: placeholder[0].slice(1).trimStart(), range: true };
  const tokens = tokensOf(before, findPlaceholders(before)).list.filter(isWritten);
  const last = tokens.at(-1);
  if (/#[^\n]*$/.test(before) && before.lastIndexOf("#") >= (last?.end ?? 0)) return undefined;
  const open = openBrackets(tokens).at(-1);
  const touches = last !== undefined && last.end === before.length;
  if (last?.kind === "string" && touches && !last.whole) return inString(tokens, last, open);
  const isWord = touches && (last.kind === "word" || last.kind === "number") && !last.templated;
  const typed = isWord ? last.text : "";
  const rest = isWord ? tokens.slice(0, -1) : tokens;
  if (open?.token.kind === "{") return inMatchers(rest, typed, open);
  if (open?.token.kind === "[") return { kind: "duration", typed, range: true };
  if (open?.token.kind === "(" && isClause(open.before)) {
    return { kind: "clause-label", typed, taken: wordsAfter(rest, open.at) };
  }
  return inExpression(rest, typed);
}

function isWritten({ start, end }: Token): boolean {
  return end > start;
}

interface OpenBracket {
  readonly token: Token;
  readonly at: number;
  readonly before: Token | undefined;
}

const CLOSERS: ReadonlySet<string> = new Set([")", "]", "}"]);
const OPENERS: ReadonlySet<string> = new Set(["(", "[", "{"]);

function openBrackets(tokens: readonly Token[]): OpenBracket[] {
  const open: OpenBracket[] = [];
  for (const [at, token] of tokens.entries()) {
    if (OPENERS.has(token.kind)) open.push({ token, at, before: tokens[at - 1] });
    else if (CLOSERS.has(token.kind)) open.pop();
  }
  return open;
}

function isClause(before: Token | undefined): boolean {
  return before?.kind === "word" && LABEL_CLAUSES.has(before.text.toLowerCase());
}

function wordsAfter(tokens: readonly Token[], at: number): string[] {
  return tokens.slice(at + 1).flatMap(({ kind, text }) => (kind === "word" ? [text] : []));
}

function metricOf({ before }: OpenBracket): string | undefined {
  return before?.kind === "word" && !before.templated ? before.text : undefined;
}

function inString(
  tokens: readonly Token[],
  last: Token,
  open: OpenBracket | undefined,
): QueryCursor | undefined {
  const op = tokens.at(-2);
  const label = tokens.at(-3);
  if (open?.token.kind !== "{" || op?.kind !== "operator" || label?.kind !== "word") return undefined;
  const quote = last.text.slice(0, 1);
  const typed = last.text.slice(1);
  return { kind: "label-value", typed, metric: metricOf(open), label: label.text, op: op.text, quote };
}

function inMatchers(rest: readonly Token[], typed: string, open: OpenBracket): QueryCursor | undefined {
  const last = rest.at(-1);
  const metric = metricOf(open);
  if (last?.kind === "operator") {
    const label = rest.at(-2);
    if (label?.kind !== "word") return undefined;
    return { kind: "label-value", typed, metric, label: label.text, op: last.text, quote: "" };
  }
  if (last?.kind !== "{" && last?.kind !== ",") return undefined;
  const taken = rest.flatMap((token, at) =>
    at > open.at && rest[at + 1]?.kind === "operator" ? [token.text] : [],
  );
  return { kind: "label", typed, metric, taken };
}

function inExpression(rest: readonly Token[], typed: string): QueryCursor | undefined {
  const last = rest.at(-1);
  if (last?.kind === "word" && last.text.toLowerCase() === "offset") {
    return { kind: "duration", typed, range: false };
  }
  if (typed !== "" && /^\d/.test(typed)) return undefined;
  const operand =
    last !== undefined && ["word", "number", "string", "placeholder", ")", "]", "}"].includes(last.kind);
  return {
    kind: "expr",
    typed,
    after: operand && !isOperatorWord(last) ? "operand" : "start",
  };
}

const OPERATOR_WORDS: ReadonlySet<string> = new Set(["and", "or", "unless", "bool", "atan2"]);

function isOperatorWord({ kind, text }: Token): boolean {
  return kind === "word" && OPERATOR_WORDS.has(text.toLowerCase());
}
