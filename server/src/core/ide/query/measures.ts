import { parseDecimal } from "../../math";
import type { Selector } from "../../promql/expr";
import { unitOf } from "../../rules/query/known-buckets";
import type { SignalFamily, SignalVerdict } from "../../signals/signal";
import { boundWords } from "../bounds-words";
import { code } from "../markdown";

/** Families whose words are things that can be counted: "requests that …", "calls from …". */
const EVENTS =
  /^(?:(?:HTTP|function|guarded|background|workflow|pipeline|canary|test) )?(?:requests|calls|answers|queries|probes|checks|pings|names|messages|jobs|tasks|runs|sign-ins|spans|notifications|deployments|connections|scrapes|backups)\b/;

/**
 * A family's words for what it measures, short enough for the middle of a sentence: without what follows a comma or
 * a semicolon ("…, and how long that took"). Undefined for a family that has none of its own.
 */
export function measuredThings(family: SignalFamily | undefined): string | undefined {
  if (!family || family.userFacing || family.measures === `what \`${family.title}\` counts`) return undefined;
  return family.measures.split(/[,;:] /)[0];
}

/** The same, only where they are events: one after the other, each good or bad. */
export function measuredEvents(verdict: SignalVerdict | undefined): string | undefined {
  if (!verdict || verdict.type === "gauge") return undefined;
  const things = measuredThings(verdict.family);
  return things !== undefined && EVENTS.test(things) ? things : undefined;
}

/** A bound with its unit: "250ms", "4096 bytes"; as it is written where it is no number or its unit is not known. */
export function boundWithUnit(text: string, selector: Selector, verdict: SignalVerdict | undefined): string {
  const value = parseDecimal(text);
  const unit = unitOf(selector, verdict);
  if (!value || unit === undefined) return code(text, 60);
  return boundWords(value, unit);
}
