import { alertsOf } from "../ide/budget/alert-facts";
import { type ObjectiveFacts, type ObjectiveReading, objectiveFacts } from "../ide/budget/objective-facts";
import { budgetLine } from "../ide/budget/promise";
import { durationSeconds } from "../math/duration";
import { formatPercent, shortDuration } from "../math/format";
import type { Rational } from "../math/rational";
import type { Objective, Slo } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import { categoryOf } from "../resolve/category";
import { madeSlo } from "../resolve/made-slo";
import type { Definition, WorkspaceView } from "../resolve/workspace-view";
import { fitsOf } from "../rules/tier/fit";
import type { AlertSide } from "./alerts";
import { named } from "./aspect";
import { type Comparison, type ReadIndicator, readComparison, readIndicator } from "./indicator";
import { type ReadTier, readTier } from "./tier";

/** The window of an SLO, so that it can be compared. */
export interface ReadWindow {
  /** "28d rolling", "1M by calendar from 2026-01-01 00:00:00 in Europe/Berlin". */
  readonly text: string;
  readonly kind: "rolling" | "calendar";
  /** Months count as 30 days: the same text gives the same answer on every day. */
  readonly nominalSeconds: Rational;
}

/** All that one objective promises, with every reference followed. What cannot be read is absent. */
export interface Promised {
  readonly place: Definition;
  readonly slo: Slo;
  readonly objective: Objective;
  /** The SLO's name. */
  readonly name?: string;
  /** The objective's own name, else the SLO's. */
  readonly title: string;
  /** Figures; absent where the target leaves none. */
  readonly facts?: ObjectiveFacts;
  /** "99.9 %"; what stands in the target's place where it is no number. */
  readonly targetText?: string;
  readonly target?: Rational;
  readonly window?: ReadWindow;
  /** "20m 9.6s in 28d". */
  readonly budget?: string;
  readonly eventsPerDay?: Rational;
  readonly slice?: string;
  readonly comparison: Comparison;
  readonly indicator: ReadIndicator;
  readonly alerts: AlertSide;
  readonly tier: ReadTier;
  readonly category?: string;
}

/** Reads the objectives of an SLO in their order; none of other objects. */
export function readPromises(place: Definition, view: WorkspaceView, nowEpochMs: number): Promised[] {
  const { object } = place;
  if (object.body.type !== "slo") return [];
  const slo = madeSlo(object.body, view);
  const fits = fitsOf(object, view)?.fits ?? [];
  const window = readWindow(slo);
  return slo.objectives.map((objective, at) => {
    const reading = objectiveFacts(object, objective, view, nowEpochMs);
    return {
      place,
      slo,
      objective,
      title: reading.ok ? reading.facts.title : reading.title,
      comparison: readComparison(objective),
      indicator: readIndicator(slo, objective, view),
      alerts: readAlerts(object, reading, view),
      tier: readTier(object, view, fits[at]?.candidates ?? []),
      ...figuresOf(reading),
      ...present({
        name: object.name?.value,
        target: objective.target?.value,
        targetText: targetText(objective),
        window,
        slice: sliceText(objective),
        category: categoryOf(object, view, objective)?.category,
      }),
    };
  });
}

/** An object without the keys that have no value. */
function present<T extends object>(all: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function figuresOf(reading: ObjectiveReading): Pick<Promised, "facts" | "budget" | "eventsPerDay"> {
  if (!reading.ok) return {};
  const { facts } = reading;
  const budget = budgetLine(facts);
  const { eventsPerDay } = facts;
  return { facts, ...(budget === undefined ? {} : { budget }), ...(eventsPerDay ? { eventsPerDay } : {}) };
}

function targetText({ target, unreadTarget }: Objective): string | undefined {
  if (target) return formatPercent(target.value);
  return unreadTarget && named(unreadTarget.value);
}

function readWindow({ window }: Slo): ReadWindow | undefined {
  if (!window) return undefined;
  const duration = window.duration.value;
  const { kind, startTime, timeZone } = window;
  const from = startTime ? ` from ${startTime.value}` : "";
  const zone = timeZone ? ` in ${timeZone.value}` : "";
  const length = shortDuration(duration);
  return {
    text: kind === "rolling" ? `${length} rolling` : `${length} by calendar${from}${zone}`,
    kind,
    nominalSeconds: durationSeconds(duration),
  };
}

function sliceText({ timeSliceWindow, timeSliceTarget }: Objective): string | undefined {
  if (!timeSliceWindow) return undefined;
  const good = timeSliceTarget ? `, good from ${formatPercent(timeSliceTarget.value)} on` : "";
  return `${shortDuration(timeSliceWindow.value)}${good}`;
}

function readAlerts(object: SpecObject, reading: ObjectiveReading, view: WorkspaceView): AlertSide {
  return { alerts: reading.ok ? alertsOf(reading.facts, view).alerts : [], open: object.partial };
}
