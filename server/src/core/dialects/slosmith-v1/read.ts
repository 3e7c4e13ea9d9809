import { type FineDuration, parseFineDuration } from "../../math/duration";
import type { Rational } from "../../math/rational";
import { ratio } from "../../math/rational";
import { type Located, readDecimal, readText } from "../../model/located";
import type { Span } from "../../text/span";
import { pairOf, type YamlNode, type YamlPair } from "../../yaml/node";
import { itemsOf } from "../common";

const HUNDRED = ratio(100);

/** Present keys only: the model's optional fields are absent, never undefined. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** A percentage as a ratio, exactly: 99.9 is 999/1000. */
export function readPercent(node: YamlNode | undefined): Located<Rational> | undefined {
  const percent = readDecimal(node);
  return percent && { value: percent.value.div(HUNDRED), span: percent.span };
}

/** A target's percentage as a ratio; undefined outside 0 to below 100, which no budget can be made of. */
export function readTargetPercent(node: YamlNode | undefined): Located<Rational> | undefined {
  const target = readPercent(node);
  return target && target.value.compare(0) >= 0 && target.value.compare(1) < 0 ? target : undefined;
}

/** A duration that may be in milliseconds or seconds; undefined where it does not parse. */
export function readFineDuration(node: YamlNode | undefined): Located<FineDuration> | undefined {
  const text = readText(node);
  if (!text) return undefined;
  const parsed = parseFineDuration(text.value);
  return parsed.ok ? { value: parsed.duration, span: text.span } : undefined;
}

/** The texts of a list; of anything else, none. */
export function readTexts(node: YamlNode | undefined): Located<string>[] {
  return itemsOf(node).flatMap((item) => readText(item) ?? []);
}

/** Where to speak of a section of the spec as a whole: its key. */
export function sectionSpan(pair: YamlPair): Span {
  return pair.key.span;
}

/** What a key says; the default only where the key is not there at all. */
export function stated<T>(
  section: YamlNode,
  key: string,
  read: (node: YamlNode | undefined) => Located<T> | undefined,
  usual: Located<T> | undefined,
): Located<T> | undefined {
  const pair = pairOf(section, key);
  return pair ? read(pair.value) : usual;
}
