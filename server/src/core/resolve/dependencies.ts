import type { Rational } from "../math/rational";
import type { Located } from "../model/located";
import { commaParts, parseDependencies, type TextPart } from "../model/measurement";
import type { Slo } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import type { Span } from "../text/span";
import { categoryOf } from "./category";
import { statedTag } from "./facts";
import { type FactSource, type StatementSection, states } from "./statements";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A hard dependency whose target is known. */
export interface Dependency {
  readonly name: string;
  /** As a ratio, from 0 up to but not including 1. */
  readonly target: Rational;
  /** The entry, where it is written: `name=percent`, a key, or a name. */
  readonly span: Span;
  readonly statedBy: FactSource;
  /** Where it is written, if not in the object's own YAML document. */
  readonly definition?: Definition;
  /** For one that is named (`slosmith/depends-on`): the SLO that promises the target. */
  readonly promisedBy?: { readonly definition: Definition; readonly span: Span };
}

/** A hard dependency that is named, and whose target no file of the workspace says. */
export type UnknownDependency = Omit<Dependency, "target" | "promisedBy">;

/** All hard dependencies of an object. */
export interface Dependencies {
  readonly dependencies: readonly Dependency[];
  readonly unknownDependencies: readonly UnknownDependency[];
  /** False where a list is left to a template or cannot be read: there may be others. */
  readonly dependenciesComplete: boolean;
}

/**
 * The hard dependencies of an object: those with a stated target (`slosmith/dependencies`, else the tier's, else the
 * workspace's), and those that are named (`slosmith/depends-on`) with the targets that their SLOs promise. A stated
 * target wins over a promised one.
 *
 * A named SLO counts with the highest of its targets. A named Service counts with the highest availability target of
 * its SLOs, or where none is known to be about availability, of those whose category is unknown: what is
 * calculated from it is then never too strict.
 */
export function dependenciesOf(
  object: SpecObject,
  view: WorkspaceView,
  sections: readonly StatementSection[],
): Dependencies {
  const stated = statedTargets(object, view, sections);
  const named = namedTargets(object, view);
  const taken = new Set(stated.found.map(({ name }) => name));
  const others = named.found.filter(({ name }) => !taken.has(name));
  return {
    dependencies: [
      ...stated.found,
      ...others.flatMap((one) => (one.target ? [{ ...one, target: one.target }] : [])),
    ],
    unknownDependencies: others.filter(({ target }) => target === undefined),
    dependenciesComplete: stated.complete && named.complete,
  };
}

interface Found<T> {
  readonly found: readonly T[];
  readonly complete: boolean;
}

function statedTargets(
  object: SpecObject,
  view: WorkspaceView,
  sections: readonly StatementSection[],
): Found<Dependency> {
  const stated = statedTag(object, "slosmith/dependencies", view);
  if (stated) {
    const text = stated.tag.values[0];
    const parts = text && parseDependencies(text.value);
    if (!parts) return { found: [], complete: false };
    const definition = stated.statedBy ? { definition: stated.statedBy } : {};
    const found = parts.map((part) => ({
      name: part.name,
      target: part.target,
      span: partSpan(text, part),
      statedBy: "annotation" as const,
      ...definition,
    }));
    return { found, complete: true };
  }
  const section = sections.find((one) => states(one, "dependencies"));
  if (!section) return { found: [], complete: true };
  const { statedBy, definition } = section;
  const written = section.statements.dependencies;
  const found = written.map(({ name, nameSpan, target }) => ({
    name,
    target: target.value,
    span: nameSpan,
    statedBy,
    definition,
  }));
  return { found, complete: found.length > 0 };
}

type Named = UnknownDependency & Partial<Pick<Dependency, "target" | "promisedBy">>;

function namedTargets(object: SpecObject, view: WorkspaceView): Found<Named> {
  const stated = statedTag(object, "slosmith/depends-on", view);
  if (!stated) return { found: [], complete: true };
  const text = stated.tag.values[0];
  if (!text) return { found: [], complete: false };
  const found = commaParts(text.value).flatMap((part): Named[] => {
    if (isSelf(part.text, object, view)) return [];
    const promise = promiseOf(part.text, view);
    return [
      {
        name: part.text,
        span: partSpan(text, part),
        statedBy: "annotation",
        ...(stated.statedBy ? { definition: stated.statedBy } : {}),
        ...(promise ? { target: promise.target, promisedBy: promise } : {}),
      },
    ];
  });
  return { found, complete: true };
}

/** A list on a Service may name one of its own SLOs, which does not depend on itself. */
function isSelf(name: string, object: SpecObject, view: WorkspaceView): boolean {
  if (object.body.type !== "slo") return object.kind === "Service" && object.name?.value === name;
  const service = view.lookup("Service", name)[0];
  if (service) return object.body.service?.value === name;
  return view.lookup("SLO", name)[0]?.object === object;
}

interface Promise {
  readonly target: Rational;
  readonly definition: Definition;
  readonly span: Span;
}

/** What a Service or an SLO of this name promises. */
export function promiseOf(name: string, view: WorkspaceView): Promise | undefined {
  if (view.lookup("Service", name).length === 0) return highest(view.lookup("SLO", name).slice(0, 1));
  const slos = view.slosOfService(name);
  const categories = slos.map((definition) => categoryOf(definition.object, view)?.category);
  const about = (category: string | undefined) => slos.filter((_, at) => categories[at] === category);
  return highest(about("availability")) ?? highest(about(undefined));
}

function highest(definitions: readonly Definition[]): Promise | undefined {
  let best: Promise | undefined;
  for (const definition of definitions) {
    for (const target of targetsOf(definition.object)) {
      if (best && best.target.compare(target.value) >= 0) continue;
      best = { target: target.value, definition, span: target.span };
    }
  }
  return best;
}

function targetsOf({ body }: SpecObject): Located<Rational>[] {
  const objectives: Slo["objectives"] = body.type === "slo" ? body.objectives : [];
  return objectives.flatMap(({ target }) =>
    target && target.value.compare(0) >= 0 && target.value.compare(1) < 0 ? [target] : [],
  );
}

/** Where a part of an annotation's text stands; all of it where escapes or folded lines hide the place. */
export function partSpan(text: Located<string>, part: TextPart): Span {
  const { span, value } = text;
  const around = span.end - span.start - value.length;
  if (around !== 0 && around !== 2) return span;
  const start = span.start + around / 2 + part.at;
  return { start, end: start + part.text.length };
}
