import { isScalar, type ScalarTag, Schema } from "yaml";
import type { YamlScalar } from "./node";

/** The parser's own ways to read a plain scalar as something else than text. */
const tags: readonly ScalarTag[] = new Schema({ schema: "core" }).tags.filter(
  (tag): tag is ScalarTag => !tag.collection && tag.default === true && tag.test !== undefined,
);

/**
 * What a plain scalar means after YAML's core schema. Undefined where the parser would have something to say of it.
 *
 * @param source its text, with lines folded
 */
export function plainValue(source: string): YamlScalar["value"] | undefined {
  // Most values are words: only these signs begin what the patterns of the schema know.
  if (!/^[-+.~\dnNtTfF]/.test(source)) return source;
  const tag = tags.find(({ test }) => test?.test(source));
  if (!tag) return source;
  let complained = false;
  const resolved = tag.resolve(source, () => (complained = true), {});
  const value = isScalar(resolved) ? resolved.value : resolved;
  if (complained || typeof value === "bigint") return undefined;
  return value as YamlScalar["value"];
}
