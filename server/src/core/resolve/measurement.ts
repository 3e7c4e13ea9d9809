import type { Duration, FineDuration } from "../math/duration";
import { parseDuration, parseFineDuration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Located } from "../model/located";
import {
  CLIENTS,
  type Client,
  type MeasurementKey,
  type MeasurementStatements,
  parseBuckets,
  parsePositive,
  readWord,
  STATED_SIGNALS,
  type StatedSignal,
} from "../model/measurement";
import type { Objective } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import type { Span } from "../text/span";
import { type Dependencies, dependenciesOf } from "./dependencies";
import { type StatedTag, statedTag } from "./facts";
import { type FactSource, type StatementSection, statementSections, states } from "./statements";
import type { Definition, WorkspaceView } from "./workspace-view";

export type { Dependency, UnknownDependency } from "./dependencies";
export type { FactSource } from "./statements";

/** Something an author stated about how an SLO is measured. */
export interface Fact<T> {
  readonly value: T;
  /** As it was written. */
  readonly text: string;
  /** In the object's own YAML document, or in that of `definition`. */
  readonly span: Span;
  readonly statedBy: FactSource;
  /** The object that states it, where that is another one than the object asked about. */
  readonly definition?: Definition;
}

/** What is known of how an SLO is measured. A fact that nobody stated, or that cannot be read, is absent. */
export interface MeasurementFacts extends Dependencies {
  /** Events on an average day; above 0. */
  readonly eventsPerDay?: Fact<Rational>;
  /** The time between two samples of a gauge, or two runs of a probe. */
  readonly sampleInterval?: Fact<FineDuration>;
  /** How long the metrics are kept. */
  readonly retention?: Fact<Duration>;
  /** The histogram's upper bounds, rising, in the metric's own unit, without `+Inf`. */
  readonly buckets?: Fact<readonly Rational[]>;
  readonly client?: Fact<Client>;
  /** Where the indicator is measured, whatever its metrics are called. Only annotations state it. */
  readonly signal?: Fact<StatedSignal>;
}

/** What a statement of a tier or a workspace holds. */
type ValueOf<K extends Key> = NonNullable<MeasurementStatements[K]>["value"];
type Key = Exclude<MeasurementKey, "dependencies">;

/**
 * The facts that hold for an SLO (or an SLI, or a Service), each from who stands nearest: an annotation of its own,
 * of its SLI, of its service; its tier's `measurement`; the nearest workspace's. A nearer statement that cannot be
 * read hides the ones behind it: what its author meant to say is not known, so nothing is.
 *
 * @param objective whose own indicator is asked instead of the SLO's
 */
export function measurementFacts(
  object: SpecObject,
  view: WorkspaceView,
  objective?: Objective,
): MeasurementFacts {
  return view.once(objective ?? object, "measurement facts", () => readFacts(object, view, objective));
}

function readFacts(
  object: SpecObject,
  view: WorkspaceView,
  objective: Objective | undefined,
): MeasurementFacts {
  const sections = statementSections(object, view);
  const read = <K extends Key>(key: K, parse: (text: string) => ValueOf<K> | undefined) => {
    const stated = statedTag(object, annotationOf(key), view, objective);
    return stated ? annotationFact(stated, parse) : sectionFact(sections, key);
  };
  const signal = statedTag(object, "slosmith/signal", view, objective);
  return {
    ...present({
      eventsPerDay: read("eventsPerDay", parsePositive),
      sampleInterval: read("sampleInterval", (text) => {
        const parsed = parseFineDuration(text);
        return parsed.ok ? parsed.duration : undefined;
      }),
      retention: read("retention", (text) => {
        const parsed = parseDuration(text);
        return parsed.ok ? parsed.duration : undefined;
      }),
      buckets: read("buckets", parseBuckets),
      client: read("client", (text) => readWord(text, CLIENTS)),
      signal: signal && annotationFact(signal, (text) => readWord(text, STATED_SIGNALS)),
    }),
    ...dependenciesOf(object, view, sections),
  };
}

/** The annotation that states the same as a tier's or workspace's key: `slosmith/sample-interval`. */
export function annotationOf(key: MeasurementKey): string {
  return `slosmith/${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function annotationFact<T>(stated: StatedTag, parse: (text: string) => T | undefined): Fact<T> | undefined {
  const text = stated.tag.values[0];
  const value = text && parse(text.value);
  if (!text || value === undefined) return undefined;
  const { statedBy } = stated;
  return {
    value,
    text: text.value,
    span: text.span,
    statedBy: "annotation",
    ...(statedBy ? { definition: statedBy } : {}),
  };
}

function sectionFact<K extends Key>(
  sections: readonly StatementSection[],
  key: K,
): Fact<ValueOf<K>> | undefined {
  const section = sections.find((one) => states(one, key));
  const found = section?.statements[key];
  if (!section || !found) return undefined;
  const { definition, statedBy } = section;
  const { value, span } = found as Located<ValueOf<K>>;
  return {
    value,
    text: definition.document.yaml.text.slice(span.start, span.end),
    span,
    statedBy,
    definition,
  };
}

type Stated = Omit<MeasurementFacts, keyof Dependencies>;

/** The facts that are there. */
function present(facts: { readonly [K in keyof Stated]: Stated[K] | undefined }): Stated {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/** Events a day, where they are stated and make sense. */
export function eventsPerDay(object: SpecObject, view: WorkspaceView): Rational | undefined {
  return measurementFacts(object, view).eventsPerDay?.value;
}
