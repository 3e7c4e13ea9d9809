import { ticksFor } from "../../chart/budget-bars";
import { civilDate } from "../../math";
import { serviceOf } from "../../resolve/scope";
import { tierName, tierOf, tierTitle } from "../../resolve/tier";
import type { Definition } from "../../resolve/workspace-view";
import { grouped } from "../../text/grouped";
import type { Workspace } from "../../workspace";
import { objectsOf, viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { gapsOf, type ReportedObject } from "./gaps";
import { budgetOf, type PromiseSource, promisePart, promisesOf, type ReportedSlo } from "./promises";
import type { Report, ReportFigure, ReportService, ReportTier } from "./report-model";
import { reviewRows } from "./reviews";
import {
  decisionSentences,
  escalationSentences,
  gateSentences,
  incidentSentences,
  tierFacts,
  yardstick,
} from "./tier-words";

export interface ReportOptions extends IdeOptions {
  readonly title: string;
}

/** A service's promises, before they are told. */
interface ServiceSource {
  readonly part: Omit<ReportService, "promises">;
  readonly promises: readonly PromiseSource[];
}

/**
 * What the SLOs of some files promise, by tier and service, for people outside engineering.
 *
 * @param uris the files that are reported on; the workspace may hold more, to which they refer
 */
export function reportOf(snapshot: Workspace, uris: readonly string[], options: ReportOptions): Report {
  const workspace = snapshot.at(options.nowEpochMs);
  const objects = uris.flatMap((uri): ReportedObject[] => {
    const view = viewOf(workspace, uri);
    return objectsOf(workspace.files.get(uri)).map((placed) => ({ uri, placed, view }));
  });
  const slos = objects.flatMap(reportedSlo);
  const groups = [...tiersInOrder(objects, slos), undefined].map((definition, at) => {
    const id = `t${at + 1}`;
    const own = slos.filter(({ tier }) => tier?.definition.object === definition?.object);
    return { id, definition, services: servicesOf(own, id, workspace, options) };
  });
  const promises = groups.flatMap(({ services }) => services.flatMap((service) => service.promises));
  const tiers = groups
    .filter(({ definition, services }) => definition !== undefined || services.length > 0)
    .map(({ id, definition, services }) => tierPart(id, definition, services.map(servicePart)));
  const reviews = reviewRows(promises);
  const gaps = gapsOf(workspace, objects, promises, options);
  const seconds = promises.flatMap(({ reading }) =>
    reading.ok ? (budgetOf(reading.facts)?.seconds ?? []) : [],
  );
  return {
    title: options.title,
    date: civilDate("UTC", options.nowEpochMs) ?? "an unknown day",
    figures: figuresOf(tiers, promises, { reviews, gaps }),
    tiers,
    reviews,
    gaps,
    ticks: seconds.length > 0 ? ticksFor(seconds) : [],
  };
}

function reportedSlo({ uri, placed, view }: ReportedObject): ReportedSlo[] {
  const { object, document } = placed;
  if (object.body.type !== "slo") return [];
  const tier = tierOf(object, view);
  const title = object.displayName?.value ?? object.name?.value ?? "SLO without a name";
  return [{ uri, placed, object, document, view, title, ...(tier && { tier }) }];
}

/** The tiers of the files and those that their SLOs name, by rank; those without a rank last. */
function tiersInOrder(objects: readonly ReportedObject[], slos: readonly ReportedSlo[]): Definition[] {
  const found = new Map<object, Definition>();
  for (const { uri, placed } of objects) {
    const { object, document } = placed;
    if (object.body.type === "tier") found.set(object, { uri, object, document });
  }
  for (const { tier } of slos) if (tier) found.set(tier.definition.object, tier.definition);
  const rank = ({ object }: Definition) =>
    (object.body.type === "tier" ? object.body.rank?.value : undefined) ?? Number.MAX_SAFE_INTEGER;
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** The SLOs by the service that they name, in the order of its first. */
function servicesOf(
  slos: readonly ReportedSlo[],
  tierId: string,
  workspace: Workspace,
  options: IdeOptions,
): ServiceSource[] {
  const groups = grouped(slos, ({ object: { body } }) => (body.type === "slo" && body.service?.value) || "");
  return [...groups].map(([name, own], at) => {
    const id = `${tierId}-s${at + 1}`;
    const promises = own.flatMap((slo, index) => promisesOf(slo, workspace, `${id}-p${index + 1}-`, options));
    return { part: { id, ...serviceWords(name, own[0]) }, promises };
  });
}

function serviceWords(name: string, slo: ReportedSlo | undefined): Omit<ReportService, "id" | "promises"> {
  const service = slo && serviceOf(slo.object, slo.view)?.object;
  const display = service?.displayName?.value;
  const description = service?.description?.value.trim();
  return {
    title: display ?? (name === "" ? "No service named" : name),
    ...(display !== undefined && display !== name && { name }),
    ...(description && { description }),
  };
}

function servicePart({ part, promises }: ServiceSource): ReportService {
  return { ...part, promises: promises.map(promisePart) };
}

function tierPart(
  id: string,
  definition: Definition | undefined,
  services: readonly ReportService[],
): ReportTier {
  const object = definition?.object;
  if (!definition || object?.body.type !== "tier")
    return {
      id,
      title: "Without a tier",
      description:
        "No tier of these files is known for these promises: no policy says what happens when their budget is spent.",
      facts: [],
      escalation: [],
      gates: [],
      decisions: [],
      incidents: [],
      services,
      untiered: true,
    };
  const tier = object.body;
  const name = tierName(definition);
  const title = tierTitle(definition);
  const description = tier.description?.value.trim();
  const measure = yardstick(tier);
  return {
    id,
    title,
    ...(title !== name && { name }),
    ...(description && { description }),
    facts: tierFacts(tier),
    ...(measure !== undefined && { yardstick: measure }),
    escalation: escalationSentences(tier),
    gates: gateSentences(tier),
    decisions: decisionSentences(tier),
    incidents: incidentSentences(tier),
    services,
    untiered: false,
  };
}

function figuresOf(
  tiers: readonly ReportTier[],
  promises: readonly PromiseSource[],
  { reviews, gaps }: Pick<Report, "reviews" | "gaps">,
): ReportFigure[] {
  const named = tiers.filter(({ untiered }) => !untiered);
  const services = new Set(
    promises.map(({ slo }) => slo.object.body.type === "slo" && slo.object.body.service?.value),
  );
  services.delete(false);
  services.delete(undefined);
  const late = reviews.filter(({ state }) => state === "overdue").length;
  const open = gaps.reduce((sum, { entries }) => sum + entries.length, 0);
  return [
    { label: "Tiers", value: String(named.length) },
    { label: "Services", value: String(services.size) },
    { label: "Promises", value: String(promises.length) },
    {
      label: "With a tier",
      value: `${promises.filter(({ slo }) => slo.tier).length} of ${promises.length}`,
    },
    {
      label: "With an owner",
      value: `${promises.filter(({ owner }) => owner !== undefined).length} of ${promises.length}`,
    },
    { label: "Reviews overdue", value: String(late), ...(reviews.length > 0 && { target: "reviews" }) },
    { label: "Open points", value: String(open), ...(open > 0 && { target: "gaps" }) },
  ];
}
