import type { Duration, FineDuration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { Located } from "./located";
import type { FamilyStatement, MeasurementStatements } from "./measurement";

/** What a tier promises for one category of requests, by path. Percents are ratios here: 99.9 is 999/1000. */
export interface TierObjective {
  readonly span: Span;
  readonly category: Located<string>;
  /** `critical`, `background` …; absent where the tier does not tell paths apart. */
  readonly path?: Located<string>;
  /** True where the tier does not say. */
  readonly required: boolean;
  readonly threshold?: Located<FineDuration>;
  /** The key, where it is written. */
  readonly thresholdSpan?: Span;
  readonly floor?: Located<Rational>;
  /** The floor, at its place, where the tier does not say. */
  readonly default?: Located<Rational>;
  /** Absent: no upper limit. */
  readonly ceiling?: Located<Rational>;
}

/** A burn alert that the tier's SLOs are to have. Of `burnRate` and `budgetConsumed` a sound tier gives exactly one. */
export interface TierAlert {
  readonly span: Span;
  readonly severity?: Located<string>;
  readonly burnRate?: Located<Rational>;
  /** Share of the budget spent when the alert fires, as a ratio. */
  readonly budgetConsumed?: Located<Rational>;
  /** The keys, where they are written. */
  readonly burnRateSpan?: Span;
  readonly budgetConsumedSpan?: Span;
  readonly longWindow?: Located<Duration>;
  /** A twelfth of the long window, at its place, where the tier does not say and that is whole minutes. */
  readonly shortWindow?: Located<Duration>;
}

/** What happens when a share of the budget is spent. */
export interface EscalationStep {
  readonly span: Span;
  /** As a ratio: 75 percent is 3/4. */
  readonly consumed?: Located<Rational>;
  readonly actions: readonly Located<string>[];
  readonly decider?: Located<string>;
  readonly within?: Located<Duration>;
}

/** What the tier says of releases below a remaining share of the budget. */
export interface ReleaseGate {
  readonly span: Span;
  /** As a ratio. */
  readonly remainingBelow?: Located<Rational>;
  readonly effect?: Located<string>;
  readonly rollout: readonly Located<string>[];
  readonly approver?: Located<string>;
  readonly exceptions: readonly Located<string>[];
  /** The keys, where they are written. */
  readonly rolloutSpan?: Span;
  readonly approverSpan?: Span;
  readonly exceptionsSpan?: Span;
}

/** A group of users with targets of its own. */
export interface TierSegment {
  readonly span: Span;
  readonly name?: Located<string>;
  /** Label matchers, as in PromQL, that single the group out. */
  readonly selector?: Located<string>;
  /** Floors by category, as ratios. */
  readonly floors: readonly { readonly category: string; readonly floor: Located<Rational> }[];
}

/** How a tier's SLOs must be measured, and facts that hold for all of them. */
export interface TierMeasurement extends MeasurementStatements {
  readonly span: Span;
  /** Signal classes that are accepted; empty for any. */
  readonly signals: readonly Located<string>[];
  readonly maxSampleInterval?: Located<FineDuration>;
  readonly minEventsPerWindow?: Located<Rational>;
  /** Signal families of its own, in the order in which they are tried. */
  readonly families: readonly FamilyStatement[];
}

/**
 * A reliability tier: what its SLOs owe, and what happens when they break it. Where the schema documents a
 * default it stands here with the place of what it was taken from; sections that are left out stay absent.
 */
export interface Tier {
  readonly type: "tier";
  readonly displayName?: Located<string>;
  readonly description?: Located<string>;
  /** 0 is the most important. */
  readonly rank?: Located<number>;
  readonly criticality?: Located<string>;
  readonly aliases: readonly Located<string>[];
  readonly owner?: {
    readonly span: Span;
    readonly team?: Located<string>;
    readonly accountable?: Located<string>;
  };
  readonly journeys: readonly Located<string>[];
  readonly segments: readonly TierSegment[];
  readonly window?: {
    readonly span: Span;
    /** `rolling` or `calendar`; rolling where the tier does not say. */
    readonly type?: Located<string>;
    /** The default window, as is `max`, where the tier does not say. */
    readonly min?: Located<Duration>;
    readonly default?: Located<Duration>;
    readonly max?: Located<Duration>;
  };
  readonly objectives: readonly TierObjective[];
  readonly measurement?: TierMeasurement;
  readonly alerting: readonly TierAlert[];
  readonly escalation?: {
    readonly span: Span;
    /** Who has the last word: the accountable owner where the tier does not say. */
    readonly arbiter?: Located<string>;
    readonly decisions: readonly {
      readonly name: string;
      readonly nameSpan: Span;
      readonly decider?: Located<string>;
    }[];
    readonly decisionsSpan?: Span;
    readonly steps: readonly EscalationStep[];
  };
  readonly releaseGates: readonly ReleaseGate[];
  readonly review?: {
    readonly span: Span;
    /** How often budgets are reviewed: the default window where the tier does not say. */
    readonly cadence?: Located<Duration>;
    readonly forum?: Located<string>;
    readonly roles: readonly Located<string>[];
    /** How often targets are reconsidered: 13w where the tier does not say. */
    readonly retarget?: Located<Duration>;
  };
  readonly incident?: {
    readonly span: Span;
    readonly timeToDetect?: Located<Duration>;
    readonly timeToRespond?: Located<Duration>;
    readonly timeToRecover?: Located<Duration>;
    /** As a ratio: 1/5 where the tier does not say. */
    readonly postmortemAt?: Located<Rational>;
    /** True where the tier does not say. */
    readonly blameless: boolean;
  };
}
