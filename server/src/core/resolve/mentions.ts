import { dialectOf } from "../dialects/registry";
import { commaParts, parseDependencies, type TextPart } from "../model/measurement";
import type { ObjectKind, SpecObject } from "../model/spec-object";
import type { Span } from "../text/span";
import { TIER_ANNOTATION, TIER_LABELS } from "./tier";

/** A place where an object says the name of another one. */
export interface Mention {
  /** What it may be the name of, the kind that messages speak of first. */
  readonly kinds: readonly ObjectKind[];
  readonly name: string;
  /** The scalar that says it, relative to the YAML document; the alias, where it is written as one. */
  readonly span: Span;
  /** The part of the scalar's text that says it, where the text says more. */
  readonly part?: TextPart;
  /**
   * - `reference`: a field of the format; - `service`: the service that an SLO says it belongs to, and `project` the
   * same of a project: these hold SLOs together even where no file describes them; - `tier`: an annotation or label;
   * - `dependency`: what an object needs to work.
   */
  readonly role: "reference" | "service" | "project" | "tier" | "dependency";
  /** The field that holds it, from the object's root; an annotation's or label's key behind `metadata`. */
  readonly field: string;
  /** Where names are unique by scope, the one in which it is looked for; empty or absent: in all of them. */
  readonly scope?: string;
  /** A common word, which is a name only where it leads somewhere. */
  readonly onlyIfDefined?: true;
  /** Nothing states it: it is the name that the format's tool falls back to. */
  readonly implied?: true;
}

/** All names of other objects that an object says, each place once. */
export function mentionsOf(object: SpecObject): readonly Mention[] {
  const found = [
    ...object.references.map((reference) => ({
      kinds: [reference.kind, ...(reference.orKinds ?? [])],
      name: reference.name,
      span: reference.span,
      role: reference.kind === "Service" ? ("service" as const) : ("reference" as const),
      field: reference.field,
      ...(reference.scope === undefined ? {} : { scope: reference.scope }),
      ...(reference.implied ? { implied: true as const } : {}),
    })),
    ...serviceMentions(object),
    ...tierMentions(object),
    ...dependencyMentions(object),
    ...sectionMentions(object),
    ...(dialectOf(object.dialect)?.furtherNames?.(object) ?? []),
  ] satisfies Mention[];
  return distinct(found);
}

/** One entry for each place and kind: a tag may count under two keys, a service is read twice. */
function distinct(mentions: readonly Mention[]): readonly Mention[] {
  const seen = new Set<string>();
  return mentions.filter(({ span, part, kinds, implied }) => {
    const key = `${span.start}+${part?.at ?? 0} ${kinds[0]}${implied ? " implied" : ""}`;
    return !seen.has(key) && seen.add(key);
  });
}

function serviceMentions(object: SpecObject): Mention[] {
  const service = object.body.type === "slo" ? object.body.service : undefined;
  if (!service || service.value === "") return [];
  // Where a service is its SLOs' scope, that says nothing about where the service itself is looked for.
  const isOwn = object.scope === undefined || object.scope === service.value;
  const scope = isOwn ? {} : { scope: object.scope };
  return [
    {
      kinds: ["Service"],
      name: service.value,
      span: service.span,
      role: "service",
      field: "service",
      ...scope,
    },
  ];
}

function tierMentions(object: SpecObject): Mention[] {
  const tagged = (key: string, tags: SpecObject["labels"], where: string, extra: Partial<Mention>) =>
    tags
      .filter((tag) => tag.key === key)
      .flatMap((tag) =>
        tag.values.map(
          (value): Mention => ({
            kinds: ["ReliabilityTier"],
            name: value.value,
            span: value.span,
            role: "tier",
            field: `metadata.${where}.${key}`,
            ...extra,
          }),
        ),
      );
  const field = object.body.type === "slo" ? object.body.tier : undefined;
  return [
    ...tagged(TIER_ANNOTATION, object.annotations, "annotations", {}),
    ...TIER_LABELS.flatMap((key) => tagged(key, object.labels, "labels", { onlyIfDefined: true })),
    ...(field
      ? [
          {
            kinds: ["ReliabilityTier" as const],
            name: field.value,
            span: field.span,
            role: "tier" as const,
            field: "spec.tier",
            onlyIfDefined: true as const,
          },
        ]
      : []),
  ];
}

/** A Service counts before an SLO of the same name. */
const DEPENDENCY_KINDS: readonly ObjectKind[] = ["Service", "SLO"];

function dependencyMentions(object: SpecObject): Mention[] {
  return object.annotations.flatMap((tag) =>
    tag.values.flatMap((text) => {
      const frame = {
        kinds: DEPENDENCY_KINDS,
        span: text.span,
        role: "dependency" as const,
        field: `metadata.annotations.${tag.key}`,
      };
      if (tag.key === "slosmith/depends-on") {
        return commaParts(text.value).map((part): Mention => ({ ...frame, name: part.text, part }));
      }
      if (tag.key === "slosmith/dependencies") {
        return (parseDependencies(text.value) ?? []).map(({ name, at }): Mention => {
          return { ...frame, name, part: { text: name, at } };
        });
      }
      return [];
    }),
  );
}

/** The dependencies that a tier or a workspace states, each under its name. */
function sectionMentions({ body }: SpecObject): Mention[] {
  const measurement = body.type === "tier" || body.type === "workspace" ? body.measurement : undefined;
  return (measurement?.dependencies ?? []).map(({ name, nameSpan }) => ({
    kinds: DEPENDENCY_KINDS,
    name,
    span: nameSpan,
    role: "dependency",
    field: "spec.measurement.dependencies",
  }));
}

/** A name that an object has. */
export interface OwnName {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly span: Span;
  readonly field: string;
  readonly alias?: true;
}

/** The names by which others can speak of an object: its own, and a tier's aliases. */
export function namesOf(object: SpecObject): readonly OwnName[] {
  const { kind, name } = object;
  const own: OwnName[] =
    name && name.value !== "" ? [{ kind, name: name.value, span: name.span, field: "metadata.name" }] : [];
  if (object.body.type !== "tier") return own;
  const aliases = object.body.aliases.map(({ value, span }, at) => {
    return { kind, name: value, span, field: `spec.aliases[${at}]`, alias: true as const };
  });
  return [...own, ...aliases];
}
