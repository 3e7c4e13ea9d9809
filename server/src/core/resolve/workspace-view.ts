import type { SpecDocument } from "../dialects/spec-document";
import type { ConsumerId } from "../model/consumer";
import type { ObjectKind, SpecObject } from "../model/spec-object";

/** An object, and where it stands. */
export interface Definition {
  readonly uri: string;
  readonly document: SpecDocument;
  readonly object: SpecObject;
}

/** The readers that a command line or an editor's settings name for all files. */
export interface ConsumerSetting {
  readonly ids: readonly ConsumerId[];
  /** Whether it overrides what `.slosmith.yaml` says, or stands in where that says nothing. */
  readonly rank: "above-workspace" | "below-workspace";
}

/**
 * What a rule may ask of the workspace. Every question is remembered with its answer: findings are made anew
 * only when an answer has changed.
 */
export interface WorkspaceView {
  /** The file that is being checked. */
  readonly uri: string;
  /** Who reads the files, as far as no file says it. */
  readonly setting?: ConsumerSetting;
  /**
   * What `make` gives for an owner, made at the first question and kept for as long as the view is used: several
   * rules ask the same. `what` names the question.
   */
  once<T>(owner: object, what: string, make: () => T): T;
  /** The ISO date of today in a time zone; undefined where nobody has said what day it is, or the zone is unknown. */
  today(timeZone: string): string | undefined;
  /** The named objects of a kind; several where a name was given twice. */
  lookup(kind: ObjectKind, name: string): readonly Definition[];
  /** All objects of a kind, in file order. */
  all(kind: ObjectKind): readonly Definition[];
  /** The SLOs that name this service. */
  slosOfService(service: string): readonly Definition[];
  /** The files of Prometheus rules that record a series under this name. */
  recordingRules(name: string): readonly Definition[];
  /** The SLOs that name this SLI as their indicator, or as one of their objectives'. */
  slosOfIndicator(name: string): readonly Definition[];
  /** The objects that say this name where one of this kind can be meant (`mentionsOf` tells where). */
  usersOf(kind: ObjectKind, name: string): readonly Definition[];
  /** The tier with this name or alias. */
  tiersNamed(nameOrAlias: string): readonly Definition[];
}
