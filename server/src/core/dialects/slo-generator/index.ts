import type { Dialect } from "../dialect";
import { lowerConfig } from "./lower-config";
import { lowerSlo } from "./lower-slo";
import { recognise } from "./recognise";
import { CONFIG_SCHEMA, SLO_GENERATOR } from "./words";

/** slo-generator's SLOs, and the configuration that they share: backends, exporters, error budget policies. */
export const sloGeneratorV2: Dialect = {
  id: SLO_GENERATOR,
  mark: /sre\.google|service_level_indicator|error_budget_polic|default_exporters|slo_target/,
  claim:
    /^\uFEFF?[ \t]*(?:apiVersion:[ \t]*["']?sre\.google\.com\/v2["']?[ \t]*(?:#.*)?|error_budget_policies:[ \t]*(?:#.*)?)\r?$/m,
  recognise,
  lower(input) {
    const { recognition } = input;
    const schemaKey = recognition.kind === "beside" ? undefined : recognition.schemaKey;
    return schemaKey === CONFIG_SCHEMA ? lowerConfig(input) : [lowerSlo(input)];
  },
};
