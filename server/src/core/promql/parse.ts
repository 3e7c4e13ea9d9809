import type { Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { Expr, Placeholder, PromqlFault, PromqlQuery } from "./expr";
import { bracketFault, grammarFault } from "./grammar-faults";
import { lexicalFaults } from "./lexical-faults";
import { lower, salvage } from "./lowering";
import { type NormalForm, normalForm } from "./normal-form";
import { findPlaceholders } from "./placeholders";
import { childrenOf, type Reading, unreadable } from "./reading";
import { type Tokens, tokensOf } from "./tokens";

/** A query that is longer is passed over unread: nobody writes one. */
export const MAX_QUERY_LENGTH = 100_000;
/** The grammar mends broken text step by step; in longer queries, of this many tokens, it only says where it stops. */
const MOST_MENDED = 1_000;
const strict = parser.configure({ strict: true });
/** More faults of one query would only repeat each other. */
const MOST_FAULTS = 3;

/**
 * Reads a PromQL query as far as it can be read, with Prometheus' own grammar. Never throws; a query that nests or
 * chains beyond what anybody writes, or has more than {@link MAX_QUERY_LENGTH} characters, is passed over unread.
 *
 * @param text the query as it stands in the spec, placeholders included
 * @returns the expression and the syntax faults for which Prometheus would refuse it, at most three, none of them
 *   only for a placeholder's sake. What a newer Prometheus accepts is no fault.
 */
export function parsePromql(text: string): PromqlQuery {
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_QUERY_LENGTH) {
    return { text, placeholders: [], expr: unreadable(whole), faults: [] };
  }
  const placeholders = findPlaceholders(text);
  const tokens = tokensOf(text, placeholders);
  if (tokens.tooMuch) return { text, placeholders, expr: unreadable(whole), faults: [] };
  if (tokens.list.length === 0) return nothing(text, placeholders);
  const form = normalForm(tokens.list);
  const tree = treeOf(form.text, tokens.list.length);
  const reading: Reading = {
    text,
    tokens: tokens.list,
    form,
    placeholders,
    control: tokens.control,
    faults: [],
  };
  const expr = typeof tree === "number" ? unreadable(whole) : exprOf(tree, reading);
  const faults = faultsOf(tree, tokens, reading);
  return { text, placeholders, ...(expr ? { expr } : {}), faults };
}

/** The grammar's tree; of a long query that breaks it only where, in the normal form. */
function treeOf(form: string, tokens: number): Tree | number {
  if (tokens <= MOST_MENDED) return parser.parse(form);
  try {
    return strict.parse(form);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return Number(/\d+$/.exec(error.message)?.[0] ?? 0);
  }
}

function nothing(text: string, placeholders: readonly Placeholder[]): PromqlQuery {
  if (placeholders.length > 0) return { text, placeholders, faults: [] };
  const fault: PromqlFault = {
    kind: "syntax",
    span: { start: 0, end: text.length },
    what: "The query is empty.",
    todo: "Write a PromQL expression.",
  };
  return { text, placeholders, faults: [fault] };
}

function exprOf(tree: Tree, reading: Reading): Expr | undefined {
  const children = childrenOf(tree.topNode);
  const [only] = children;
  const whole = { start: 0, end: reading.text.length };
  const expr =
    only && children.length === 1 && !only.type.isError
      ? lower(only, reading)
      : salvage(children, whole, reading);
  const alone = expr.kind === "unreadable" && expr.placeholder && expr.parts === undefined;
  return alone && reading.tokens.length === 1 ? undefined : expr;
}

function faultsOf(tree: Tree | number, tokens: Tokens, reading: Reading): PromqlFault[] {
  const { text, form, placeholders } = reading;
  // Whatever a control action leaves out or repeats may mend what looks broken.
  if (tokens.control) return [];
  const found = lexicalFaults(text, tokens.list, placeholders).filter(
    ({ span }) => span.start < form.wildFrom,
  );
  let strayFrom = Number.POSITIVE_INFINITY;
  if (tokens.list.every((token) => token.whole || token.kind !== "string")) {
    const bracket = bracketFault(text, tokens.unbalanced);
    const error = bracket ?? (found.length > 0 ? undefined : firstError(tree, form, tokens));
    if (error) {
      found.push(error);
      // What was read behind it may be a guess.
      strayFrom = error.span.start;
    }
  }
  found.push(...reading.faults.filter((fault) => fault.span.start < strayFrom));
  return found
    .filter((fault) => fault.span.start < form.wildFrom)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, MOST_FAULTS);
}

function firstError(tree: Tree | number, form: NormalForm, tokens: Tokens): PromqlFault | undefined {
  if (typeof tree === "number") return grammarFault(tokens.list, form.tokenFrom(tree));
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return grammarFault(tokens.list, form.tokenFrom(cursor.from));
  } while (cursor.next());
  return undefined;
}
