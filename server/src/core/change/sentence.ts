import type { AlertFacts } from "../ide/budget/alert-facts";
import { canFire } from "../ide/budget/alert-words";
import { objectiveSummary } from "../ide/budget/promise";
import { formatCount, formatDuration, formatPercent } from "../math/format";
import { listed } from "../text/listed";
import { alertLabel, changedAlerts } from "./alerts";
import type { AspectChange } from "./aspect";
import type { Promised } from "./promised";

/** Of so many things a sentence speaks; of more it says how many. */
const MOST_SAID = 3;

/**
 * What a change does to an objective, on one line without a full stop: "99.9 % -> 99.95 %: budget 40m 19.2s ->
 * 20m 9.6s, page now at 0.672 % errors". Of what was added or removed, what it promises or promised.
 */
export function changeSentence(
  before: Promised | undefined,
  after: Promised | undefined,
  aspects: readonly AspectChange[],
): string {
  const only = after ?? before;
  if (!before || !after) return only ? promiseLine(only) : "";
  const head = headOf(aspects);
  const budget = budgetWords(before, after);
  const rest = restOf(before, after, aspects);
  const shown = rest.length > MOST_SAID ? rest.slice(0, MOST_SAID - 1) : rest;
  const more = rest.length - shown.length;
  const tail = [budget, ...shown, more > 0 ? `${more} more` : undefined].filter((part) => part !== undefined);
  // What no sentence is made of is named.
  if (head.length + tail.length === 0)
    return `${listed([...new Set(aspects.map(({ label }) => label))])} changed`;
  if (head.length === 0) return tail.join(", ");
  return tail.length === 0 ? head.join(", ") : `${head.join(", ")}: ${tail.join(", ")}`;
}

/** "99.95 % over a rolling 28d: budget 20m 9.6s in 28d". */
function promiseLine({ facts, targetText, window, budget }: Promised): string {
  const summary = facts ? objectiveSummary(facts) : [targetText, window?.text].filter(Boolean).join(" over ");
  if (summary === "") return "no target that can be read";
  return budget === undefined ? summary : `${summary}: budget ${budget}`;
}

/** The numbers that stand in the file. */
function headOf(aspects: readonly AspectChange[]): string[] {
  return aspects
    .filter(({ aspect }) => aspect === "target" || aspect === "window" || aspect === "slice")
    .map(({ label, before, after }) => {
      const arrow = `${before ?? "none"} -> ${after ?? "none"}`;
      return label === "target" ? arrow : `${label} ${arrow}`;
    });
}

function budgetWords({ facts: before }: Promised, { facts: after }: Promised): string | undefined {
  if (!before || !after) return undefined;
  const isSliced = (one: typeof before) => one.slo.budgetingMethod?.value === "Timeslices";
  if (isSliced(before) || isSliced(after)) {
    const count = ({ slices }: typeof before) => slices && formatCount(slices.allowed);
    const [was, is] = [count(before), count(after)];
    return was === is ? undefined : `budget ${was ?? "unknown"} -> ${is ?? "unknown"} bad slices`;
  }
  const time = (one: typeof before) => one.time && formatDuration(one.time, "down");
  const events = ({ events: count }: typeof before) => count && formatCount(count.allowed);
  const [was, is] = [time(before), time(after)];
  const [few, many] = [events(before), events(after)];
  const counts =
    few !== many && few !== undefined && many !== undefined ? `${few} -> ${many} events` : undefined;
  if (was === is) return counts && `budget ${counts}`;
  return `budget ${was ?? "unknown"} -> ${is ?? "unknown"}${counts ? ` (${counts})` : ""}`;
}

function restOf(before: Promised, after: Promised, aspects: readonly AspectChange[]): string[] {
  const said = aspects.flatMap((change) => {
    switch (change.aspect) {
      case "target":
      case "window":
      case "slice":
      case "alert":
      case "traffic":
        return [];
      case "indicator":
      case "source":
      case "tier-policy":
        return [`${change.label} ${labelVerb(change)}`];
      case "measurability":
        return measurabilityWords(change);
      default:
        return [`${change.label} ${change.before ?? "none"} -> ${change.after ?? "none"}`];
    }
  });
  return [...alertWords(before, after), ...said];
}

function labelVerb({ before, after }: AspectChange): string {
  if (before === undefined && after !== undefined) return "added";
  return before !== undefined && after === undefined ? "removed" : "changed";
}

/** The most urgent alert that has changed; the others are counted. */
function alertWords(before: Promised, after: Promised): string[] {
  if (!before.facts || !after.facts) return [];
  const all = changedAlerts(before.alerts, after.alerts);
  const [first] = all;
  if (!first) return [];
  const { pair } = first;
  const more =
    all.length > 1 ? ` (${all.length - 1} more ${all.length === 2 ? "alert" : "alerts"} changed)` : "";
  return [`${pairWords(pair.before, pair.after)}${more}`];
}

function pairWords(before: AlertFacts | undefined, after: AlertFacts | undefined): string {
  if (!after) return `${alertLabel(before)} removed`;
  const severity = after.condition.severity?.value ?? "alert";
  if (!canFire(after)) return `${alertLabel(after)} can never fire`;
  const { badSlices, needs } = after;
  const at = badSlices
    ? `${formatCount(badSlices.needed)} bad slices of ${formatCount(badSlices.of)}`
    : `${formatPercent(needs, "up")} errors`;
  if (!before) return `${alertLabel(after)} added, at ${at}`;
  if (!canFire(before)) return `${alertLabel(after)} can fire now, at ${at}`;
  const isAsSoon = after.detectTotal && before.detectTotal?.equals(after.detectTotal);
  if (before.needs.equals(needs) && isAsSoon) return `${alertLabel(before)} -> ${alertLabel(after)}`;
  if (before.needs.equals(needs) && after.detectTotal)
    return `${severity} now ${formatDuration(after.detectTotal, "up")} into a total outage`;
  return `${severity} now at ${at}`;
}

function measurabilityWords({ codes, direction, after }: AspectChange): string[] {
  if (codes) return [`now reported: ${codes.map((code) => `\`${code}\``).join(", ")}`];
  return direction === "tighter" ? [`measurability: ${after ?? ""}`] : [];
}
