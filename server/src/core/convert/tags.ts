import type { PortableTag } from "../model/portable-slo";
import type { Tag } from "../model/tag";

/**
 * Labels or annotations without their places. Of two with one key the first counts; of two at one place the last,
 * which is the name that the tag has for those who read it.
 */
export function tagsOf(tags: readonly Tag[] | undefined): PortableTag[] {
  const places = new Map<number, PortableTag>();
  for (const { key, keySpan, values } of tags ?? []) {
    places.set(keySpan.start, { key, values: values.map(({ value }) => value) });
  }
  const keys = new Set<string>();
  return [...places.values()].filter(({ key }) => {
    const first = !keys.has(key);
    keys.add(key);
    return first;
  });
}
