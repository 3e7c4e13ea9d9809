/** Steps after which a sum is closed with a bound instead: keeps the cost of any input small. */
const MAX_TERMS = 100_000;
/** Covers the rounding of the floating point steps; the result is an upper bound for people to read. */
const SAFETY = 1 + 1e-9;

/**
 * An upper bound, in ordinary cases within one part in a million, of the probability that at least `k` of `n` events fail when
 * each fails with probability `p`. Floating point: it feeds statistics that are "about", rounded up.
 *
 * @param n whole, at least 0
 * @param k whole
 * @param p 0 to 1
 */
export function binomialTailUpper(n: number, k: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = p / (1 - p);
  if (k > n * p) {
    const ratioAt = (j: number): number => ((n - j) / (j + 1)) * odds;
    let term = pointProbability(n, k, p);
    let sum = term;
    let j = k;
    for (; j < n && j - k < MAX_TERMS && term > sum * 1e-17; j += 1) {
      term *= ratioAt(j);
      sum += term;
    }
    // The ratio of neighbours only falls, so the rest is below a geometric series.
    const next = ratioAt(j);
    // An upper bound stays above 0 where floating point cannot follow.
    return Math.max(Number.MIN_VALUE, Math.min(1, (sum + (term * next) / (1 - next)) * SAFETY));
  }
  let term = pointProbability(n, k - 1, p);
  let below = term;
  for (let j = k - 1; j > 0 && k - j < MAX_TERMS && term > below * 1e-17; j -= 1) {
    term *= j / ((n - j + 1) * odds);
    below += term;
  }
  return Math.min(1, (1 - below) * SAFETY + 1e-15);
}

/** Pr[exactly k of n], by Loader's saddle-point form, which keeps its digits for large n. */
function pointProbability(n: number, k: number, p: number): number {
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const exponent =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    deviance(k, n * p) -
    deviance(n - k, n * (1 - p));
  return Math.sqrt(n / (2 * Math.PI * k * (n - k))) * Math.exp(exponent);
}

/** ln(n!) minus Stirling's formula for it. */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 1;
    for (let i = 2; i <= n; i += 1) factorial *= i;
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
  }
  const squared = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / squared) / squared) / squared) / n;
}

/** x*ln(x/mean) + mean - x, without cancellation where x is near the mean. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1_000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
