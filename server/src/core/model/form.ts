import { nearest } from "../text/nearest";
import type { Span } from "../text/span";
import { pairOf, type YamlMap, type YamlNode, type YamlPair } from "../yaml/node";

/**
 * A part of a spec as it was written. As the `form` of an SLO, an objective, an SLI or a metric its keys are
 * OpenSLO's: rules on these read it, and formats whose fields are others leave it out. Of a choice or a dependence
 * it may have any keys.
 */
export interface Form {
  readonly map: YamlMap;
  /** Where to speak of the part as a whole: the key that holds it, or an item's first key. */
  readonly span: Span;
}

/**
 * The pair with this key, if it has a value. A lone `key:` and `null` count as absent, as they do for
 * OpenSLO's tools; a value that a template fills in counts as given.
 */
export function given(map: YamlMap | undefined, key: string): YamlPair | undefined {
  const pair = pairOf(map, key);
  if (!pair) return undefined;
  return isNothing(pair.value) ? undefined : pair;
}

/** A lone `key:` or `null`, which no template fills in. */
export function isNothing(value: YamlNode): boolean {
  return value.kind === "scalar" && (value.missing || value.value === null) && !value.templated;
}

/**
 * Where to speak of absent fields: the first of these keys that stands there without a value, else the part as a
 * whole.
 */
export function absencePlace(form: Form, keys: readonly string[]): Span {
  const empty = keys.flatMap((key) => pairOf(form.map, key) ?? []).find((pair) => !pair.merged);
  return empty?.key.span ?? form.span;
}

/**
 * Whether a map surely has no value under this key: a template may add keys to an open one, and a key that is
 * written nearly so is reported for what it is.
 */
export function lacks(map: YamlMap, key: string): boolean {
  return !map.open && !given(map, key) && !isMistyped(map, key);
}

/** Whether a key of the map is this one with a slip of the finger. */
export function isMistyped(map: YamlMap, key: string): boolean {
  return map.pairs.some(({ key: written }) => nearest(written.source, [key]) === key);
}

/** Where to speak of a list's item as a whole: its first key, else all of it. */
export function itemSpan(item: YamlNode): Span {
  return item.kind === "map" ? (item.pairs[0]?.key.span ?? item.span) : item.span;
}

/** A map that no key holds, such as a list's item, as a form. */
export function itemForm(item: YamlMap): Form {
  return { map: item, span: itemSpan(item) };
}

/** The value of this key as a form, where it is a map. */
export function formAt(map: YamlMap | undefined, key: string): Form | undefined {
  const pair = pairOf(map, key);
  return pair?.value.kind === "map" ? { map: pair.value, span: pair.key.span } : undefined;
}
