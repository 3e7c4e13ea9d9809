import type { Validator } from "./errors";
import { validators } from "./generated/validators";

/** The validator of a schema key such as `openslo/v1#SLO`, compiled at build time. */
export function validatorFor(key: string): Validator | undefined {
  return Object.hasOwn(validators, key) ? (validators as Record<string, Validator>)[key] : undefined;
}
