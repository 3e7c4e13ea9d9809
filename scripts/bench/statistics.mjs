// The figures of a benchmark: from single samples to median, 95th percentile and ratios.

/**
 * The smallest sample that at least `share` of all samples do not exceed (nearest-rank percentile).
 * @param {readonly number[]} samples at least one
 * @param {number} share above 0, up to 1: 0.95 for the 95th percentile
 * @throws {RangeError} without samples, or for a share outside of its range
 */
export function percentile(samples, share) {
  if (samples.length === 0) throw new RangeError("There is no percentile of no samples.");
  if (!(share > 0 && share <= 1)) throw new RangeError(`A share lies above 0 and up to 1, not at ${share}.`);
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

/**
 * The middle sample, or the mean of the two in the middle.
 * @throws {RangeError} without samples
 */
export function median(samples) {
  if (samples.length === 0) throw new RangeError("There is no median of no samples.");
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What a table shows of some samples; undefined where there are none. */
export function summarize(samples) {
  if (samples.length === 0) return undefined;
  return {
    count: samples.length,
    least: Math.min(...samples),
    median: median(samples),
    p95: percentile(samples, 0.95),
  };
}

/** How many times `other` takes as long as `own`, by their medians; undefined where one was not measured. */
export function ratio(other, own) {
  return other && own && own.median > 0 ? other.median / own.median : undefined;
}
