import type { ObjectKind } from "../../model/spec-object";
import type { SchemaError } from "../../schema/errors";
import { claimOf } from "../claim";
import { lowerFrame } from "../common";
import type { Dialect } from "../dialect";
import { lowerBody } from "./lower";
import { opensloV1Portable } from "./portable";
import { OPENSLO_MARK, recogniseAs } from "./recognise";
import { OPENSLO_V1, type OpensloVersion } from "./versions";
import { type OpensloWords, READER, V1 } from "./words";
import { opensloV1Writer } from "./write";

export const opensloV1: Dialect = {
  ...opensloDialect(OPENSLO_V1, V1),
  writers: [opensloV1Writer],
  portable: opensloV1Portable,
};

/** A version of OpenSLO with v1's seven kinds, in its own words. */
export function opensloDialect(id: OpensloVersion, words: OpensloWords): Dialect {
  return {
    id,
    mark: OPENSLO_MARK,
    claim: claimOf(id),
    recognise: (header, root) => recogniseAs(id, header, root),
    lower(input) {
      const frame = lowerFrame(input);
      const kind = input.header.kind as ObjectKind;
      const schemaErrors = frame.schemaErrors.filter((error) => !isBareName(error));
      const body = lowerBody(kind, input.root, input.text, words);
      return [{ dialect: id, kind, reader: READER, ...frame, schemaErrors, ...body }];
    },
  };
}

/** Lists whose items are named or written out. */
const REFERENCE_LISTS: ReadonlySet<unknown> = new Set(["alertPolicies", "conditions", "notificationTargets"]);

/** A bare name in such a list is the wrong type, but a rule of its own knows what is meant. */
function isBareName({ keyword, path, node }: SchemaError): boolean {
  const inList = typeof path.at(-1) === "number" && REFERENCE_LISTS.has(path.at(-2));
  const named = node?.kind === "scalar" && typeof node.value === "string" && node.value !== "";
  return keyword === "type" && inList && named;
}
