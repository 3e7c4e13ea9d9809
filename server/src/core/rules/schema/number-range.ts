import { formatRatio } from "../../math/format";
import { parseDecimal, type Rational } from "../../math/rational";
import type { SpecObject } from "../../model/spec-object";
import type { JsonSchema } from "../../schema/property";
import { sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { keyOf, refusalsFor } from "./refusals";
import { capital, subject } from "./words";

export const rule: Rule = {
  code: "number-range",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A number outside the range that its field allows.",
    why: "A share of slices above 1, a weight of 0 or a burn rate below 0 cannot be calculated with, and tools refuse it. Often a percentage stands where a ratio is wanted. An objective's own target has a rule to itself, `target-range`.",
    bad: sloExample({
      method: "Timeslices",
      objectives: "- target: 0.95\n  timeSliceTarget: 95\n  timeSliceWindow: 5m",
    }),
    good: sloExample({
      method: "Timeslices",
      objectives: "- target: 0.95\n  timeSliceTarget: 0.95\n  timeSliceWindow: 5m",
    }),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    for (const { error, schema } of refusalsFor("number-range", object, document)) {
      const node = error.node;
      if (node?.kind !== "scalar") continue;
      const value = parseDecimal(node.source);
      const shown = value ? formatRatio(value) : node.source;
      const meant = value ? ratioMeant(value, schema) : undefined;
      const key = keyOf(error.path);
      const unused = isUnused(key, object);
      report({
        span: error.span,
        ...(unused ? { severity: "warning" as const } : {}),
        message: {
          what: `${capital(subject(error.path))} is ${shown}: ${range(schema)} is wanted.`,
          why: unused ? "It has no effect here, but would be refused where it has." : consequence(object),
          todo: meant ? `Did you mean ${meant}?` : `Write a number ${range(schema)}.`,
        },
        ...(meant
          ? {
              fixes: [
                {
                  title: `Change to ${meant}`,
                  safe: false,
                  edits: [{ span: node.span, newText: meant }],
                },
              ],
            }
          : {}),
      });
    }
  },
};

/** "above 0 and at most 1" */
function range(schema: JsonSchema): string {
  const bounds: string[] = [];
  if (schema.minimum !== undefined) bounds.push(`at least ${schema.minimum}`);
  if (schema.exclusiveMinimum !== undefined) bounds.push(`above ${schema.exclusiveMinimum}`);
  if (schema.maximum !== undefined) bounds.push(`at most ${schema.maximum}`);
  if (schema.exclusiveMaximum !== undefined) bounds.push(`below ${schema.exclusiveMaximum}`);
  return bounds.join(" and ");
}

/** A percentage in a field for ratios: 95 is 0.95. */
function ratioMeant(value: Rational, schema: JsonSchema): string | undefined {
  if (schema.maximum !== 1 && schema.exclusiveMaximum !== 1) return undefined;
  if (value.compare(1) <= 0 || value.compare(100) >= 0) return undefined;
  return formatRatio(value.div(100));
}

/** go-sdk looks at slice targets only under Timeslices, and at weights only in composite SLOs. */
function isUnused(key: string, object: SpecObject): boolean {
  const body = object.body;
  if (body.type !== "slo" || !body.form || object.partial) return false;
  if (key === "timeSliceTarget") {
    return body.budgetingMethod !== undefined && body.budgetingMethod.value !== "Timeslices";
  }
  return key === "compositeWeight" && body.objectives.every((objective) => !objective.indicator);
}
