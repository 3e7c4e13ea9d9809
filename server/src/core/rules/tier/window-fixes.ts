import type { Duration } from "../../math/duration";
import type { Located } from "../../model/located";
import type { Fix } from "../rule";

/** Another length for a window, where the file states it as one text with a unit. */
export function windowFixes(text: string, { value, span }: Located<Duration>, wanted: string): Fix[] {
  const written = text.slice(span.start, span.end);
  if (written !== value.text || !/^\d+[A-Za-z]$/.test(written)) return [];
  return [{ title: `Change the window to ${wanted}`, safe: false, edits: [{ span, newText: wanted }] }];
}
