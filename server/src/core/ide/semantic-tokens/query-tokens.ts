import type { QueryText } from "../../model/query-text";
import type { Placeholder } from "../../promql/expr";
import { type Token, tokensOf } from "../../promql/tokens";
import { AGGREGATIONS, BINARY_WORDS, LABEL_CLAUSES, MODIFIERS, RESERVED } from "../../promql/words";
import type { Span } from "../../text/span";
import type { SemanticToken, TokenType } from "./kinds";

/**
 * What the parts of a PromQL query are, relative to the YAML document. A token that a folded or escaped scalar parts
 * comes with all that stands for it. None where the query stands elsewhere and is only named here (`*anchor`).
 */
export function queryTokens(query: QueryText): SemanticToken[] {
  if (!query.exact) return [];
  const { text, promql } = query;
  return typedTokens(text, promql.placeholders).flatMap(({ span, type }) =>
    span.start < span.end ? [{ span: query.toSource(span), type }] : [],
  );
}

/** The tokens of a query in the order of the text, relative to the query's own text. */
function typedTokens(text: string, placeholders: readonly Placeholder[]): SemanticToken[] {
  const list = tokensOf(text, placeholders).list.filter(({ start, end }) => start < end);
  const found: SemanticToken[] = placeholders.map(({ span }) => ({ span, type: "macro" }));
  let end = 0;
  for (const [at, token] of list.entries()) {
    found.push(...commentsIn(text, end, token.start, placeholders));
    end = token.end;
    const type = typeOf(list, at);
    if (type) found.push(...around(token, type, placeholders));
  }
  found.push(...commentsIn(text, end, text.length, placeholders));
  return found.sort((a, b) => a.span.start - b.span.start);
}

function typeOf(list: readonly Token[], at: number): TokenType | undefined {
  const token = list[at];
  if (!token) return undefined;
  switch (token.kind) {
    case "word":
      return wordType(list, at, token);
    case "number":
      return "number";
    case "string":
      return stringType(list[at - 1]);
    case "placeholder":
      return undefined;
    case "bad":
      return undefined;
    default:
      return "operator";
  }
}

function stringType(before: Token | undefined): TokenType {
  const isPattern = before?.kind === "operator" && (before.text === "=~" || before.text === "!~");
  return isPattern && before.place === "matchers" ? "regexp" : "string";
}

function wordType(list: readonly Token[], at: number, { place, text }: Token): TokenType {
  if (place === "labels" || place === "matchers") return "property";
  const word = text.toLowerCase();
  if (place === "duration") return list[at + 1]?.kind === "(" ? "function" : "number";
  if (word === "inf" || word === "nan") return "number";
  if (RESERVED.has(word)) return "keyword";
  if ((BINARY_WORDS.has(word) || MODIFIERS.has(word)) && !isOperandNext(list[at - 1])) return "keyword";
  const next = list[at + 1];
  if (next?.kind === "(") return "function";
  const clause = next?.kind === "word" && LABEL_CLAUSES.has(next.text.toLowerCase());
  return clause && AGGREGATIONS.has(word) ? "function" : "variable";
}

/** Whether an operand has to follow a token: then even the word of an operator is a metric's name. */
function isOperandNext(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === "word") return BINARY_WORDS.has(before.text.toLowerCase());
  return before.kind === "operator" || before.kind === "(" || before.kind === ",";
}

/** A token without the placeholders in it. */
function around(token: Token, type: TokenType, placeholders: readonly Placeholder[]): SemanticToken[] {
  if (!token.templated) return [{ span: { start: token.start, end: token.end }, type }];
  const pieces: SemanticToken[] = [];
  let start = token.start;
  const push = (end: number) => {
    if (start < end) pieces.push({ span: { start, end }, type });
  };
  for (const { span } of placeholders) {
    if (span.end <= start || span.start >= token.end) continue;
    push(Math.min(span.start, token.end));
    start = Math.max(start, span.end);
  }
  push(token.end);
  return pieces;
}

/** What PromQL passes over between two tokens, white space aside. */
function commentsIn(
  text: string,
  from: number,
  to: number,
  placeholders: readonly Placeholder[],
): SemanticToken[] {
  const gap = text.slice(from, to);
  if (!gap.includes("#")) return [];
  return [...gap.matchAll(/#[^\n]*/g)].flatMap((match): SemanticToken[] => {
    const span: Span = { start: from + match.index, end: from + match.index + match[0].length };
    const filled = placeholders.some((one) => one.span.start < span.end && span.start < one.span.end);
    return filled ? [] : [{ span, type: "comment" }];
  });
}
