import { formatDuration, formatPercent, type Rational } from "../../math";
import type { AlertCondition } from "../../model/alert";
import type { Tier } from "../../model/tier";
import { alertsOfSlo } from "../../resolve/alerts";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { type Span, touches } from "../../text/span";
import type { Workspace } from "../../workspace";
import { type AlertFacts, alertFacts } from "../budget/alert-facts";
import { alertSentences, canFire } from "../budget/alert-words";
import { judgedObjectives } from "../budget/objective-facts";
import { leadObjective, objectiveName, sound, tierAlertAt, tierAlertFacts } from "../budget/tier-facts";
import type { InlayHint } from "../inlay-hints";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { counted } from "../words";

/** So many objectives are told one by one in a tooltip. */
const MOST_TOLD = 3;

/**
 * How soon each burn alert comes, behind its burn rate: "over 0.672 % errors · total outage: after 4m 28.8s". A condition
 * that several SLOs use has the range of what it needs on them. With a span (file offsets) only those that lie in it.
 */
export function alertHints(
  workspace: Workspace,
  uri: string,
  span: Span | undefined,
  options: IdeOptions,
): InlayHint[] {
  const view = viewOf(workspace, uri);
  const placed = objectsOf(workspace.files.get(uri));
  const watched = placed.some(
    ({ object }) => object.body.type === "alertCondition" || object.body.type === "alertPolicy",
  )
    ? view.all("SLO").map(({ object }) => object)
    : placed.map(({ object }) => object);
  const written = new Set(placed.flatMap(({ object }) => conditionsIn(object)));
  const facts = factsOf(written, watched, view, options);
  const byPlace = new Map<number, InlayHint>();
  for (const one of placed) {
    const own = [...conditionHints(one, facts), ...tierAlertHints(one)];
    for (const hint of own) if (!span || touches(span, hint.offset)) byPlace.set(hint.offset, hint);
  }
  return [...byPlace.values()];
}

/** What each of these conditions means for those objectives of the objects that it watches. */
function factsOf(
  asked: ReadonlySet<AlertCondition>,
  objects: readonly PlacedObject["object"][],
  view: WorkspaceView,
  options: IdeOptions,
): ReadonlyMap<AlertCondition, readonly AlertFacts[]> {
  const facts = new Map<AlertCondition, AlertFacts[]>();
  for (const object of new Set(objects)) {
    if (object.body.type !== "slo") continue;
    const { alerts } = alertsOfSlo(object.body, view);
    const own = alerts.flatMap(({ condition, written = [condition] }) => {
      const places = condition.implied ? [] : written.filter((one) => asked.has(one));
      return places.length > 0 ? [{ condition, places }] : [];
    });
    if (own.length === 0) continue;
    const objectives = judgedObjectives(object, view, options.nowEpochMs);
    for (const { condition, places } of own) {
      const found = objectives.flatMap((objective) => alertFacts(condition, objective) ?? []);
      for (const one of places) {
        const known = facts.get(one);
        if (known) known.push(...found);
        else facts.set(one, [...found]);
      }
    }
  }
  return facts;
}

function conditionHints(
  { object, slot }: PlacedObject,
  facts: ReadonlyMap<AlertCondition, readonly AlertFacts[]>,
): InlayHint[] {
  return conditionsIn(object).flatMap((condition) => {
    const place = condition.threshold?.span ?? condition.pace?.span;
    const found = facts.get(condition) ?? [];
    const label = labelOf(found);
    if (!place || label === undefined) return [];
    return [{ offset: place.end + slot.start, label, tooltip: tooltipOf(found) }];
  });
}

/** The conditions that an object writes out. */
function conditionsIn({ body }: PlacedObject["object"]): readonly AlertCondition[] {
  if (body.type === "alertCondition") return [body];
  const policies =
    body.type === "alertPolicy"
      ? [body]
      : body.type === "slo"
        ? body.alertPolicies.flatMap((use) => (use.kind === "inline" ? [use.policy] : []))
        : [];
  return policies.flatMap(({ conditions }) =>
    conditions.flatMap((use) => (use.kind === "inline" && !use.condition.implied ? [use.condition] : [])),
  );
}

function labelOf(found: readonly AlertFacts[]): string | undefined {
  const [first] = found;
  if (!first) return undefined;
  const firing = found.filter(canFire);
  if (firing.length === 0)
    return first.badSlices ? "never fires" : `never fires: needs ${needed([first])} errors`;
  const dead =
    found.length > firing.length ? ` · never on ${found.length - firing.length} of ${found.length}` : "";
  const slices = firing.flatMap(({ badSlices }) => badSlices ?? []);
  const [one] = slices;
  const takes =
    one && firing.length === 1
      ? `${counted(one.needed, "bad slice")}`
      : slices.length > 0
        ? ""
        : needs(firing);
  const outage = `total outage: after ${range(
    firing.flatMap(({ detectTotal }) => detectTotal ?? []),
    seconds,
  )}`;
  return `${[takes, outage].filter((part) => part !== "").join(" · ")}${dead}`;
}

function needs(firing: readonly AlertFacts[]): string {
  const atLeast = firing.every(({ op }) => op === "gte");
  return `${atLeast ? "from" : "over"} ${needed(firing)} errors`;
}

function needed(facts: readonly AlertFacts[]): string {
  return range(
    facts.map((one) => one.needs),
    (share) => formatPercent(share, "up"),
  );
}

function seconds(value: Rational): string {
  return formatDuration(value, "up");
}

/** "1 %", or "1 % to 5 %" where the values are not all the same. */
function range(values: readonly Rational[], spell: (value: Rational) => string): string {
  const sorted = [...values].sort((a, b) => a.compare(b));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most) return "";
  return spell(least) === spell(most) ? spell(least) : `${spell(least)} to ${spell(most)}`;
}

function tooltipOf(found: readonly AlertFacts[]): string {
  const told = found.slice(0, MOST_TOLD).map((alert) => {
    const { objective } = alert;
    const name = objective.object.name?.value ?? objective.title;
    const sentences = unmarked(alertSentences(alert));
    return found.length === 1 ? sentences : `${name} at ${formatPercent(objective.target)}: ${sentences}`;
  });
  const rest = found.length - told.length;
  return [...told, ...(rest > 0 ? [`… and ${counted(rest, "objective")} more.`] : [])].join("\n");
}

/** Markdown's escapes taken back: a tooltip is plain text. */
function unmarked(markdown: string): string {
  return markdown.replace(/\\([^\w\s])/g, "$1");
}

/** A tier's alerts, at the usual target of its leading objective. */
function tierAlertHints({ object, slot }: PlacedObject): InlayHint[] {
  if (object.body.type !== "tier") return [];
  const tier: Tier = object.body;
  const lead = leadObjective(tier);
  const target = sound(lead?.default);
  if (!lead || !target) return [];
  return tier.alerting.flatMap((alert) => {
    const place = alert.burnRate?.span ?? alert.budgetConsumed?.span;
    const facts = tierAlertFacts(alert, tier);
    if (!place || !facts) return [];
    const at = tierAlertAt(facts, target);
    const share = formatPercent(at.needs, "up");
    const label =
      at.possible && at.detect
        ? `over ${share} errors · total outage: after ${seconds(at.detect)}`
        : `never fires: needs ${share} errors`;
    const tooltip = `For ${objectiveName(lead)} at the usual target of ${formatPercent(target)} in ${facts.window.label}: ${formatPercent(facts.spent)} of the budget is spent when it fires.`;
    return [{ offset: place.end + slot.start, label, tooltip }];
  });
}
