import type { Sli } from "../../model/sli";
import type { SpecObject } from "../../model/spec-object";

/** The SLIs that an object writes out: itself, or the indicators inside an SLO and its objectives. */
export function slisOf(object: SpecObject): Sli[] {
  const { body } = object;
  if (body.type === "sli") return [body];
  if (body.type !== "slo") return [];
  return [body.indicator, ...body.objectives.map((objective) => objective.indicator)].flatMap((use) =>
    use?.kind === "inline" ? [use.sli] : [],
  );
}
