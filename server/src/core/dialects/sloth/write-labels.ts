import type { PortableSlo, PortableTag } from "../../model/portable-slo";
import type { NoteBook } from "../writing/notes";
import type { YamlValue } from "../writing/yaml-text";

/** Source: Prometheus, label names. */
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Labels as Prometheus takes them; what has to change is said. Undefined where there are none. */
export function writeLabels(
  tags: readonly PortableTag[],
  slo: PortableSlo,
  book: NoteBook,
): Record<string, YamlValue> | undefined {
  const written = new Map<string, string>();
  for (const { key, values } of tags) {
    const [value = "", ...more] = values;
    if (value === "") {
      book.lost(slo, `The label \`${key}\` without a value is left out.`, "Sloth refuses an empty one.");
      continue;
    }
    if (more.length > 0) {
      book.lost(
        slo,
        `Of the ${values.length} values of the label \`${key}\` the first, \`${value}\`, is kept.`,
        "A label of Prometheus has one.",
      );
    }
    const name = labelName(key);
    if (written.has(name)) {
      book.lost(
        slo,
        `The label \`${key}\` is left out: another is called \`${name}\` already.`,
        "Prometheus tells them apart by letters, digits and `_` alone.",
      );
      continue;
    }
    if (name !== key)
      book.assumed(
        slo,
        `The label \`${key}\` is called \`${name}\`.`,
        "Prometheus takes letters, digits and `_`.",
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
