import { formatPercent } from "../../math";
import { hasOwner } from "../../resolve/facts";
import { isTierTemplated, tierTitle } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { missingCategories } from "../../rules/tier/missing-categories";
import { shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import { objectiveName } from "../budget/tier-facts";
import type { PlacedObject } from "../lookup";
import type { IdeOptions } from "../options";
import { counted, listed, spaced } from "../words";
import { doubtsOf, firstOfEach, type PromiseSource } from "./promises";
import type { ReportGap, ReportGapEntry } from "./report-model";

/** An object of the files that are reported on. */
export interface ReportedObject {
  readonly uri: string;
  readonly placed: PlacedObject;
  readonly view: WorkspaceView;
}

/** What is missing from a workspace, kind by kind; kinds of which nothing is missing are left out. */
export function gapsOf(
  workspace: Workspace,
  objects: readonly ReportedObject[],
  promises: readonly PromiseSource[],
  options: IdeOptions,
): ReportGap[] {
  const slos = firstOfEach(promises);
  const about = ({ id, slo }: PromiseSource): ReportGapEntry => ({ promiseId: id, subject: slo.title });
  const kinds: ReportGap[] = [
    {
      id: "gap-categories",
      title: "Promises that a tier asks for and nobody makes",
      consequence: "Users can suffer in this way without a budget being spent.",
      entries: objects.flatMap(missingEntries),
    },
    {
      id: "gap-services",
      title: "Services without a promise",
      consequence: "Nobody has said how reliable they are to be.",
      entries: objects.flatMap(emptyService),
    },
    {
      id: "gap-tier",
      title: "SLOs without a tier",
      consequence: "Nothing says who decides, or what releases may do, when their budget is spent.",
      entries: slos.filter(({ slo }) => !slo.tier && !isTierTemplated(slo.object, slo.view)).map(about),
    },
    {
      id: "gap-owner",
      title: "SLOs without an owner",
      consequence: "Whoever is woken by an alert cannot see whose it is.",
      entries: slos.filter(({ slo }) => !hasOwner(slo.object, slo.view)).map(about),
    },
    {
      id: "gap-figures",
      title: "Promises without figures",
      consequence: "What may fail cannot be told.",
      entries: promises.flatMap(withoutFigures),
    },
    {
      id: "gap-measurement",
      title: "Promises whose measurement is in doubt",
      consequence: "The figures may look good while users are not served well, or the other way round.",
      entries: promises.flatMap(doubts),
    },
    {
      id: "gap-errors",
      title: "SLOs with errors in their files",
      consequence: "A tool would refuse or misread them; `slosmith check` says where.",
      entries: slos.flatMap((one) => errors(one, workspace, options)),
    },
  ];
  return kinds.filter(({ entries }) => entries.length > 0);
}

function missingEntries({ placed, view }: ReportedObject): ReportGapEntry[] {
  return missingCategories(placed.object, view).map(({ service, tier, missing }) => {
    const names = missing.map((objective) => {
      const floor = objective.floor ? ` (at least ${formatPercent(objective.floor.value)})` : "";
      return `${spaced(objectiveName(objective))}${floor}`;
    });
    return {
      subject: view.lookup("Service", service)[0]?.object.displayName?.value ?? service,
      words: `The tier ${tierTitle(tier.definition)} asks for ${listed(names)}.`,
    };
  });
}

function emptyService({ placed: { object }, view }: ReportedObject): ReportGapEntry[] {
  const name = object.kind === "Service" && !object.partial ? object.name?.value : undefined;
  if (name === undefined || view.slosOfService(name).length > 0) return [];
  return [{ subject: object.displayName?.value ?? name }];
}

function withoutFigures({ id, title, reading }: PromiseSource): ReportGapEntry[] {
  if (!reading.ok) return [{ promiseId: id, subject: title, words: reading.why }];
  const { windowReading } = reading.facts;
  return windowReading.ok ? [] : [{ promiseId: id, subject: title, words: windowReading.why }];
}

function doubts(source: PromiseSource): ReportGapEntry[] {
  const { id, title } = source;
  const found = doubtsOf(source);
  if (found.length === 0) return [];
  const words = found.map((answer) => {
    const said = [...new Set(answer.findings.map(({ what }) => what))].join(" ");
    return `${answer.title} ${said}`;
  });
  return [{ promiseId: id, subject: title, words: words.join(" ") }];
}

function errors({ id, slo }: PromiseSource, workspace: Workspace, options: IdeOptions): ReportGapEntry[] {
  const place = shift(slo.object.root.span, slo.placed.slot.start);
  const found = workspace
    .check(slo.uri, options.settings, slo.document)
    .findings.filter(
      ({ severity, span }) => severity === "error" && place.start <= span.start && span.end <= place.end,
    );
  if (found.length === 0) return [];
  return [{ promiseId: id, subject: slo.title, words: `${counted(found.length, "error")}.` }];
}
