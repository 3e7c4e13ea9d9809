import type { Sli } from "../model/sli";
import type { IndicatorUse, Objective } from "../model/slo";
import { annotation, label, type SpecObject } from "../model/spec-object";
import { categorySigns } from "./category-inference";
import { CATEGORIES, type Category, NAME_SIGNS } from "./category-signs";
import type { IndicatorPlace } from "./category-terms";
import { sliOf } from "./indicator";
import { ownFamilies } from "./own-families";
import type { Definition, WorkspaceView } from "./workspace-view";

export { CATEGORIES, type Category } from "./category-signs";

/** By what a category is known. */
export type CategorySource = "annotation" | "label" | "queries" | "name";

/** The category of an SLO's objective, and whether somebody wrote it down or it was read from the indicator. */
export interface CategoryReading {
  readonly category: Category;
  readonly stated: boolean;
  readonly by: CategorySource;
  /** What in the queries says so, in words that end a sentence: "`code` sets server errors apart". */
  readonly because?: string;
}

/**
 * The category of an SLO, or of one of its objectives: the annotation `slosmith/category` or the label
 * `category` of the SLO, else of its SLI, else what the indicator's queries and names plainly say. Of an SLI by itself
 * the same, without the SLO.
 *
 * @returns `undefined` where it is unknown, where an annotation names no known category, and for other objects
 */
export function categoryOf(
  object: SpecObject,
  view: WorkspaceView,
  objective?: Objective,
): CategoryReading | undefined {
  const { body } = object;
  if (body.type !== "slo" && body.type !== "sli") return undefined;
  const use = body.type === "slo" ? (objective?.indicator ?? body.indicator) : undefined;
  const found = body.type === "slo" ? sliOf(use, view) : { sli: body };
  for (const { annotations, labelled } of holdersOf(object, use, found?.definedIn)) {
    const tag = annotations.find(({ key }) => key === "slosmith/category");
    if (tag) return reading(readCategory(tag.values[0]?.value ?? ""), "annotation");
    const written = labelled && label(labelled, "category");
    const category = written && readCategory(written.value);
    if (category) return reading(category, "label");
  }
  const names = [object, ...(found?.definedIn ? [found.definedIn.object] : [])].map(nameWords).join(" ");
  const place = found && placeOf(object, found.definedIn, found.sli, view);
  return inferred(`${names} ${inlineName(use)}`, found?.sli, place);
}

/** The categories of all objectives of an SLO; `undefined` among them for an unknown one. */
export function categoriesOf(object: SpecObject, view: WorkspaceView): (CategoryReading | undefined)[] {
  if (object.body.type !== "slo") return [];
  const own = object.body.objectives.filter((objective) => objective.indicator !== undefined);
  if (own.length === 0) return [categoryOf(object, view)];
  return own.map((objective) => categoryOf(object, view, objective));
}

/** The tier's path that an SLO is about (`slosmith/path`): its own, else its SLI's. */
export function pathOf(object: SpecObject, view: WorkspaceView, objective?: Objective): string | undefined {
  const own = annotation(object, "slosmith/path");
  if (own) return own.value;
  if (object.body.type !== "slo") return undefined;
  const found = sliOf(objective?.indicator ?? object.body.indicator, view);
  return found?.definedIn && annotation(found.definedIn.object, "slosmith/path")?.value;
}

/** A category as people write it: `errorRate`, `error-rate`, `Error rate`. */
export function readCategory(text: string): Category | undefined {
  const plain = text.toLowerCase().replaceAll(/[-_ ]/g, "");
  return CATEGORIES.find((category) => category.toLowerCase() === plain);
}

/**
 * What an indicator measures, from its names and queries.
 *
 * @param place where the SLI is written; without it only the names are asked
 * @returns undefined where they say nothing or disagree
 */
export function inferCategory(
  names: string,
  sli: Sli | undefined,
  place?: IndicatorPlace,
): Category | undefined {
  return inferred(names, sli, place)?.category;
}

function inferred(
  names: string,
  sli: Sli | undefined,
  place: IndicatorPlace | undefined,
): CategoryReading | undefined {
  const plain = names.toLowerCase();
  const fromNames = NAME_SIGNS.filter(([, sign]) => sign.test(plain)).map(([category]) => category);
  const [sign, ...more] = sli && place ? categorySigns(sli, place) : [];
  if (!sign) return fromNames.length === 1 ? reading(fromNames[0], "name") : undefined;
  const agreed = [...more.map(({ category }) => category), ...fromNames];
  if (agreed.some((category) => category !== sign.category)) return undefined;
  return { category: sign.category, stated: false, by: "queries", because: sign.because };
}

function reading(category: Category | undefined, by: CategorySource): CategoryReading | undefined {
  return category && { category, stated: by === "annotation" || by === "label", by };
}

interface Holder {
  readonly annotations: SpecObject["annotations"];
  /** The object whose labels count. */
  readonly labelled?: SpecObject;
}

/** Who may state the category: the SLO, the indicator that is written in it, the SLI that it names. */
function holdersOf(
  object: SpecObject,
  use: IndicatorUse | undefined,
  definedIn: Definition | undefined,
): readonly Holder[] {
  return [
    { annotations: object.annotations, labelled: object },
    ...(use?.kind === "inline" ? [{ annotations: use.annotations ?? [] }] : []),
    ...(definedIn ? [{ annotations: definedIn.object.annotations, labelled: definedIn.object }] : []),
  ];
}

function placeOf(
  object: SpecObject,
  definedIn: Definition | undefined,
  sli: Sli,
  view: WorkspaceView,
): IndicatorPlace {
  const holder = definedIn?.object ?? object;
  const document = definedIn?.document ?? documentOf(object, sli, view);
  return { holder, own: ownFamilies(holder, view), view, ...(document ? { document } : {}) };
}

/** The document that an SLO or SLI is written in. It is asked for only where a source's own description is to be read. */
function documentOf(object: SpecObject, sli: Sli, view: WorkspaceView): Definition["document"] | undefined {
  if (!object.name || sli.metrics.every(({ sourceSpec }) => sourceSpec === undefined)) return undefined;
  const kind = object.body.type === "sli" ? "SLI" : "SLO";
  return view.lookup(kind, object.name.value).find((found) => found.object === object)?.document;
}

function nameWords({ name, displayName }: SpecObject): string {
  return `${name?.value ?? ""} ${displayName?.value ?? ""}`;
}

/** The name of an indicator that is written in place. */
function inlineName(use: IndicatorUse | undefined): string {
  return use?.kind === "inline" ? (use.name?.value ?? "") : "";
}
