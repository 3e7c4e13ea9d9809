import type { Rational } from "../../math/rational";
import { ratio } from "../../math/rational";
import type { SpecObject } from "../../model/spec-object";
import { decimalOf } from "../../promql/bounds";
import type { Selector } from "../../promql/expr";
import { type Fact, measurementFacts } from "../../resolve/measurement";
import { ownFamilies } from "../../resolve/own-families";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { SignalUnit, SignalVerdict } from "../../signals/signal";
import type { Severity } from "../rule";
import { verdictsFor } from "./families";

/** The bounds that a histogram has, as far as anybody says. */
export interface KnownBuckets {
  readonly bounds: readonly Rational[];
  /** Whose they are, as the beginning of a sentence: "The stated buckets". */
  readonly whose: string;
  /** What a bound that is not among them is worth. */
  readonly severity: Severity;
  readonly unit?: SignalUnit;
}

/** A way to ask for the bounds of a selector's histogram: stated ones first, else its family's documented default. */
export function bucketsFor(
  object: SpecObject,
  view: WorkspaceView,
): (selector: Selector) => KnownBuckets | undefined {
  const verdictOf = verdictsFor(object, view);
  const own = ownFamilies(object, view);
  const stated = statedBuckets(object, view);
  return (selector) => {
    const verdict = verdictOf(selector);
    const { family } = verdict;
    const unit = unitOf(selector, verdict);
    const rest = unit ? { unit } : {};
    const isOwn = family !== undefined && own.includes(family);
    if (isOwn && family.defaultBuckets) {
      return {
        bounds: family.defaultBuckets,
        whose: "The buckets stated for it",
        severity: "warning",
        ...rest,
      };
    }
    if (stated === "several") return undefined;
    if (stated) return { bounds: stated.value, whose: "The stated buckets", severity: "warning", ...rest };
    if (!family?.defaultBuckets || verdict.ambiguous) return undefined;
    return {
      bounds: family.defaultBuckets,
      whose: `The default buckets documented for "${family.title}"`,
      severity: isProduct(verdict) ? "warning" : "information",
      ...rest,
    };
  };
}

/**
 * The buckets that are stated for an object. An SLI's may be stated by the SLOs that use it; where these disagree,
 * nobody knows.
 */
function statedBuckets(
  object: SpecObject,
  view: WorkspaceView,
): Fact<readonly Rational[]> | "several" | undefined {
  const own = measurementFacts(object, view).buckets;
  const name = object.name?.value;
  if (own || object.kind !== "SLI" || name === undefined) return own;
  const facts = view
    .slosOfIndicator(name)
    .flatMap(({ object: user }) => measurementFacts(user, view).buckets ?? []);
  return new Set(facts.map(({ text }) => text)).size > 1 ? "several" : facts[0];
}

/** Who runs a proxy or a platform seldom changes its buckets; who builds a library in often does. */
function isProduct({ class: place, family }: SignalVerdict): boolean {
  return place === "edge" || place === "platform" || /^(?:istio|linkerd|kong|envoy)/.test(family?.id ?? "");
}

/** The unit of a histogram's bounds, by its family or its name. */
export function unitOf(selector: Selector, verdict?: SignalVerdict): SignalUnit | undefined {
  const name = selector.metric?.name ?? "";
  if (/_seconds(?:_|$)/.test(name)) return "seconds";
  if (/_(?:milliseconds|millis|ms)(?:_|$)/.test(name)) return "milliseconds";
  if (/_bytes(?:_|$)/.test(name)) return "bytes";
  return verdict?.family?.unit;
}

/** A bound as people say it: "250ms", "1.2s", "300". */
export function spoken(bound: Rational, unit: SignalUnit | undefined): string {
  const plain = (value: Rational) => decimalOf(value) ?? value.toFraction();
  if (unit === "bytes") return `${plain(bound)}-byte`;
  if (unit === undefined) return plain(bound);
  const milliseconds = unit === "seconds" ? bound.mul(1000) : bound;
  if (milliseconds.compare(1000) < 0) return `${plain(milliseconds)}ms`;
  return `${plain(milliseconds.div(1000))}s`;
}

const THOUSAND = ratio(1000);

/**
 * The bound that was meant where seconds and milliseconds were taken for each other: not within the reach of the
 * buckets as written, and one of them in the other unit.
 */
export function meantInOtherUnit(value: Rational, { bounds, unit }: KnownBuckets): Rational | undefined {
  const [lowest, highest] = [bounds[0], bounds.at(-1)];
  if (!lowest || !highest) return undefined;
  if (unit === "seconds" && value.compare(highest.mul(2)) > 0)
    return within(value.div(THOUSAND), lowest, highest);
  if (unit === "milliseconds" && value.compare(lowest.div(2)) < 0 && value.compare(0) > 0) {
    return within(value.mul(THOUSAND), lowest, highest);
  }
  return undefined;
}

function within(value: Rational, lowest: Rational, highest: Rational): Rational | undefined {
  return value.compare(lowest) >= 0 && value.compare(highest) <= 0 ? value : undefined;
}
