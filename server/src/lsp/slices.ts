/** So long work that nobody waits for holds up others at a time. */
const SLICE_MS = 8;

/**
 * Runs a long computation in slices: in between, requests are answered.
 *
 * @returns what it comes to; undefined where it was given up on the way
 */
export async function inSlices<Result>(
  steps: Generator<undefined, Result>,
  nowEpochMs: () => number,
  isWanted: () => boolean,
): Promise<Result | undefined> {
  let until = nowEpochMs() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (nowEpochMs() < until) continue;
    await breath();
    if (!isWanted()) return undefined;
    until = nowEpochMs() + SLICE_MS;
  }
}

/** Lets the server answer what has come in meanwhile. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
