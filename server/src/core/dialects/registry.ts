import type { Dialect } from "./dialect";
import { opensloV1 } from "./openslo-v1";
import { prometheusRules } from "./prometheus-rules";
import { slosmithV1 } from "./slosmith-v1";
import { slothV1 } from "./sloth";

/** Every format that SLOsmith knows, in the order in which they are asked. */
export const dialects: readonly Dialect[] = [opensloV1, slothV1, slosmithV1, prometheusRules];

/** Whether a text can hold an object of any known format at all; false for most YAML, and cheap to ask. */
export function mayHoldSpecs(text: string): boolean {
  return dialects.some((dialect) => dialect.mark.test(text));
}
