import type { AlertFacts } from "../ide/budget/alert-facts";
import { canFire, lookbacks, needsWords } from "../ide/budget/alert-words";
import { formatDuration, formatFactor, formatPercent, shortDuration } from "../math/format";
import { grouped } from "../text/grouped";
import { type AspectChange, type Direction, moreIsLooser, together } from "./aspect";

/** Two alerts that stand for one another, or one that has no counterpart. */
export interface AlertPair {
  readonly before?: AlertFacts;
  readonly after?: AlertFacts;
}

/** The burn alerts of one side, and whether more may be there that cannot be read. */
export interface AlertSide {
  readonly alerts: readonly AlertFacts[];
  /** A template or broken YAML may hold more of them. */
  readonly open: boolean;
}

/** By what alerts are recognised, what tells most first. Each pairs those whose key as many have on both sides. */
const KEYS: readonly ((alert: AlertFacts) => string)[] = [
  (alert) => JSON.stringify([severityOf(alert), alert.condition.name, lookbacks(alert), alertText(alert)]),
  (alert) => JSON.stringify([severityOf(alert), lookbacks(alert)]),
  (alert) => JSON.stringify([severityOf(alert), shortDuration(alert.lookback)]),
  (alert) => JSON.stringify([alert.condition.name, severityOf(alert)]),
  (alert) => JSON.stringify([lookbacks(alert), formatFactor(alert.burn)]),
  (alert) => JSON.stringify([severityOf(alert)]),
];

/** Pairs the alerts of two sides; those that stay alone were removed or added. */
export function pairAlerts(before: readonly AlertFacts[], after: readonly AlertFacts[]): AlertPair[] {
  const left = new Set(before);
  const right = new Set(after);
  const pairs: AlertPair[] = [];
  for (const keyOf of KEYS) {
    const candidates = grouped([...right], keyOf);
    for (const [key, ones] of grouped([...left], keyOf)) {
      const others = candidates.get(key) ?? [];
      if (ones.length !== others.length) continue;
      for (const [at, one] of ones.entries()) {
        const other = others[at];
        if (!other) continue;
        pairs.push({ before: one, after: other });
        left.delete(one);
        right.delete(other);
      }
    }
  }
  return [
    ...pairs,
    ...[...left].map((one) => ({ before: one })),
    ...[...right].map((one) => ({ after: one })),
  ];
}

/** What is different about the alerts of an objective, the most urgent first. */
export function alertChanges(before: AlertSide, after: AlertSide): AspectChange[] {
  return changedAlerts(before, after).map(({ change }) => change);
}

/** The same, with the alerts. */
export function changedAlerts(
  before: AlertSide,
  after: AlertSide,
): { readonly pair: AlertPair; readonly change: AspectChange }[] {
  const changes = pairAlerts(before.alerts, after.alerts).flatMap((pair) => {
    const change = changeOf(pair, before, after);
    return change ? [{ pair, change }] : [];
  });
  const urgency = ({ pair }: { pair: AlertPair }) => severityRank(severityOf(pair.after ?? pair.before));
  const length = ({ pair }: { pair: AlertPair }) => (pair.after ?? pair.before)?.longSeconds;
  return changes.sort((a, b) => {
    const [one, other] = [length(a), length(b)];
    return urgency(b) - urgency(a) || (one && other ? one.compare(other) : 0);
  });
}

function changeOf(pair: AlertPair, beforeSide: AlertSide, afterSide: AlertSide): AspectChange | undefined {
  const { before, after } = pair;
  if (before && after) {
    if (behaviour(before) === behaviour(after)) return undefined;
    return {
      aspect: "alert",
      label: fromTo(alertLabel(before), alertLabel(after)),
      before: alertText(before),
      after: alertText(after),
      direction: directionOf(before, after),
      inOne: bothText(before, after),
    };
  }
  const label = alertLabel(after ?? before);
  if (before)
    return {
      aspect: "alert",
      label,
      before: alertText(before),
      direction: afterSide.open ? "neither" : canFire(before) ? "looser" : "neither",
    };
  if (!after) return undefined;
  const direction = beforeSide.open ? "neither" : canFire(after) ? "tighter" : "neither";
  return { aspect: "alert", label, after: alertText(after), direction };
}

/** An alert that needs more errors, comes later or wakes fewer people is looser. */
function directionOf(before: AlertFacts, after: AlertFacts): Direction {
  if (!canFire(before) || !canFire(after))
    return canFire(before) ? "looser" : canFire(after) ? "tighter" : "neither";
  const [was, is] = [severityRank(severityOf(before)), severityRank(severityOf(after))];
  const severity = was === 0 || is === 0 || was === is ? "neither" : is < was ? "looser" : "tighter";
  return together([
    moreIsLooser(before.needs, after.needs),
    moreIsLooser(before.detectTotal, after.detectTotal),
    severity,
  ]);
}

/** "page over 1h", "alert over 6h". */
export function alertLabel(alert: AlertFacts | undefined): string {
  if (!alert) return "alert";
  return `${severityOf(alert) ?? "alert"} over ${lookbacks(alert)}`;
}

/** An alert's figures, as phrases. */
function phrases(alert: AlertFacts) {
  const { burn, detectTotal, spent } = alert;
  const fires = canFire(alert) && detectTotal !== undefined;
  return {
    burn: formatFactor(burn),
    needs: needsWords(alert),
    fires: fires ? formatDuration(detectTotal, "up") : undefined,
    spent: fires && spent ? formatPercent(spent) : undefined,
  };
}

/** "13.44x: over 1.344 % failing, a total outage fires it after 48.384s, with 2 % of the budget spent". */
export function alertText(alert: AlertFacts): string {
  const { burn, needs, fires, spent } = phrases(alert);
  return `${burn}: ${needs}, ${firingWords(fires, spent)}`;
}

/** The same of two alerts: "13.44x: over 0.672 % -> over 1.344 % failing, ...". */
function bothText(before: AlertFacts, after: AlertFacts): string {
  const [was, is] = [phrases(before), phrases(after)];
  const head = `${fromTo(was.burn, is.burn)}: ${fromTo(was.needs, is.needs)}`;
  if (was.fires === undefined || is.fires === undefined)
    return `${head}, ${fromTo(firingWords(was.fires, was.spent), firingWords(is.fires, is.spent))}`;
  const spent = was.spent && is.spent ? fromTo(was.spent, is.spent) : undefined;
  return `${head}, ${firingWords(fromTo(was.fires, is.fires), spent)}`;
}

function firingWords(fires: string | undefined, spent: string | undefined): string {
  if (fires === undefined) return "it never fires";
  return `a total outage fires it after ${fires}${spent ? `, with ${spent} of the budget spent` : ""}`;
}

function fromTo(before: string, after: string): string {
  return before === after ? after : `${before} -> ${after}`;
}

/** What makes an alert another one. How many events or which share of the budget that is follows from other changes. */
function behaviour(alert: AlertFacts): string {
  const { op, burn, needs, detectTotal, badSlices, condition } = alert;
  return JSON.stringify([
    severityOf(alert),
    lookbacks(alert),
    op,
    burn.toFraction(),
    needs.toFraction(),
    detectTotal?.toFraction(),
    badSlices?.needed.toString(),
    condition.alertAfter && shortDuration(condition.alertAfter.value),
  ]);
}

function severityOf(alert: AlertFacts | undefined): string | undefined {
  return alert?.condition.severity?.value;
}

/** How many people a severity wakes, by the words that are in use; 0 for a word that nobody knows. */
function severityRank(severity: string | undefined): number {
  const word = severity?.toLowerCase() ?? "";
  if (/^(?:page|critical|high|urgent|sev-?1|p1)$/.test(word)) return 3;
  if (/^(?:ticket|warning|medium|sev-?2|p2)$/.test(word)) return 2;
  return /^(?:info|information|low|notice|report|sev-?3|p3)$/.test(word) ? 1 : 0;
}
