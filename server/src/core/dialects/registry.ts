import type { Dialect } from "./dialect";
import { nobl9V1alpha } from "./nobl9";
import { opensloV1 } from "./openslo-v1";
import { opensloV1alpha } from "./openslo-v1alpha";
import { opensloV2alpha } from "./openslo-v2alpha";
import { prometheusRules } from "./prometheus-rules";
import { pyrraV1alpha1 } from "./pyrra";
import { sloGeneratorV2 } from "./slo-generator";
import { slosmithV1 } from "./slosmith-v1";
import { slothV1 } from "./sloth";

/** Every format that SLOsmith knows, in the order in which they are asked. */
export const dialects: readonly Dialect[] = [
  nobl9V1alpha,
  opensloV1,
  opensloV1alpha,
  opensloV2alpha,
  slothV1,
  pyrraV1alpha1,
  sloGeneratorV2,
  slosmithV1,
  prometheusRules,
];

/** The format with this id. */
export function dialectOf(id: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.id === id);
}

/** Whether a text can hold an object of any known format at all; false for most YAML, and cheap to ask. */
export function mayHoldSpecs(text: string): boolean {
  return dialects.some((dialect) => dialect.mark.test(text));
}
