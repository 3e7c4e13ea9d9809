import { elsewhereFamilies } from "../../../../server/src/core/signals/families-elsewhere";
import type { SignalFamily, SignalReference } from "../../../../server/src/core/signals/signal";
import {
  type LocatedSignalReference,
  referencesIn,
  sourceOf,
} from "../../../../server/src/core/signals/sources";
import { valueAt } from "../../../../server/src/core/yaml/node";
import { parseYaml } from "../../../../server/src/core/yaml/parse";

/** The references of a source's description, which stands below `spec:` in the YAML text. */
export function referencesOf(type: string, yaml: string): LocatedSignalReference[] {
  const spec = valueAt(parseYaml(yaml).root, "spec");
  if (!spec) throw new Error("The example has no spec.");
  return referencesIn(sourceOf(type), spec, yaml);
}

/** Each reference as `name @ the text at its place`; the text only where it is another. */
export function namesOf(type: string, yaml: string): string[] {
  return referencesOf(type, yaml).map(({ name, span }) => {
    const text = yaml.slice(span.start, span.end);
    return text === name ? name : `${name} @ ${text}`;
  });
}

/** All rows of other sources than Prometheus that fit a reference, whatever their order. */
export function familiesOf(reference: SignalReference): SignalFamily[] {
  return elsewhereFamilies.filter(
    ({ source, match, labels = [] }) =>
      source === reference.source &&
      match.test(reference.name) &&
      labels.every((wanted) =>
        reference.labels.some(
          ({ label, op, value }) => op === "=" && wanted.label.test(label) && wanted.accepts.test(value),
        ),
      ),
  );
}

/** The class by these rows alone; a metric of Prometheus is another catalogue's. */
export function classOf(reference: SignalReference): string {
  if (reference.source === "prometheus") return "prometheus";
  const family = familiesOf(reference)[0];
  return family ? `${family.class}${family.ambiguous ? "?" : ""}` : "unknown";
}
