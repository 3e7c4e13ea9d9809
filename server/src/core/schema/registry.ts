import type { Validator } from "./errors";
import { checks } from "./generated/checks";
import { violationsOf } from "./violations";

/** The validator of a schema key such as `openslo/v1#SLO`. */
export function validatorFor(key: string): Validator | undefined {
  const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
  return check && ((data) => violationsOf(check, data));
}

/** The keys of all schemas. */
export const schemaKeys: readonly string[] = Object.keys(checks);
