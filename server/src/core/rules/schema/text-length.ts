import { formatCount } from "../../math/format";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { refusalsFor } from "./refusals";
import { capital, purpose, subject } from "./words";

export const rule: Rule = {
  code: "text-length",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A text that is too long, or empty where one is needed.",
    why: "Display names have at most 63 characters and descriptions at most 1,050: OpenSLO's go-sdk refuses longer ones. The written spec does not mention the first limit.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  displayName: The service that takes orders and payments from all of our shops
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  displayName: Checkout
spec:
  description: The service that takes orders and payments from all of our shops
`,
    references: [{ title: "OpenSLO v1, metadata", url: "https://github.com/OpenSLO/OpenSLO#general-schema" }],
  },
  checkObject(object, report, document) {
    for (const { error, schema } of refusalsFor("text-length", object, document)) {
      const node = error.node;
      if (node?.kind !== "scalar") continue;
      const limit = Number(error.params.limit);
      const length = [...String(node.value)].length;
      const use = purpose(schema);
      const long = error.keyword === "maxLength";
      report({
        span: error.span,
        message: {
          what: long
            ? `${capital(subject(error.path))} has ${formatCount(length)} characters, ${formatCount(length - limit)} too many.`
            : `${capital(subject(error.path))} is empty.`,
          why: consequence(object),
          todo: long
            ? `Shorten it to ${formatCount(limit)} characters.`
            : `Write a text. ${use ?? ""}`.trimEnd(),
        },
      });
    }
  },
};
