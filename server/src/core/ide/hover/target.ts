import type { Objective } from "../../model/slo";
import { categoryOf } from "../../resolve/category";
import { rulePageUrl } from "../../rules/page-url";
import type { Severity } from "../../rules/rule";
import { ruleNamed } from "../../rules/run";
import { type Span, shift, touches } from "../../text/span";
import type { FileFinding } from "../../workspace";
import { type AlertFacts, alertsOf } from "../budget/alert-facts";
import { alertName, alertSentences } from "../budget/alert-words";
import { objectiveFacts } from "../budget/objective-facts";
import { assumptionSentence, budgetSentence, promiseSentence, speedSentence } from "../budget/promise";
import type { Lookup } from "../lookup";
import { lines, message } from "../markdown";
import { categoryEvidence, categoryWords } from "../measurability/category-words";
import type { IdeOptions } from "../options";
import { andMore, listed } from "../words";

/** More than this nobody reads in a hover. */
const MOST_LINES = 8;

/** Alerts that find no room are named in one line, unless they are many. */
const MOST_NAMED = 4;
/** So many are told before what is measured is. */
const FEWEST_ALERTS = 2;

/**
 * A target in at most eight lines: the promise, the budget, what speed means, the category, each alert, the worst
 * finding, the assumptions.
 */
export function targetHover(lookup: Lookup, objective: Objective, options: IdeOptions): string {
  const reading = objectiveFacts(lookup.object, objective, lookup.view, options.nowEpochMs);
  const worst = worstFinding(lookup, objective, options);
  if (!reading.ok) return lines(reading.why, worst);
  const { facts } = reading;
  const { alerts, remark } = alertsOf(facts, lookup.view);
  const before = [promiseSentence(facts), budgetSentence(facts), facts.window && speedSentence(facts)];
  const after = [remark, worst, assumptionSentence(facts)];
  const room = MOST_LINES - [...before, ...after].filter((line) => line !== undefined).length;
  // The alerts come first: what is measured stands in the hover of the indicator too.
  const category =
    room > Math.min(alerts.length, FEWEST_ALERTS) ? categoryLine(lookup, objective) : undefined;
  const left = category === undefined ? room : room - 1;
  return lines(...before, category, alerts.length > 0 ? alertLines(alerts, left) : [], ...after);
}

/** "Category: availability, by its queries. ..."; of an unknown one the indicator's hover speaks. */
function categoryLine({ object, view }: Lookup, objective: Objective): string | undefined {
  const reading = categoryOf(object, view, objective);
  const words = categoryWords(reading);
  return words && message(`Category: ${words}. ${categoryEvidence(reading)}`);
}

function alertLines(alerts: readonly AlertFacts[], room: number): readonly string[] {
  if (alerts.length <= room) return alerts.map((alert) => alertSentences(alert));
  const shown = alerts.slice(0, room - 1);
  const rest = alerts.slice(shown.length);
  const named = `Also ${listed(rest.map(alertName))}.`;
  return [
    ...shown.map((alert) => alertSentences(alert)),
    rest.length <= MOST_NAMED ? named : (andMore(alerts.length, shown.length, "alert") ?? ""),
  ];
}

const ORDER: readonly Severity[] = ["error", "warning", "information", "hint"];
const OWN_CONCERNS = new Set(["objective", "window", "alert", "tier", "indicator", "query", "measurability"]);

/**
 * The gravest finding on this objective, or on what all objectives of the SLO share. One on the target itself is
 * left out: editors show it above the hover.
 */
function worstFinding(lookup: Lookup, objective: Objective, options: IdeOptions): string | undefined {
  const { findings } = lookup.workspace.check(lookup.uri, options.settings);
  const target = objective.target && shift(objective.target.span, lookup.slot.start);
  const shown = (finding: FileFinding) => target !== undefined && touches(finding.span, target.start);
  const about = findings.filter((finding) => !shown(finding) && concerns(finding, lookup, objective));
  const gravest = ORDER.slice(0, 2).flatMap((severity) =>
    about.filter((one) => one.severity === severity),
  )[0];
  if (!gravest) return undefined;
  const { what, todo } = gravest.message;
  return `${gravest.severity === "error" ? "Error" : "Warning"}: ${message(`${what} ${todo}`)} ([${gravest.code}](${rulePageUrl(gravest.code)}))`;
}

function concerns(finding: FileFinding, lookup: Lookup, objective: Objective): boolean {
  const { object, slot } = lookup;
  const inside = (span: Span) => finding.span.start >= span.start && finding.span.end <= span.end;
  if (!inside(shift(object.root.span, slot.start))) return false;
  if (!OWN_CONCERNS.has(ruleNamed(finding.code)?.concern ?? "")) return false;
  const others = object.body.type === "slo" ? object.body.objectives : [];
  return !others.some((other) => other.index !== objective.index && inside(stretch(other, others, lookup)));
}

/** An objective's text: from its first key to the next one's, the last to the end of the target. */
function stretch(objective: Objective, all: readonly Objective[], lookup: Lookup): Span {
  const next = all.find((other) => other.span.start > objective.span.start);
  const end = next?.span.start ?? Math.max(objective.span.end, objective.target?.span.end ?? 0);
  return shift({ start: objective.span.start, end }, lookup.slot.start);
}
