import { formatPercent } from "../../math/format";
import { type Rational, ratio } from "../../math/rational";
import type { Category } from "../../resolve/category";
import { categoryOf } from "../../resolve/category";
import { sliOfObjective } from "../../resolve/indicator";
import { type MetricSignal, signalsOf } from "../../resolve/signal";
import type { SignalClass } from "../../signals/signal";
import type { Report, Rule } from "../rule";
import { lowerTarget } from "./advice";
import { judgedTargets, type TargetBasis, targetWords, whereStated } from "./basis";
import { factsExample } from "./numeric-example";
import { SRE_BOOK_RISK } from "./references";

/** The finest target that can be told from the noise of the users' own networks. */
const LIMITS = { browser: ratio(9_999, 10_000), mobile: ratio(999, 1_000) } as const;
/** From here on no user on the public internet can tell the service's failures from the network's. */
const FIVE_NINES = ratio(99_999, 100_000);

const MOBILE = "slosmith/client: mobile\nslosmith/signal: rum";

export const rule: Rule = {
  code: "client-network",
  alias: "M27",
  concern: "measurability",
  severity: "warning",
  fix: "unsafe",
  judges: "client",
  docs: {
    summary: "A target finer than the noise of the users' own networks.",
    why: "Between 0.01 and 1 % of requests fail in the users' own networks (SRE Book, chapter 3). Measured in a browser, that spends a budget above 99.99 % whatever the service does; on a phone one above 99.9 %: a warning. Measured at a server, from 99.999 % on no user can feel the difference: an information. Who the users are is what `slosmith/client` says; a managed network (`internal`) is never spoken of, nor are time slices, in which such noise passes.",
    bad: factsExample(MOBILE, { objectives: "- target: 0.9995" }),
    good: factsExample(MOBILE, { objectives: "- target: 0.999" }),
    references: [SRE_BOOK_RISK],
  },
  checkInWorkspace(object, view, report, document) {
    for (const basis of judgedTargets(object, view, document)) {
      // In a slice that may hold some errors the noise passes.
      if (basis.slo.budgetingMethod?.value === "Timeslices") continue;
      const found = judge(basis);
      if (found) report({ span: basis.span, ...found });
    }
  },
};

type Judgement = Omit<Report, "span">;

function judge(basis: TargetBasis): Judgement | undefined {
  const client = basis.facts.client?.value;
  if (client === "internal" || basis.target.compare(LIMITS.mobile) <= 0) return undefined;
  const where = placeOf(basis);
  if (where === "rum") return atTheClient(basis, client === "mobile" ? "mobile" : "browser");
  if (where === "unknown" && (client === "mobile" || client === "browser")) return atTheClient(basis, client);
  return where === undefined ||
    !ANSWERS.includes(categoryOf(basis.object, basis.view, basis.objective)?.category)
    ? undefined
    : atTheServer(basis, where);
}

/** What the network takes away are answers. */
const ANSWERS: readonly (Category | undefined)[] = ["availability", "errorRate", "latency", undefined];

/** Classes that stand between the users and what fails. Behind them lies no network of the users. */
const FACING: readonly SignalClass[] = ["edge", "server", "synthetic"];

/** Where an objective is measured; undefined where the users' networks have no part in it. */
function placeOf(basis: TargetBasis): "rum" | "server" | "unknown" | undefined {
  const { object, slo, objective, view, document, facts } = basis;
  const stated = facts.signal?.value;
  if (stated === "user-facing") return "unknown";
  const found = sliOfObjective(slo, objective, view);
  const classes = stated
    ? [stated]
    : found
      ? signalsOf(
          found.sli,
          found.definedIn?.object ?? object,
          found.definedIn?.document ?? document,
          view,
        ).map(({ verdict }: MetricSignal) => verdict.class)
      : [];
  if (classes.length === 0 || classes.every((one) => one === "unknown")) return "unknown";
  if (classes.every((one) => one === "rum")) return "rum";
  return classes.every((one) => FACING.includes(one)) ? "server" : undefined;
}

function atTheClient(basis: TargetBasis, client: keyof typeof LIMITS): Judgement | undefined {
  const limit = LIMITS[client];
  if (basis.target.compare(limit) <= 0) return undefined;
  const { todo, fixes } = lowerTarget(basis, {
    most: limit,
    holds: (target: Rational) => target.compare(limit) <= 0,
    orElse: "count the answers at the edge",
  });
  return {
    severity: "warning",
    message: {
      what: `${targetWords(basis)} leaves ${formatPercent(basis.share)}; ${client === "mobile" ? "mobile networks" : "users' own networks"} lose 0.01 to 1 % of requests.`,
      why: "Measured at the user's side, their noise spends the budget whatever the service does.",
      todo: `${todo} On a managed network state \`slosmith/client: internal\`.`,
    },
    related: whereStated(basis.facts.client, "The client"),
    fixes,
  };
}

function atTheServer(basis: TargetBasis, where: "server" | "unknown"): Judgement | undefined {
  if (basis.target.compare(FIVE_NINES) < 0) return undefined;
  return {
    severity: where === "unknown" ? "hint" : "information",
    message: {
      what: `${targetWords(basis)} leaves ${formatPercent(basis.share)}; users' own networks lose 0.01 to 1 % of requests.`,
      why: "No user can tell this target from 99.99 %, and each nine costs far more than the one before.",
      todo: "Use at most 99.99 %, or state `slosmith/client: internal` for a managed network.",
    },
    related: whereStated(basis.facts.client, "The client"),
  };
}
