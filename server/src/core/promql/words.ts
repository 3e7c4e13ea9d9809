/** The words that PromQL's grammar knows, all in lower case; names of functions are no part of it. */

export const AGGREGATIONS: ReadonlySet<string> = new Set([
  "avg",
  "bottomk",
  "count",
  "count_values",
  "group",
  "limit_ratio",
  "limitk",
  "max",
  "min",
  "quantile",
  "stddev",
  "stdvar",
  "sum",
  "topk",
]);

/** Operators between two operands that are words. */
export const BINARY_WORDS: ReadonlySet<string> = new Set(["and", "atan2", "or", "unless"]);

/** What may follow an expression or an operator, operators aside. */
export const MODIFIERS: ReadonlySet<string> = new Set([
  "anchored",
  "bool",
  "by",
  "fill",
  "fill_left",
  "fill_right",
  "group_left",
  "group_right",
  "ignoring",
  "offset",
  "on",
  "smoothed",
  "without",
]);

/** Of these words Prometheus makes no metric's name. */
export const RESERVED: ReadonlySet<string> = new Set([
  "bool",
  "group_left",
  "group_right",
  "ignoring",
  "inf",
  "nan",
  "on",
]);

/** Of these words Prometheus makes no label in `by (…)` and its like, unless they stand in quotes. */
export const NO_LABEL: ReadonlySet<string> = new Set(["inf", "nan", "without"]);

/** Labels in parentheses follow these words. */
export const LABEL_CLAUSES: ReadonlySet<string> = new Set([
  "by",
  "group_left",
  "group_right",
  "ignoring",
  "on",
  "without",
]);
