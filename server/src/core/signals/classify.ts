import { catalogue } from "./catalogue";
import { adviceOf, CLASS_TEXT } from "./classes";
import type {
  FamilyLabel,
  MetricType,
  SignalFamily,
  SignalLabel,
  SignalReference,
  SignalVerdict,
} from "./signal";

const SUFFIX = /_(total|count|bucket|sum)$/;
/** The longest name that is looked up; longer ones are nobody's metric, and cost time. */
const MAX_NAME_LENGTH = 500;

/** The name without the last of `_total`, `_count`, `_bucket`, `_sum`; the name itself where it has none. */
export function baseName(name: string): string {
  const base = name.replace(SUFFIX, "");
  return base === "" ? name : base;
}

/**
 * Where a metric is measured, by the first row that fits: own families, then the catalogue in its order.
 *
 * @param ownFamilies those of the workspace; they win over the catalogue
 * @returns class `unknown`, without advice, for a name that no row knows. Never throws.
 */
export function classify(
  reference: SignalReference,
  ownFamilies: readonly SignalFamily[] = [],
): SignalVerdict {
  const base = reference.source === "prometheus" ? baseName(reference.name) : reference.name;
  const family = familyOf(reference, base, ownFamilies);
  if (family === undefined) {
    return {
      class: "unknown",
      base,
      ...typeOf(reference, undefined),
      why: `The catalogue does not know \`${reference.name}\`.`,
    };
  }
  const blindTo = family.blindTo ?? CLASS_TEXT[family.class].cannotSee;
  const instead = family.instead ?? adviceOf(family.class, reference.source);
  return {
    class: family.class,
    family,
    base,
    ...typeOf(reference, family),
    ...(family.ambiguous === true ? { ambiguous: true } : {}),
    why: family.why ?? whyOf(reference, family),
    ...(family.class !== "unknown" && blindTo !== undefined ? { blindTo } : {}),
    ...(family.class !== "unknown" && instead !== undefined ? { instead } : {}),
  };
}

function familyOf(
  reference: SignalReference,
  base: string,
  ownFamilies: readonly SignalFamily[],
): SignalFamily | undefined {
  if (reference.name.length > MAX_NAME_LENGTH) return undefined;
  const fits = (family: SignalFamily): boolean =>
    family.source === reference.source &&
    family.match.test(family.wholeName === true ? reference.name : base) &&
    (family.labels ?? []).every((label) => asksFor(reference.labels, label));
  return ownFamilies.find(fits) ?? catalogue.find(fits);
}

/** Whether the query narrows the label to values that the row accepts. */
function asksFor(labels: readonly SignalLabel[], wanted: FamilyLabel): boolean {
  return labels.some(({ label, op, value }) => {
    if (!wanted.label.test(label)) return false;
    if (op === "=") return value !== "" && wanted.accepts.test(value);
    return op === "=~" && alternativesOf(value).every((one) => one !== "" && wanted.accepts.test(one));
  });
}

/** `a|b` and `(a|b)` as a, b. Where alternatives stand deeper, their pieces do not fit a row and so decide nothing. */
function alternativesOf(pattern: string): string[] {
  const plain = pattern.replace(/^\^/, "").replace(/\$$/, "");
  const grouped = /^\((?:\?:)?([^()]*)\)$/.exec(plain);
  return (grouped?.[1] ?? plain).split("|");
}

function typeOf(
  reference: SignalReference,
  family: SignalFamily | undefined,
): { type: MetricType; typeBy: "family" | "suffix" } | Record<never, never> {
  if (family?.type !== undefined) return { type: family.type, typeBy: "family" };
  if (reference.source !== "prometheus") return {};
  const suffix = SUFFIX.exec(reference.name)?.[1];
  if (suffix === undefined) return {};
  return { type: suffix === "bucket" ? "histogram" : "counter", typeBy: "suffix" };
}

function whyOf(reference: SignalReference, family: SignalFamily): string {
  const likely = family.ambiguous === true ? "probably " : "";
  return `\`${reference.name}\` is ${likely}about ${family.measures}.`;
}
