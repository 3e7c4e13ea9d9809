import type { PortableSlo, PortableTag } from "../../model/portable-slo";
import type { NoteBook } from "./notes";

/** Annotations that SLOsmith reads, stated by what an SLO leads to: they hold for the SLO where it says nothing. */
export function inheritedTags(slo: PortableSlo): PortableTag[] {
  const own = new Set(slo.annotations.map(({ key }) => key));
  const result: PortableTag[] = [];
  const indicators = slo.objectives.map(({ indicator }) => indicator.annotations);
  const [first, ...others] = indicators;
  const shared = others.length === 0 ? (first ?? []) : [];
  for (const tag of [...shared, ...(slo.service?.annotations ?? [])]) {
    if (!tag.key.startsWith("slosmith/") || own.has(tag.key)) continue;
    own.add(tag.key);
    result.push(tag);
  }
  return result;
}

/** Labels by which Prometheus' operator chooses objects: they say nothing of an SLO, and are no alert's. */
const OF_OBJECT: ReadonlySet<string> = new Set(["prometheus", "role", "release"]);

/** Whether a label is for whoever chooses Kubernetes objects. */
export function isOfObject({ key }: PortableTag): boolean {
  return OF_OBJECT.has(key);
}

/** The first value of a tag with this key. */
export function tagValue(tags: readonly PortableTag[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.values[0];
}

/** A label's value for a tool whose labels have one: the first of several, which is told. */
export function onlyValue(
  { key, values }: PortableTag,
  slo: PortableSlo,
  why: string,
  book: NoteBook,
): string {
  const [value = "", ...more] = values;
  if (more.length > 0) {
    const what = `Of the ${values.length} values of the label \`${key}\` the first, \`${value}\`, is kept.`;
    book.lost(slo, what, why);
  }
  return value;
}

/** Tags as a map, in their order; undefined where there are none, so that the key is left out. */
export function tagMap(tags: readonly PortableTag[]): Record<string, string> | undefined {
  if (tags.length === 0) return undefined;
  return Object.fromEntries(tags.map(({ key, values }) => [key, values[0] ?? ""]));
}

/** What two lists of tags say alike. */
export function sharedTags(lists: readonly (readonly PortableTag[])[]): PortableTag[] {
  const [first, ...others] = lists;
  return (first ?? []).filter((tag) =>
    others.every((tags) => tags.some((one) => one.key === tag.key && sameValues(one, tag))),
  );
}

/** The tags of one list that another does not hold. */
export function without(tags: readonly PortableTag[], taken: readonly PortableTag[]): PortableTag[] {
  return tags.filter((tag) => !taken.some((one) => one.key === tag.key));
}

function sameValues(one: PortableTag, other: PortableTag): boolean {
  return (
    one.values.length === other.values.length && one.values.every((value, at) => value === other.values[at])
  );
}
