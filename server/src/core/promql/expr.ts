import type { Rational } from "../math/rational";
import type { Span } from "../text/span";

/**
 * A PromQL expression as far as it could be read. All spans are UTF-16 offsets in the query's own text, with its
 * placeholders in place.
 */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | Selector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Parenthesis
  | Unreadable;

export interface NumberLiteral {
  readonly kind: "number";
  readonly span: Span;
  readonly text: string;
  /** Absent for `Inf`, `NaN` and a placeholder. */
  readonly value?: Rational;
}

export interface StringLiteral {
  readonly kind: "string";
  readonly span: Span;
  readonly value: string;
}

/** A length of time in a query: a range, an offset, a subquery's step. */
export interface QueryDuration {
  /** Without the brackets. */
  readonly span: Span;
  /** As written. */
  readonly text: string;
  /** Absent where a placeholder stands for it, or where it is calculated. */
  readonly seconds?: Rational;
  /** The placeholder that stands for it, as written: `{{.window}}`, `$__rate_interval`. */
  readonly placeholder?: string;
}

/** One label matcher: `code=~"5.."`. */
export interface Matcher {
  readonly span: Span;
  readonly label: string;
  readonly labelSpan: Span;
  readonly op: "=" | "!=" | "=~" | "!~";
  /** Without its quotes, escapes resolved. */
  readonly value: string;
  /** With its quotes. */
  readonly valueSpan: Span;
  /** A placeholder stands in it: its value is not known. */
  readonly templated: boolean;
}

/** A vector selector, or with a range a matrix selector. */
export interface Selector {
  readonly kind: "selector";
  readonly span: Span;
  /** Absent where only matchers are written, and where a placeholder stands in the name. */
  readonly metric?: { readonly name: string; readonly span: Span };
  readonly matchers: readonly Matcher[];
  readonly range?: QueryDuration;
  readonly offset?: QueryDuration;
  /** A placeholder stands for its name or for some of its matchers: nothing can be said of what is absent. */
  readonly open: boolean;
}

export interface Subquery {
  readonly kind: "subquery";
  readonly span: Span;
  readonly expr: Expr;
  readonly range: QueryDuration;
  readonly step?: QueryDuration;
  readonly offset?: QueryDuration;
}

export interface Call {
  readonly kind: "call";
  readonly span: Span;
  /** As written. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

export interface Aggregation {
  readonly kind: "aggregation";
  readonly span: Span;
  /** In lower case: `sum`, `avg`, `quantile`. */
  readonly op: string;
  readonly opSpan: Span;
  /** The first argument of `topk`, `quantile`, `count_values` … */
  readonly param?: Expr;
  readonly expr: Expr;
  readonly grouping?: {
    readonly kind: "by" | "without";
    readonly labels: readonly string[];
    readonly span: Span;
  };
}

export interface Binary {
  readonly kind: "binary";
  readonly span: Span;
  /** In lower case: `/`, `or`, `unless`, `>=`. */
  readonly op: string;
  readonly opSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
  /** `bool` after a comparison. */
  readonly bool: boolean;
  readonly matching?: {
    readonly kind: "on" | "ignoring";
    readonly labels: readonly string[];
    readonly group?: "left" | "right";
    readonly span: Span;
  };
}

export interface Unary {
  readonly kind: "unary";
  readonly span: Span;
  readonly op: "+" | "-";
  readonly expr: Expr;
}

export interface Parenthesis {
  readonly kind: "parenthesis";
  readonly span: Span;
  readonly expr: Expr;
}

/** A part that does not parse, or a whole expression that a placeholder stands for. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly span: Span;
  /** A placeholder stands here: it is no fault. */
  readonly placeholder: boolean;
  /** What could be read inside of it, in the order of the text. */
  readonly parts?: readonly Expr[];
}

/** Something that a template engine or a tool fills in before Prometheus sees the query. */
export interface Placeholder {
  readonly span: Span;
  /** As written: `{{.window}}`, `$__rate_interval`, `${VAR}`, `[window]`. */
  readonly text: string;
}

/** What is wrong with a query. Prometheus refuses it for each of these. */
export interface PromqlFault {
  readonly kind: "syntax" | "type" | "unknown-function" | "arguments";
  readonly span: Span;
  /** The fact, a whole sentence: "`rate` wants a range: `requests_total` has none." */
  readonly what: string;
  /** What to write, a whole sentence. */
  readonly todo: string;
  /** The text that would mend it, where it is plain, and where it goes. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly newText: string };
}

/** A query that was read. */
export interface PromqlQuery {
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
  /** Absent where nothing at all could be read: an empty query, or one of nothing but a placeholder. */
  readonly expr?: Expr;
  /** Syntax faults in the order of the text. Types and functions are checked by `checkPromql`. */
  readonly faults: readonly PromqlFault[];
}
