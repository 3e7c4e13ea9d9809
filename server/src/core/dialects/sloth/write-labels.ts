import type { PortableSlo, PortableTag } from "../../model/portable-slo";
import type { NoteBook } from "../writing/notes";
import { onlyValue } from "../writing/tags";
import type { YamlValue } from "../writing/yaml-text";

/**
 * Source: Prometheus, data model (label names). Prometheus 3 and Sloth take any text; queries then need quotes around
 * the name, and Prometheus 2 refuses the rules.
 */
export const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Labels as Prometheus takes them; what has to change is said. Undefined where there are none. */
export function writeLabels(
  tags: readonly PortableTag[],
  slo: PortableSlo,
  book: NoteBook,
): Record<string, YamlValue> | undefined {
  const written = new Map<string, string>();
  for (const tag of tags) {
    const { key, values } = tag;
    if (!values[0]) {
      book.lost(slo, `The label \`${key}\` without a value is left out.`, "Sloth refuses an empty one.");
      continue;
    }
    const value = onlyValue(tag, slo, "A label of Prometheus has one.", book);
    const name = labelName(key);
    if (written.has(name)) {
      book.lost(
        slo,
        `The label \`${key}\` is left out: another is called \`${name}\` already.`,
        "Prometheus 2 takes letters, digits and `_` alone.",
      );
      continue;
    }
    if (name !== key)
      book.assumed(
        slo,
        `The label \`${key}\` is called \`${name}\`.`,
        "Prometheus 2 takes letters, digits and `_` alone.",
      );
    written.set(name, value);
  }
  return written.size > 0 ? Object.fromEntries(written) : undefined;
}

function labelName(key: string): string {
  if (LABEL_NAME.test(key)) return key;
  const name = key.replaceAll(/[^A-Za-z0-9_]/g, "_");
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
