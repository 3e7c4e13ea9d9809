import { METRICSQL_AGGREGATIONS, METRICSQL_FUNCTIONS } from "./metricsql";

/** What a PromQL expression yields. `vector` is an instant vector, `range` a range vector. */
export type ValueType = "vector" | "range" | "scalar" | "string";

/** A function of Prometheus: what it takes and gives. */
export interface PromqlFunction {
  readonly name: string;
  /** The type of each argument; the last one also holds for the arguments after it. */
  readonly args: readonly ValueType[];
  /** The fewest arguments it takes. */
  readonly min: number;
  /** The most arguments it takes; absent where there is no limit. */
  readonly max?: number;
  readonly result: ValueType;
  /** The Prometheus version that had it first; functions that 2.0 had are given as 2.0. */
  readonly since: string;
  /** The last version that had it, if it was taken out again. */
  readonly until?: string;
  /** It works only if the server was started with experimental functions on. */
  readonly experimental: boolean;
}

/** An aggregation operator of Prometheus. */
export interface PromqlAggregation {
  readonly name: string;
  /** The type of the argument before the vector; absent where there is none. */
  readonly param?: "scalar" | "string";
  /** The Prometheus version that had it first; those that 2.0 had are given as 2.0. */
  readonly since: string;
  readonly experimental: boolean;
}

interface Extra {
  readonly since?: string;
  readonly until?: string;
  readonly experimental?: boolean;
  readonly result?: ValueType;
  /** Fewest and most arguments, where they are not simply one per type. */
  readonly min?: number;
  readonly max?: number | "any";
}

/** Rows of functions with the same signature. Facts: promql/parser/functions.go of Prometheus 2.0 to 3.14. */
const ROWS: readonly (readonly [names: string, args: readonly ValueType[], extra?: Extra])[] = [
  ["abs absent ceil exp floor ln log2 log10 sort sort_desc sqrt timestamp", ["vector"]],
  ["sgn", ["vector"], { since: "2.26" }],
  ["acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh", ["vector"], { since: "2.31" }],
  ["histogram_count histogram_sum", ["vector"], { since: "2.40" }],
  ["histogram_stddev histogram_stdvar", ["vector"], { since: "2.47" }],
  ["histogram_avg", ["vector"], { since: "2.51" }],
  ["start_timestamp", ["vector"], { since: "3.14", experimental: true }],
  ["days_in_month day_of_month day_of_week hour minute month year", ["vector"], { min: 0 }],
  ["day_of_year", ["vector"], { since: "2.36", min: 0 }],
  ["avg_over_time count_over_time max_over_time min_over_time sum_over_time", ["range"]],
  ["stddev_over_time stdvar_over_time", ["range"]],
  ["changes delta deriv idelta increase irate rate resets", ["range"]],
  ["absent_over_time", ["range"], { since: "2.16" }],
  ["last_over_time", ["range"], { since: "2.26" }],
  ["present_over_time", ["range"], { since: "2.29" }],
  ["mad_over_time", ["range"], { since: "2.49", experimental: true }],
  [
    "ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time",
    ["range"],
    { since: "3.5", experimental: true },
  ],
  ["ts_of_first_over_time", ["range"], { since: "3.7", experimental: true }],
  ["first_over_time", ["range"], { since: "3.7" }],
  ["quantile_over_time", ["scalar", "range"]],
  ["predict_linear", ["range", "scalar"]],
  ["holt_winters", ["range", "scalar", "scalar"], { until: "2.55" }],
  ["double_exponential_smoothing", ["range", "scalar", "scalar"], { since: "3.0", experimental: true }],
  ["clamp_max clamp_min", ["vector", "scalar"]],
  ["clamp", ["vector", "scalar", "scalar"], { since: "2.26" }],
  ["round", ["vector", "scalar"], { min: 1 }],
  ["histogram_quantile", ["scalar", "vector"]],
  ["histogram_fraction", ["scalar", "scalar", "vector"], { since: "2.40" }],
  [
    "histogram_quantiles",
    ["vector", "string", "scalar", "scalar"],
    { since: "3.11", experimental: true, min: 3, max: 12 },
  ],
  ["label_replace", ["vector", "string", "string", "string", "string"]],
  ["label_join", ["vector", "string", "string", "string"], { min: 3, max: "any" }],
  [
    "sort_by_label sort_by_label_desc",
    ["vector", "string"],
    { since: "2.49", experimental: true, min: 1, max: "any" },
  ],
  ["info", ["vector", "vector"], { since: "2.55", experimental: true, min: 1 }],
  ["scalar", ["vector"], { result: "scalar" }],
  ["vector", ["scalar"]],
  ["time", [], { result: "scalar" }],
  ["pi", [], { result: "scalar", since: "2.31" }],
  ["start end range step", [], { result: "scalar", since: "3.12", experimental: true }],
  ["max_of min_of", ["scalar", "scalar"], { result: "scalar", since: "3.13", experimental: true }],
];

function functionsOfRow([names, args, extra = {}]: (typeof ROWS)[number]): PromqlFunction[] {
  const max = extra.max ?? args.length;
  return names.split(" ").map((name) => ({
    name,
    args,
    min: extra.min ?? args.length,
    ...(max === "any" ? {} : { max }),
    result: extra.result ?? "vector",
    since: extra.since ?? "2.0",
    ...(extra.until === undefined ? {} : { until: extra.until }),
    experimental: extra.experimental ?? false,
  }));
}

/** Every function that a Prometheus 2 or 3 has, by name. Names are told apart by letter case. */
export const PROMQL_FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map(
  ROWS.flatMap(functionsOfRow).map((entry) => [entry.name, entry]),
);

const AGGREGATIONS: readonly PromqlAggregation[] = [
  ...["sum", "avg", "count", "min", "max", "stddev", "stdvar"].map((name) => aggregation(name, "2.0")),
  aggregation("group", "2.20"),
  aggregation("topk", "2.0", "scalar"),
  aggregation("bottomk", "2.0", "scalar"),
  aggregation("quantile", "2.0", "scalar"),
  aggregation("count_values", "2.0", "string"),
  { ...aggregation("limitk", "2.54", "scalar"), experimental: true },
  { ...aggregation("limit_ratio", "2.54", "scalar"), experimental: true },
];

function aggregation(name: string, since: string, param?: "scalar" | "string"): PromqlAggregation {
  return { name, since, experimental: false, ...(param === undefined ? {} : { param }) };
}

/** Every aggregation operator that a Prometheus 2 or 3 has, by its name in lower case. */
export const PROMQL_AGGREGATIONS: ReadonlyMap<string, PromqlAggregation> = new Map(
  AGGREGATIONS.map((entry) => [entry.name, entry]),
);

/**
 * Whether VictoriaMetrics has a function or aggregation of this name and Prometheus has not. A query with one is
 * not wrong, it is for another server. MetricsQL does not mind letter case. Facts: the MetricsQL parser's tables.
 */
export function isMetricsQlOnly(name: string): boolean {
  const lower = name.toLowerCase();
  if (PROMQL_FUNCTIONS.has(name) || PROMQL_AGGREGATIONS.has(lower)) return false;
  return METRICSQL_FUNCTIONS.has(lower) || METRICSQL_AGGREGATIONS.has(lower);
}
