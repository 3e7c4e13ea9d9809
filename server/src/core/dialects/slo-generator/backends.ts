import type { Metric } from "../../model/sli";

/** How one method of a backend makes an SLI from the map below `service_level_indicator`. */
export interface Method {
  /** Keys that the method cannot do without. */
  readonly needs: readonly string[];
  /** Two keys of which one is needed, the one that the backend takes first. */
  readonly either?: readonly [string, string];
  /** What the keys ask for. */
  readonly metrics: readonly (readonly [string, Metric["role"]])[];
  /** Whether events are counted; else the backend is given the SLI itself. */
  readonly counts: boolean;
}

type Role = readonly [string, Metric["role"]];

const FILTERS = ["filter_good", "filter_bad", "filter_valid"] as const;
const QUERIES = ["query_good", "query_bad", "query_valid"] as const;
const SEARCHES = ["search_query_good", "search_query_bad", "search_query_valid"] as const;

const CUT: Method = cutOf("filter_valid", "threshold_bucket");

/**
 * The backends that slo-generator comes with, and the methods of their classes. A method is called by its name,
 * keys by theirs: any other stops the program. Sources: slo-generator, backends/*.py.
 */
const BACKENDS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  prometheus: {
    good_bad_ratio: ratioOf(FILTERS),
    query_sli: sliOf("expression"),
    distribution_cut: {
      needs: ["expression", "threshold_bucket"],
      metrics: [["expression", "good"]],
      counts: true,
    },
  },
  cloud_monitoring: {
    good_bad_ratio: ratioOf(FILTERS),
    distribution_cut: CUT,
    exponential_distribution_cut: CUT,
  },
  cloud_monitoring_mql: {
    good_bad_ratio: ratioOf(FILTERS),
    distribution_cut: CUT,
    exponential_distribution_cut: CUT,
    query_sli: sliOf("query"),
  },
  cloud_service_monitoring: {
    // Google's API wants two of the three, whichever they are.
    good_bad_ratio: { ...ratioOf(FILTERS), needs: [] },
    distribution_cut: cutOf("filter_valid", "range_max"),
    basic: { needs: [], metrics: [], counts: true },
  },
  datadog: {
    good_bad_ratio: ratioOf(QUERIES),
    query_sli: sliOf("query"),
    query_slo: { needs: ["slo_id"], metrics: [], counts: false },
  },
  dynatrace: {
    good_bad_ratio: { needs: ["query_good", "query_valid"], metrics: roles(QUERIES), counts: true },
    threshold: { needs: ["query_valid", "threshold"], metrics: [["query_valid", "total"]], counts: false },
    query_sli: { needs: ["slo_id"], metrics: [], counts: false },
  },
  elasticsearch: { good_bad_ratio: ratioOf(QUERIES) },
  // Its own default for the date is no field at all.
  open_search: { good_bad_ratio: { ...ratioOf(QUERIES), needs: ["query_good", "date_field"] } },
  splunk: { good_bad_ratio: ratioOf(SEARCHES), query_sli: sliOf("search_query") },
};

function ratioOf(keys: readonly [string, string, string]): Method {
  const [good, bad, valid] = keys;
  return { needs: [good], either: [bad, valid], metrics: roles(keys), counts: true };
}

function roles([good, bad, valid]: readonly [string, string, string]): readonly Role[] {
  return [
    [good, "good"],
    [bad, "bad"],
    [valid, "total"],
  ];
}

function sliOf(key: string): Method {
  return { needs: [key], metrics: [[key, "raw"]], counts: false };
}

function cutOf(key: string, bound: string): Method {
  return { needs: [key, bound], metrics: [[key, "total"]], counts: true };
}

/**
 * The kind of a backend that slo-generator comes with: what stands before the slash of its name. Undefined for a
 * class of somebody's own (`package.module.Class`) and for names that nothing is known of.
 */
export function backendKind(name: string): string | undefined {
  const kind = name.split("/", 1)[0] ?? "";
  return Object.hasOwn(BACKENDS, kind) ? kind : undefined;
}

/** What is known of a method; undefined for those that the backend does not have. */
export function methodOf(kind: string, method: string): Method | undefined {
  const methods = BACKENDS[kind];
  return methods && Object.hasOwn(methods, method) ? methods[method] : undefined;
}

/** The keys that the methods of a backend ask for. */
export function keysOf(kind: string): ReadonlySet<string> {
  const methods = Object.values(BACKENDS[kind] ?? {});
  return new Set(
    methods.flatMap(({ needs, either, metrics }) => [
      ...needs,
      ...(either ?? []),
      ...metrics.map(([key]) => key),
    ]),
  );
}
