import type { ObjectKind, Reader } from "../../model/spec-object";
import { claimOf } from "../claim";
import { lowerFrame } from "../common";
import type { Dialect } from "../dialect";
import { OPENSLO_MARK, recogniseAs } from "../openslo-v1/recognise";
import { OPENSLO_V1ALPHA } from "../openslo-v1/versions";
import { READER } from "../openslo-v1/words";
import { lowerSlo } from "./lower-slo";
import { opensloV1alphaPortable } from "./portable";

/** Sloth reads v1alpha too, and leniently. Source: Sloth, internal/storage/io/openslo.go. */
const V1ALPHA_READER: Reader = {
  refuses: READER.refuses,
  ignores: `${READER.refuses} Sloth passes over the key without a word.`,
};

/** OpenSLO's first version, which Sloth and slogen still read. */
export const opensloV1alpha: Dialect = {
  id: OPENSLO_V1ALPHA,
  mark: OPENSLO_MARK,
  claim: claimOf(OPENSLO_V1ALPHA),
  recognise: (header, root) => recogniseAs(OPENSLO_V1ALPHA, header, root),
  portable: opensloV1alphaPortable,
  lower(input) {
    const kind = input.header.kind as ObjectKind;
    const lowered =
      kind === "SLO"
        ? lowerSlo(input.root, input.text)
        : { body: { type: "other" as const }, references: [] };
    return [{ dialect: OPENSLO_V1ALPHA, kind, reader: V1ALPHA_READER, ...lowerFrame(input), ...lowered }];
  },
};
