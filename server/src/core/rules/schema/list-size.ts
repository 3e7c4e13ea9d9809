import { formatCount } from "../../math/format";
import type { SpecObject } from "../../model/spec-object";
import type { JsonSchema } from "../../schema/property";
import type { YamlNode } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Related, Rule } from "../rule";
import { consequence } from "./format-of";
import { keyOf, type Refusal, refusalsFor } from "./refusals";
import { capital, purpose, subject } from "./words";

export const rule: Rule = {
  code: "list-size",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A list or map with too few or too many entries.",
    why: "An SLO without an objective promises nothing, and one with two time windows has two error budgets: tools refuse both. The same holds for policies without a condition, and for queries without a field.",
    bad: `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
  indicatorRef: checkout-good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives: []
`,
    good: sloExample(),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    for (const refusal of refusalsFor("list-size", object, document)) {
      const { error, schema } = refusal;
      const many = error.keyword === "maxItems";
      const limit = Number(error.params.limit);
      const count = sizeOf(error.node);
      const noun = error.node?.kind === "map" ? KEYS : ENTRIES;
      const has =
        count === 0 ? "is empty" : `has ${formatCount(count)} ${count === 1 ? noun.one : noun.many}`;
      report({
        span: error.span,
        message: {
          what: `${capital(subject(error.path))} ${has}: ${bounds(schema, limit, many, noun)} wanted.`,
          why: why(object, schema),
          todo: many
            ? (SPLIT[keyOf(error.path)] ?? `Keep ${limit} of them.`)
            : `Add ${noun.one === "key" ? "a key" : "an entry"}.`,
        },
        ...(many ? { related: surplus(refusal, limit) } : {}),
      });
    }
  },
};

/** Where a second one has a place of its own. */
const SPLIT: Readonly<Record<string, string>> = {
  timeWindow: "Keep one, and write a second SLO for the other window.",
  conditions: "Keep one, and write a second policy for the other condition.",
};

function sizeOf(node: YamlNode | undefined): number {
  if (node?.kind === "map") return node.pairs.length;
  return node?.kind === "seq" ? node.items.length : 0;
}

interface Noun {
  readonly one: string;
  readonly many: string;
}

const KEYS: Noun = { one: "key", many: "keys" };
const ENTRIES: Noun = { one: "entry", many: "entries" };

function bounds(schema: JsonSchema, limit: number, many: boolean, noun: Noun): string {
  const exact = schema.minItems !== undefined && schema.minItems === schema.maxItems;
  const bound = exact ? "exactly" : many ? "at most" : "at least";
  return `${bound} ${limit === 1 ? `one ${noun.one} is` : `${limit} ${noun.many} are`}`;
}

function why(object: SpecObject, schema: JsonSchema): string {
  const use = purpose(schema);
  return use === undefined ? consequence(object) : `${consequence(object)} ${use}`;
}

function surplus({ error }: Refusal, limit: number): Related[] {
  if (error.node?.kind !== "seq") return [];
  return error.node.items
    .slice(limit)
    .map((item) => ({ message: "One too many", span: firstKey(item) ?? item.span }));
}

function firstKey(node: YamlNode) {
  return node.kind === "map" ? node.pairs[0]?.key.span : undefined;
}
