import {
  budgetSeconds,
  errorBudget,
  formatDuration,
  ONE,
  parseDecimal,
  type Rational,
  ratio,
} from "../../math";
import { decimalsNeeded, decimalText } from "../../math/format-decimal";
import type { Objective } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import type { Tier, TierObjective } from "../../model/tier";
import { categoryOf } from "../../resolve/category";
import { sloInTier } from "../../resolve/tier";
import type { JsonSchema } from "../../schema/property";
import type { Span } from "../../text/span";
import { objectiveFacts } from "../budget/objective-facts";
import { budgetLine } from "../budget/promise";
import { sound, usualWindow } from "../budget/tier-facts";
import type { Choice } from "./choice";
import type { Context } from "./context";
import { asSchemaNumber, type ScalarForm, writeScalar } from "./scalar";

/** Targets in percent that people choose from. */
const USUAL = ["99", "99.5", "99.9", "99.95", "99.99"];
const HUNDRED = ratio(100);

interface Target {
  readonly value: Rational;
  /** "floor of tier core" */
  readonly origin?: string;
}

/** Targets with the budget that each leaves, in the SLO's own window; those of its tier first. */
export function targetChoices(context: Context, schema: JsonSchema, form: ScalarForm): Choice[] {
  const percent = schema["x-slosmith"]?.type === "target-percent";
  const { object, view } = context;
  const tier = object && sloInTier(object, view);
  const objective = object && objectiveAt(object, context);
  const owed = tier && object ? owedBy(tier.tier, object, objective, context) : undefined;
  const name = tier?.definition.object.name?.value ?? "";
  const ofTier = owed ? limits(owed, name) : [];
  const usual = USUAL.flatMap((text): Target[] => {
    const value = parseDecimal(text)?.div(HUNDRED);
    return value && within(value, owed) ? [{ value }] : [];
  });
  const distinct = usual.filter(({ value }) => !ofTier.some((one) => one.value.equals(value)));
  return [...ofTier, ...distinct].flatMap(({ value, origin }): Choice[] => {
    const number = decimalOf(percent ? value.mul(HUNDRED) : value);
    if (number === undefined) return [];
    const budget = budgetOf(context, objective, value);
    const detail = [origin, budget].filter((part) => part !== undefined).join(": ");
    return [
      {
        label: number,
        kind: "value",
        newText: writeScalar(asSchemaNumber(number, schema), form),
        ...(detail === "" ? {} : { detail }),
      },
    ];
  });
}

function decimalOf(value: Rational): string | undefined {
  const decimals = decimalsNeeded(value);
  return decimals === undefined ? undefined : decimalText(value, decimals, "nearest");
}

/** The objective that the place is in; undefined where the SLO has none there yet. */
function objectiveAt(object: SpecObject, { place }: Context): Objective | undefined {
  if (object.body.type !== "slo") return undefined;
  const { objectives } = object.body;
  if (objectives.length === 1) return objectives[0];
  const index = place.path.findLast((segment) => typeof segment === "number");
  return objectives.find((one) => one.index === index);
}

function budgetOf(
  { object, view, options, offset }: Context,
  objective: Objective | undefined,
  value: Rational,
) {
  if (!object) return undefined;
  const { body } = object;
  if (body.type === "tier") {
    const window = usualWindow(body);
    return window && `${formatDuration(budgetSeconds(value, window.seconds), "down")} in ${window.label}`;
  }
  const span: Span = { start: offset, end: offset };
  const asked: Objective = { ...(objective ?? { index: 0, span }), target: { value, span } };
  const reading = objectiveFacts(object, asked, view, options.nowEpochMs);
  return reading.ok ? budgetLine(reading.facts) : undefined;
}

/** What the tier owes for the objective's category. */
function owedBy(
  tier: Tier,
  object: SpecObject,
  objective: Objective | undefined,
  { view }: Context,
): TierObjective | undefined {
  const reading = categoryOf(object, view, objective);
  const category = reading?.category;
  return tier.objectives.find((one) => one.category.value === category && !one.path);
}

function limits({ floor, default: usual, ceiling }: TierObjective, tier: string): Target[] {
  const found: Target[] = [];
  const named = [
    { limit: usual, word: "usual target" },
    { limit: floor, word: "floor" },
    { limit: ceiling, word: "ceiling" },
  ];
  for (const { limit, word } of named) {
    const value = sound(limit);
    if (value && !found.some((one) => one.value.equals(value)))
      found.push({ value, origin: `${word} of tier ${tier}` });
  }
  return found;
}

function within(value: Rational, owed: TierObjective | undefined): boolean {
  if (errorBudget(value).compare(0) <= 0 || value.compare(ONE) >= 0) return false;
  const floor = sound(owed?.floor);
  const ceiling = sound(owed?.ceiling);
  return !(floor && value.compare(floor) < 0) && !(ceiling && value.compare(ceiling) > 0);
}
