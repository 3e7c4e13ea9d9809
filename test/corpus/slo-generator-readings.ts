import type { Reading } from "./suite";

/** There are no public files that slo-generator refuses: test/core/slo-generator has some of our own. */
export const SLO_GENERATOR_READINGS: readonly Reading[] = [];
