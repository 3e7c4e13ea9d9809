import { OPENSLO_FIELDS } from "../../model/slo-fields";
import type { Dialect } from "../dialect";
import { opensloDialect } from "../openslo-v1";
import { OPENSLO_V2ALPHA } from "../openslo-v1/versions";
import type { OpensloWords } from "../openslo-v1/words";
import { choicesOf } from "./choices";

/**
 * Source: go-sdk, pkg/openslo/v2alpha. The service is `service` in the written draft and in go-sdk before v0.8.0, and
 * `serviceRef` since.
 */
const WORDS: OpensloWords = {
  service: ["serviceRef", "service"],
  indicator: "sli",
  indicatorRef: "sliRef",
  fields: { ...OPENSLO_FIELDS, indicators: ["sli", "sliRef"], ownIndicators: ["sli", "sliRef"] },
  source: { ref: "dataSourceRef", typeIn: "dataSourceSpec", hasForm: false },
};

const base = opensloDialect(OPENSLO_V2ALPHA, WORDS);

/** The draft of OpenSLO's next version: v1's kinds under Kubernetes' conventions, with shorter names. */
export const opensloV2alpha: Dialect = {
  ...base,
  lower: (input) =>
    base.lower(input).map((object) => ({ ...object, choices: choicesOf(object.kind, object.root) })),
};
