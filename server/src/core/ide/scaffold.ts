import { type Duration, durationSeconds, type Rational, ratio } from "../math";
import type { SpecObject } from "../model/spec-object";
import type { Tier, TierObjective } from "../model/tier";
import { type Category, categoriesOf, readCategory } from "../resolve/category";
import type { WorkspaceView } from "../resolve/workspace-view";
import { shortened } from "../text/shortened";
import type { Workspace } from "../workspace";
import { viewOf } from "./lookup";
import { alertsFor, policies } from "./scaffold/alerts";
import { journeyName, oneLine, slug, uniqueName } from "./scaffold/names";
import { type SloPlan, service, sloDocument, type WindowPlan } from "./scaffold/slo-text";

/** The format of the SLOs that are made here. */
export const SCAFFOLD_FORMAT = "openslo/v1";

/** What a new SLO is to be about. */
export interface ScaffoldRequest {
  /** The journey or service in its people's words: "Sign in". */
  readonly journey: string;
  readonly kind: "availability" | "latency" | "both";
  /** Name or alias of a tier of the workspace; its defaults are taken. */
  readonly tier?: string;
  /** Now, in milliseconds since the epoch: calendar windows begin with its year. */
  readonly nowEpochMs: number;
}

export interface ScaffoldedSlo {
  readonly fileName: string;
  readonly text: string;
}

/** A tier to choose from. */
export interface TierOffer {
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
}

const DEFAULT_TARGETS: Readonly<Record<"availability" | "latency", Rational>> = {
  availability: ratio("0.999"),
  latency: ratio("0.99"),
};

/** OpenSLO allows display names of 63 characters; words are added to this one. */
const LONGEST_TITLE = 40;

/**
 * A whole stream for a user journey: its Service (unless there is one of that name), an SLO for each category that
 * was asked for or that the tier requires, and alerts that can fire. Nothing in it is found fault with.
 *
 * @returns undefined where the journey has no letter or digit to make a name of
 */
export function scaffoldSlo(workspace: Workspace, request: ScaffoldRequest): ScaffoldedSlo | undefined {
  const journey = journeyName(request.journey);
  if (journey === "") return undefined;
  const view = viewOf(workspace, "");
  const tier = request.tier === undefined ? undefined : tierNamed(request.tier, view);
  const names = { journey, title: titleOf(request.journey), tier: tier?.name };
  const window = windowFor(tier?.tier, request.nowEpochMs);
  const plans = plansFor(request, journey, tier?.tier, view);
  const targets = plans.map((plan) => plan.target);
  const alerts = alertsFor(tier?.tier, window.duration, targets);
  const made = policies(journey, alerts, view);
  const hasService = view.lookup("Service", journey).length > 0;
  const documents = [
    ...(hasService ? [] : [service(names, tier?.tier.owner?.team?.value)]),
    ...plans.map((plan) => sloDocument(names, plan, window, made.names)),
    ...made.documents,
  ];
  return {
    fileName: `${journey}.yaml`,
    text: `${comment(names.title, tier?.name)}${documents.join("---\n")}`,
  };
}

/** An SLO that a tier requires of a service and that is missing. */
export interface MissingSlo {
  /** The service's name. */
  readonly service: string;
  readonly tierName: string;
  readonly tier: Tier;
  readonly objective: TierObjective;
  /** The alert policies that it is to have. */
  readonly policies: readonly string[];
}

/**
 * The document of an SLO for one of a tier's objectives, with the tier's defaults. Undefined where the objective's
 * category is none that SLOs are known by.
 */
export function scaffoldMissingSlo(
  workspace: Workspace,
  wanted: MissingSlo,
  nowEpochMs: number,
): string | undefined {
  const { service: name, tier, tierName, objective } = wanted;
  const category = readCategory(objective.category.value);
  if (!category) return undefined;
  const view = viewOf(workspace, "");
  const known = view.lookup("Service", name)[0]?.object;
  const names = { journey: name, title: titleOf(known?.displayName?.value ?? name), tier: tierName };
  const plan = { ...planFor(name, category, objective, view, new Set()), requiredByTier: true };
  return sloDocument(names, plan, windowFor(tier, nowEpochMs), wanted.policies);
}

/** The tiers of a workspace, the most important first. */
export function tierChoices(workspace: Workspace): TierOffer[] {
  const offers = viewOf(workspace, "")
    .all("ReliabilityTier")
    .flatMap(({ object }) => {
      const name = object.name?.value;
      if (name === undefined || object.body.type !== "tier") return [];
      const { rank, displayName, description } = object.body;
      return [
        {
          rank: rank?.value ?? Number.MAX_SAFE_INTEGER,
          offer: offerOf(name, displayName?.value, description?.value),
        },
      ];
    });
  return offers.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

/** Without braces and dollars, in which a placeholder of a template would be seen. */
function titleOf(journey: string): string {
  return shortened(oneLine(journey.replaceAll(/[{}$]/g, " ")), LONGEST_TITLE);
}

function offerOf(name: string, displayName: string | undefined, description: string | undefined): TierOffer {
  return {
    name,
    ...(displayName ? { displayName } : {}),
    ...(description ? { description: oneLine(description) } : {}),
  };
}

function tierNamed(nameOrAlias: string, view: WorkspaceView): { name: string; tier: Tier } | undefined {
  const object = view.tiersNamed(nameOrAlias)[0]?.object;
  if (object?.body.type !== "tier" || !object.name) return undefined;
  return { name: object.name.value, tier: object.body };
}

/** One SLO for each category asked for, and for each that the tier requires and the service does not have yet. */
function plansFor(
  { kind }: ScaffoldRequest,
  journey: string,
  tier: Tier | undefined,
  view: WorkspaceView,
): SloPlan[] {
  const asked: Category[] = kind === "both" ? ["availability", "latency"] : [kind];
  const required = (tier?.objectives ?? []).flatMap((objective) =>
    objective.required ? (readCategory(objective.category.value) ?? []) : [],
  );
  const present = view.slosOfService(journey).flatMap(({ object }) => categoryNames(object, view));
  const wanted = new Set([...asked, ...required.filter((category) => !present.includes(category))]);
  const taken = new Set<string>();
  return [...wanted].flatMap((category): SloPlan[] => {
    const own = (tier?.objectives ?? []).filter(
      ({ category: { value } }) => readCategory(value) === category,
    );
    const plan = planFor(journey, category, own.find((one) => one.required) ?? own[0], view, taken);
    taken.add(plan.name);
    return [{ ...plan, requiredByTier: !asked.includes(category) }];
  });
}

/** An SLO of a category, with what a tier's objective says of it. */
function planFor(
  journey: string,
  category: Category,
  objective: TierObjective | undefined,
  view: WorkspaceView,
  taken: ReadonlySet<string>,
): Omit<SloPlan, "requiredByTier"> {
  const name = uniqueName(
    `${journey}-${slug(category.replaceAll(/[A-Z]/g, (letter) => `-${letter}`))}`,
    (one) => taken.has(one) || view.lookup("SLO", one).length > 0,
  );
  return {
    name,
    category,
    target: (objective?.default ?? objective?.floor)?.value ?? defaultTarget(category),
    ...(objective?.path ? { path: objective.path.value } : {}),
    ...(objective?.threshold ? { threshold: durationSeconds(objective.threshold.value) } : {}),
  };
}

function categoryNames(object: SpecObject, view: WorkspaceView): string[] {
  return categoriesOf(object, view).flatMap((reading) => reading?.category ?? []);
}

function defaultTarget(category: Category): Rational {
  return category === "latency" ? DEFAULT_TARGETS.latency : DEFAULT_TARGETS.availability;
}

function windowFor(tier: Tier | undefined, nowEpochMs: number): WindowPlan {
  const duration: Duration = tier?.window?.default?.value ?? { count: 28, unit: "d", text: "28d" };
  if (tier?.window?.type?.value !== "calendar") return { duration };
  return { duration, startTime: calendarStart(duration.unit, new Date(nowEpochMs).getUTCFullYear()) };
}

/** The first day of the year; for windows of whole weeks its first Monday, so that a week is not cut in two. */
function calendarStart(unit: string, year: number): string {
  const weekday = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const day = unit === "w" ? ((8 - weekday) % 7) + 1 : 1;
  return `${year}-01-0${day} 00:00:00`;
}

function comment(title: string, tier: string | undefined): string {
  const source = tier === undefined ? "usual defaults" : `the defaults of tier ${oneLine(tier)}`;
  return [
    `# ${title}: begun with ${source}.`,
    "# Put your own metrics into the queries. The annotation slosmith/events-per-day",
    "# (a number in quotes) tells the traffic; with it budgets are counted in events.\n",
  ].join("\n");
}
