import type { SpecDocument } from "../../dialects/spec-document";
import { canonicalTimeZone, parseStartTime } from "../../math/calendar";
import { formatCount, formatDuration, formatPercent, shortDuration } from "../../math/format";
import { isPositive, ONE, type Rational } from "../../math/rational";
import { type WindowLengths, windowLengths } from "../../math/window-lengths";
import type { Objective, Slo, SloWindow } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import { madeSlo } from "../../resolve/made-slo";
import { type Fact, type MeasurementFacts, measurementFacts } from "../../resolve/measurement";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { isComposite } from "../alert/words";
import type { Related } from "../rule";
import { monthMeant } from "../window/month-meant";

/** A target that can be judged, and what is known of how it is measured. */
export interface TargetBasis {
  readonly object: SpecObject;
  readonly slo: Slo;
  readonly objective: Objective;
  readonly document: SpecDocument;
  readonly view: WorkspaceView;
  /** As a ratio, above 0 and below 1. */
  readonly target: Rational;
  /** e0. */
  readonly share: Rational;
  readonly span: { readonly start: number; readonly end: number };
  /** Undefined where it cannot be read. Worked out when it is asked for: calendars take time. */
  readonly window: JudgedWindow | undefined;
  readonly facts: MeasurementFacts;
  /** Whether the objectives have indicators of their own: then traffic stated for the SLO is not each one's. */
  readonly composite: boolean;
}

export interface JudgedWindow extends WindowLengths {
  readonly declared: SloWindow;
  /** "30d"; "1M (28d at the shortest)" where lengths differ. */
  readonly words: string;
}

/** The targets of an SLO that numbers can be held against; none in a document with a template's branches. */
export function judgedTargets(
  object: SpecObject,
  view: WorkspaceView,
  document: SpecDocument,
): readonly TargetBasis[] {
  return view.once(object, "judged targets", () => readJudgedTargets(object, view, document));
}

function readJudgedTargets(
  object: SpecObject,
  view: WorkspaceView,
  document: SpecDocument,
): readonly TargetBasis[] {
  // In a template's branches a target and a fact may belong to different ones.
  if (object.body.type !== "slo" || document.yaml.controlLines > 0) return [];
  const slo = madeSlo(object.body, view);
  const window = once(() => judgedWindow(slo.window));
  return slo.objectives.flatMap((objective) => {
    const { target } = objective;
    if (!target || !isPositive(target.value) || target.value.compare(ONE) >= 0) return [];
    return [
      {
        object,
        slo,
        objective,
        document,
        view,
        target: target.value,
        share: ONE.sub(target.value),
        span: target.span,
        get window() {
          return window();
        },
        facts: measurementFacts(object, view, objective),
        composite: isComposite(slo),
      },
    ];
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An SLO's window with the lengths that it really has; undefined where it cannot be meant or read. */
export function judgedWindow(window: SloWindow | undefined): JudgedWindow | undefined {
  // Against a month that was written `1m` every budget is too small.
  if (!window || monthMeant(window.duration.value)) return undefined;
  const duration = window.duration.value;
  const lengths =
    window.kind === "rolling" ? windowLengths({ kind: "rolling", duration }) : calendarLengths(window);
  if (!lengths) return undefined;
  const written = shortDuration(duration);
  const words = lengths.shortest.equals(lengths.longest)
    ? written
    : `${written} (${formatDuration(lengths.shortest, "down")} at the shortest)`;
  return { ...lengths, declared: window, words };
}

function calendarLengths(window: SloWindow): WindowLengths | undefined {
  const startTime = window.startTime && parseStartTime(window.startTime.value);
  const timeZone = window.timeZone && canonicalTimeZone(window.timeZone.value);
  if (!startTime || !timeZone) return undefined;
  return windowLengths({ kind: "calendar", duration: window.duration.value, startTime, timeZone });
}

/** "The target 99.9 %", with its name where the SLO has several. */
export function targetWords({ objective, slo, target }: TargetBasis): string {
  const name = objective.displayName?.value;
  return `${formatPercent(target)}${slo.objectives.length > 1 && name !== undefined ? ` (\`${name}\`)` : ""}`;
}

/** "1 event", "12.5 events". */
export function counted(count: Rational, noun: "event" | "failure"): string {
  return `${formatCount(count)} ${noun}${count.equals(ONE) ? "" : "s"}`;
}

/** Where a fact is stated, for a finding that rests on it. */
export function whereStated(fact: Fact<unknown> | undefined, message: string): Related[] {
  if (!fact) return [];
  return [{ message, span: fact.span, ...(fact.definition ? { document: fact.definition.document } : {}) }];
}
