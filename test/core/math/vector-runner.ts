import {
  alertBehaviour,
  budgetEvents,
  budgetFractionAtFire,
  budgetSeconds,
  budgetSlices,
  burnThreshold,
  civilWindowSeconds,
  consumed,
  exhaustionSeconds,
  parseDecimal,
  pyrraWindows,
  type Rational,
  ratio,
  toFractionString,
} from "../../../server/src/core/math";

/** One row of a vector file: what goes in, what must come out, who published it. */
export interface Vector {
  readonly id: number;
  readonly kind: string;
  readonly input: Readonly<Record<string, string | number>>;
  readonly expected: unknown;
  readonly source: string | null;
}

class Inputs {
  constructor(private readonly input: Vector["input"]) {}

  has(name: string): boolean {
    return this.input[name] !== undefined;
  }

  text(name: string): string {
    const value = this.input[name];
    if (value === undefined) throw new Error(`the vector has no input "${name}"`);
    return String(value);
  }

  /** By way of the source text, as the editor does; "1/3" is accepted beside decimals. */
  number(name: string): Rational {
    return parseDecimal(this.text(name)) ?? ratio(this.text(name));
  }

  optional(name: string): Rational | undefined {
    return this.has(name) ? this.number(name) : undefined;
  }

  operator(): "gt" | "gte" {
    return this.has("op") && this.text("op") === "gte" ? "gte" : "gt";
  }
}

function written(value: Rational | undefined): string | undefined {
  return value === undefined ? undefined : toFractionString(value);
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Which function answers which kind of vector; docs/maths.md has the same list. */
const KINDS: Readonly<Record<string, (input: Inputs) => Record<string, unknown>>> = {
  budgetSeconds: (input) => ({
    seconds: written(budgetSeconds(input.number("target"), input.number("windowSeconds"))),
  }),
  calendarBudgetSeconds: (input) => {
    const length = civilWindowSeconds(input.text("tz"), input.text("start"), input.text("end"));
    const budget = length && budgetSeconds(input.number("target"), length);
    return { windowSeconds: written(length), seconds: written(budget) };
  },
  slices: (input) => {
    const [target, window] = [input.number("target"), input.number("windowSeconds")];
    const budget = budgetSlices(target, window, input.number("sliceSeconds"));
    return { exact: written(budget?.exact), allowedBad: budget?.allowed.toString() };
  },
  events: (input) => {
    const budget = budgetEvents(input.number("target"), input.number("events"));
    return { exact: written(budget.exact), allowedBad: budget.allowed.toString() };
  },
  burnThreshold: (input) => {
    const [fraction, long] = [input.number("budgetFraction"), input.number("longSeconds")];
    return { burn: written(burnThreshold(fraction, long, input.number("windowSeconds"))) };
  },
  budgetFractionAtFire: (input) => {
    const [burn, long] = [input.number("burn"), input.number("longSeconds")];
    return { fraction: written(budgetFractionAtFire(burn, long, input.number("windowSeconds"))) };
  },
  consumed: (input) => ({
    fraction: written(
      consumed(
        input.number("target"),
        input.number("errorRate"),
        input.number("durationSeconds"),
        input.number("windowSeconds"),
        input.optional("trafficMultiple"),
      ),
    ),
  }),
  alert: (input) => {
    const behaviour = alertBehaviour({
      target: input.number("target"),
      burn: input.number("burn"),
      longSeconds: input.number("longSeconds"),
      shortSeconds: input.optional("shortSeconds"),
      alertAfterSeconds: input.optional("alertAfterSeconds"),
      errorRate: input.number("errorRate"),
      op: input.operator(),
    });
    return withoutUndefined({
      thresholdRatio: written(behaviour.thresholdRatio),
      fires: behaviour.fires,
      detectSeconds: written(behaviour.detectSeconds),
      resetSeconds: written(behaviour.resetSeconds),
    });
  },
  exhaustion: (input) => {
    const [burn, window] = [input.number("burn"), input.number("windowSeconds")];
    return { seconds: written(exhaustionSeconds(burn, window, input.optional("remaining"))) };
  },
  pyrraWindows: (input) => ({
    minutes: pyrraWindows(input.number("windowHours").mul(3_600, 1)).map((window) => ({
      factor: window.factor,
      long: window.longMinutes,
      short: window.shortMinutes,
      for: window.forMinutes,
    })),
  }),
};

/** The kinds that {@link runVector} can answer. */
export const VECTOR_KINDS: readonly string[] = Object.keys(KINDS);

/** Computes a vector's answer with the exported maths, spelled as its `expected` is. */
export function runVector(vector: Vector): Record<string, unknown> {
  const run = KINDS[vector.kind];
  if (run === undefined) throw new Error(`no function is mapped to vectors of kind "${vector.kind}"`);
  return run(new Inputs(vector.input));
}
