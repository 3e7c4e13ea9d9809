import { type Rational, ratio } from "../../math/rational";
import type { SignalFamily } from "../signal";

/** A document that names metrics. */
export type Evidence = SignalFamily["evidence"];

/** A row of the catalogue for metrics in a Prometheus-style store. */
export type PrometheusRow = Omit<SignalFamily, "source">;

/** Rows for metrics in a Prometheus-style store. */
export function prometheusRows(rows: readonly PrometheusRow[]): readonly SignalFamily[] {
  return rows.map((row) => ({ ...row, source: "prometheus" }));
}

/** A document's title and address. */
export function document(title: string, url: string): Evidence {
  return { title, url };
}

/**
 * Histogram bounds, written as people write them: ".005 .01 .1 1".
 *
 * @throws RangeError where a word is no decimal: a mistake in the catalogue
 */
export function bounds(words: string): readonly Rational[] {
  return words.split(" ").map((word) => ratio(word));
}

/** `start`, `start * factor`, ... : the bounds of an exponential histogram, as client libraries make them. */
export function exponentialBounds(start: string, factor: number, count: number): readonly Rational[] {
  const all: Rational[] = [];
  let bound = ratio(start);
  for (let index = 0; index < count; index++) {
    all.push(bound);
    bound = bound.mul(factor);
  }
  return all;
}

/** OpenTelemetry's advice for HTTP durations in seconds; the Python client's default too. */
export const OPENTELEMETRY_SECONDS = bounds(".005 .01 .025 .05 .075 .1 .25 .5 .75 1 2.5 5 7.5 10");
/** OpenTelemetry SDKs' default for any histogram, used by the older durations in milliseconds. */
export const OPENTELEMETRY_SDK = bounds("0 5 10 25 50 75 100 250 500 750 1000 2500 5000 7500 10000");
/** `prometheus.DefBuckets` of client_golang, in seconds. */
export const CLIENT_GOLANG = bounds(".005 .01 .025 .05 .1 .25 .5 1 2.5 5 10");
/** Envoy's default for all its histograms, in milliseconds; Istio's too. */
export const ENVOY = bounds(
  ".5 1 5 10 25 50 100 250 500 1000 2500 5000 10000 30000 60000 300000 600000 1800000 3600000",
);
