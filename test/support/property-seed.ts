import fc from "fast-check";

/**
 * Property tests draw the same cases in every run, so that a change is judged by what it changed. To look for new
 * cases, give another seed: `SLOSMITH_SEED=42`, or `SLOSMITH_SEED=random` for a new one in every file.
 */
const wanted = process.env.SLOSMITH_SEED ?? "20261124";
const seed = wanted === "random" ? undefined : Number(wanted);
if (seed !== undefined && !Number.isInteger(seed)) {
  throw new Error(`SLOSMITH_SEED is "${wanted}": give a whole number, or "random".`);
}
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
