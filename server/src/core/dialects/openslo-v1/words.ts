import { OPENSLO_FIELDS, type SloFields } from "../../model/slo-fields";
import type { Reader } from "../../model/spec-object";

/** OpenSLO's own checker, the Go library go-sdk and the tools made of it: it decodes strictly. */
export const READER: Reader = {
  refuses: "OpenSLO's own checker refuses the document.",
  ignores: "OpenSLO's own checker refuses the document.",
};

/** What differs between OpenSLO v1 and v2alpha where both say the same. */
export interface OpensloWords {
  /** The keys that name the service, the one that counts first. */
  readonly service: readonly string[];
  readonly indicator: string;
  readonly indicatorRef: string;
  readonly fields: SloFields;
  /** Where a metric says what it is asked of. */
  readonly source: MetricSourceWords;
}

interface MetricSourceWords {
  /** The key inside a metric that holds its source; absent where the metric itself does. */
  readonly key?: string;
  /** The key that names a DataSource. */
  readonly ref: string;
  /** The map below which the source's type stands; absent where it is the source's own. */
  readonly typeIn?: string;
  /** Rules that know v1's source by its keys may read it. */
  readonly hasForm: boolean;
}

export const V1: OpensloWords = {
  service: ["service"],
  indicator: "indicator",
  indicatorRef: "indicatorRef",
  fields: OPENSLO_FIELDS,
  source: { key: "metricSource", ref: "metricSourceRef", hasForm: true },
};
