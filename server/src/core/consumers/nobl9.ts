import { NOBL9_V1ALPHA } from "../dialects/nobl9/words";
import { OPENSLO_V1 } from "../dialects/openslo-v1/versions";
import { type Consumer, OWN_FORMAT, type Reading } from "./consumer";
import { alertRemarks, targetRemarks } from "./nobl9-alerts";
import { dataSourceRemarks, metricRemarks } from "./nobl9-metrics";
import { sloRemarks } from "./nobl9-slo";

/**
 * What becomes of OpenSLO v1 on its way to Nobl9: `sloctl convert openslo` turns it into Nobl9's objects, and
 * `sloctl apply` has these checked.
 *
 * Source: nobl9/sloctl, internal/convert.go; nobl9/nobl9-openslo, pkg/openslotonobl9 (`validation_rules.go`,
 * `conversion_rules.go`); nobl9/nobl9-go, manifest/v1alpha.
 */
const CONVERSION: Reading = {
  judge(subject) {
    return [
      ...annotationRemarks(subject.object),
      ...sloRemarks(subject),
      ...metricRemarks(subject),
      ...alertRemarks(subject),
      ...targetRemarks(subject),
      ...dataSourceRemarks(subject),
    ];
  },
};

/** Nobl9. */
export const nobl9: Consumer = {
  id: "nobl9",
  title: "Nobl9",
  url: "https://github.com/nobl9/nobl9-openslo",
  diet: "`sloctl` applies Nobl9's own objects and converts OpenSLO v1, and stops at any other version.",
  reads: new Map([
    [NOBL9_V1ALPHA, OWN_FORMAT],
    [OPENSLO_V1, CONVERSION],
  ]),
};

const FIXED = ["nobl9.com/kind", "nobl9.com/apiVersion"];

/** Source: nobl9-openslo, `opensloV1AnnotationsValidation` and `opensloV1DataSourceValidation`. */
function annotationRemarks({ kind, annotations }: Parameters<Reading["judge"]>[0]["object"]) {
  return annotations
    .filter(({ key }) => FIXED.includes(key) && !(kind === "DataSource" && key === "nobl9.com/kind"))
    .map(({ key, keySpan }) => ({
      span: keySpan,
      kind: "refuses" as const,
      fact: `Nobl9's conversion does not let \`${key}\` be set here.`,
      because: "It decides by the OpenSLO object what it becomes, and stops.",
      todo: "Remove the annotation.",
    }));
}
