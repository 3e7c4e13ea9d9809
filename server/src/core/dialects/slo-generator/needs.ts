import type { Dependence } from "../../model/dependence";
import type { ObjectKind } from "../../model/spec-object";
import type { Span } from "../../text/span";
import type { YamlMap } from "../../yaml/node";

/** Sources: slo-generator, backends/cloud_*.py (`__init__` has no default for it). */
const BACKENDS: Readonly<Record<string, readonly string[]>> = {
  cloud_monitoring: ["project_id"],
  cloud_monitoring_mql: ["project_id"],
  cloud_service_monitoring: ["project_id"],
};

/** Sources: slo-generator, exporters/*.py (keys that are asked for by `config["…"]` and `data["…"]`). */
const EXPORTERS: Readonly<Record<string, readonly string[]>> = {
  bigquery: ["project_id", "dataset_id", "table_id"],
  pubsub: ["project_id", "topic_name"],
  cloudevent: ["service_url"],
  cloud_monitoring: ["project_id"],
  datadog: ["api_key", "app_key"],
  dynatrace: ["api_url", "api_token"],
  prometheus: ["url"],
};

/** What a backend or exporter that slo-generator comes with cannot do without. */
export function needsOf(kind: ObjectKind, name: string, map: YamlMap, span: Span): readonly Dependence[] {
  const table = kind === "Backend" ? BACKENDS : kind === "Exporter" ? EXPORTERS : {};
  const known = name.split("/", 1)[0] ?? "";
  const needs = Object.hasOwn(table, known) ? table[known] : undefined;
  if (!needs) return [];
  return [
    {
      form: { map, span },
      subject: `\`${name}\``,
      given: `its kind is \`${known}\``,
      needs,
      why:
        kind === "Backend"
          ? "slo-generator stops at the first SLO that names it."
          : "slo-generator logs an error for each report, and none is sent there.",
    },
  ];
}
