import type { Expr } from "../../promql/expr";
import { childrenOf, unwrap } from "../../promql/walk";
import type { Span } from "../../text/span";
import { emptyAs } from "./query-words";

/** A query that calculates with several series, as a formula: letters for the parts that count something. */
export interface Formula {
  /** "1 - A / B". */
  readonly text: string;
  readonly parts: readonly { readonly letter: string; readonly expr: Expr }[];
}

/** Letters for the parts of all queries of an SLI; the same text has the same letter. */
export class Letters {
  private readonly given = new Map<string, string>();

  /** Undefined when there are no letters left. */
  of(text: string): string | undefined {
    const key = text.replaceAll(/\s+/g, "");
    const known = this.given.get(key);
    if (known !== undefined) return known;
    if (this.given.size >= 26) return undefined;
    const letter = String.fromCharCode(65 + this.given.size);
    this.given.set(key, letter);
    return letter;
  }
}

/**
 * The formula of a query that has an operator between its parts; undefined for one that has none (`or vector(0)`
 * apart), which words tell better, and for one of more parts than there are letters.
 */
export function formulaOf(query: Expr, text: string, letters: Letters): Formula | undefined {
  const expr = unwrap(query);
  const leaves: Expr[] = [];
  if (!collect(expr, leaves) || leaves.length === 0) return undefined;
  const parts = new Map<string, Expr>();
  let formula = "";
  let from = expr.span.start;
  for (const leaf of leaves) {
    const letter = letters.of(slice(text, leaf.span));
    if (letter === undefined) return undefined;
    if (!parts.has(letter)) parts.set(letter, leaf);
    formula += `${text.slice(from, leaf.span.start)}${letter}`;
    from = leaf.span.end;
  }
  formula += text.slice(from, expr.span.end);
  return {
    text: tidy(formula),
    parts: [...parts].map(([letter, part]) => ({ letter, expr: part })),
  };
}

/** Whether an expression is more than one part: its largest parts without an operator go into `leaves`. */
function collect(expr: Expr, leaves: Expr[]): boolean {
  const inner = unwrap(expr);
  if (!calculates(inner)) {
    if (counts(inner)) leaves.push(inner);
    return false;
  }
  for (const child of childrenOf(inner)) collect(child, leaves);
  return true;
}

/** Whether an operator stands anywhere in it, other than a last `or vector(0)`. */
function calculates(expr: Expr): boolean {
  if (expr.kind === "binary" && emptyAs(expr) === undefined) return true;
  return childrenOf(expr).some(calculates);
}

function counts(expr: Expr): boolean {
  return expr.kind === "selector" || expr.kind === "unreadable" || childrenOf(expr).some(counts);
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** On one line, without the parentheses that only held what is a letter now. */
function tidy(formula: string): string {
  let line = formula.replaceAll(/\s+/g, " ").trim();
  for (let before = ""; before !== line; ) {
    before = line;
    line = line.replace(/(^|[^A-Za-z0-9_])\(\s*([A-Z])\s*\)/g, "$1$2");
  }
  return line.replaceAll("( ", "(").replaceAll(" )", ")");
}
