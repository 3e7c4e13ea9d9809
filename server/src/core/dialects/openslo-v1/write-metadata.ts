import type { PortableSlo, PortableTag } from "../../model/portable-slo";
import { KUBERNETES_KEY } from "../writing/names";
import type { NoteBook } from "../writing/notes";
import { without } from "../writing/tags";
import type { YamlValue } from "../writing/yaml-text";

const LONGEST_DISPLAY_NAME = 63;
const LONGEST_DESCRIPTION = 1_050;
/** Source: go-sdk, pkg/openslo/v1/objects.go (`labelKeyRegexp`); `annotationKeyRegexp` there is Kubernetes' form. */
const LABEL_KEY = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

interface Metadata {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
}

/** An object's `metadata`; what OpenSLO refuses in it is left out, and said to be. */
export function metadata(
  { name, displayName, labels, annotations }: Metadata,
  slo: PortableSlo | undefined,
  book: NoteBook,
): YamlValue {
  const fits = displayName === undefined || displayName.length <= LONGEST_DISPLAY_NAME;
  if (!fits) {
    book.lost(
      slo,
      `The name for people "${displayName}" has ${displayName.length} characters.`,
      `OpenSLO v1 takes ${LONGEST_DISPLAY_NAME}.`,
    );
  }
  const kept = (tags: readonly PortableTag[], form: RegExp, what: string) =>
    tags.filter(({ key }) => {
      if (!form.test(key))
        book.lost(
          slo,
          `The ${what} \`${key}\` is left out.`,
          `OpenSLO v1 takes no ${what} key of that form.`,
        );
      return form.test(key);
    });
  // A label's key has no domain before a slash, an annotation's may.
  const domains = labels.filter(({ key }) => key.includes("/") && KUBERNETES_KEY.test(key));
  const moved = without(domains, annotations);
  for (const { key } of moved) {
    book.assumed(
      slo,
      `The label \`${key}\` is an annotation now.`,
      "OpenSLO v1 takes no label key with a domain before a slash.",
    );
  }
  return {
    name,
    displayName: fits ? displayName : undefined,
    labels: mapOf(kept(without(labels, domains), LABEL_KEY, "label")),
    annotations: mapOf(kept([...annotations, ...moved], KUBERNETES_KEY, "annotation")),
  };
}

function mapOf(tags: readonly PortableTag[]): Record<string, YamlValue> | undefined {
  if (tags.length === 0) return undefined;
  return Object.fromEntries(
    tags.map(({ key, values }) => [key, values.length > 1 ? [...values] : (values[0] ?? "")]),
  );
}

/** A description, cut to what OpenSLO takes. */
export function description(
  text: string | undefined,
  slo: PortableSlo | undefined,
  book: NoteBook,
): string | undefined {
  if (text === undefined || text.length <= LONGEST_DESCRIPTION) return text;
  const what = `The description of ${text.length} characters is cut to ${LONGEST_DESCRIPTION}.`;
  book.lost(slo, what, "OpenSLO v1 takes no longer one.");
  return text.slice(0, LONGEST_DESCRIPTION).trimEnd();
}
