import type { PortableService, PortableSlo, PortableTag } from "../../model/portable-slo";
import type { NoteBook } from "./notes";

/** Labels that say which service an SLO is about, the plainest first; a domain may stand before them. */
const SERVICE_KEYS = ["service", "app.kubernetes.io/name", "app", "component"];

/**
 * The service of an SLO for a format that wants one: the one it names, else the one that a label says, else its own
 * name; and the labels that are left.
 *
 * @param wants who wants it, as the beginning of a sentence: "OpenSLO v1 wants"
 */
export function serviceOf(
  slo: PortableSlo,
  book: NoteBook,
  wants: string,
): { readonly service: PortableService; readonly labels: readonly PortableTag[] } {
  const { labels } = slo;
  if (slo.service) return { service: slo.service, labels };
  for (const key of SERVICE_KEYS) {
    const label = labels.find((tag) => tag.key === key || tag.key.endsWith(`/${key}`));
    const name = label?.values[0];
    if (!label || !name) continue;
    const stated = key === "service";
    if (!stated)
      book.assumed(
        slo,
        `The service is \`${name}\`, as the label \`${label.key}\` says.`,
        `${wants} a service.`,
      );
    return { service: named(name), labels: stated ? labels.filter((tag) => tag !== label) : labels };
  }
  book.assumed(
    slo,
    `The service is called \`${slo.name}\`, as the SLO is.`,
    `${wants} a service, and nothing names one.`,
  );
  return { service: named(slo.name), labels };
}

function named(name: string): PortableService {
  return { name, labels: [], annotations: [] };
}
