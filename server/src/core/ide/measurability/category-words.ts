import type { CategoryReading, CategorySource } from "../../resolve/category";
import { spaced } from "../words";

const BY: Readonly<Record<CategorySource, string>> = {
  annotation: "by its annotation",
  label: "by its label",
  queries: "by its queries",
  name: "by its name",
};

/** "availability, by its queries"; undefined where the category is not known. */
export function categoryWords(reading: CategoryReading | undefined): string | undefined {
  return reading && `${spaced(reading.category)}, ${BY[reading.by]}`;
}

/** How the category is known, or why it is not: a whole sentence; code stands in backticks. */
export function categoryEvidence(reading: CategoryReading | undefined): string {
  if (!reading) return UNKNOWN;
  if (reading.by === "annotation") return "`slosmith/category` states it.";
  if (reading.by === "label") return "The label `category` states it.";
  if (reading.by === "name") return "Its name says so, and its queries plainly say nothing else.";
  const { because } = reading;
  return because === undefined ? "" : `What it asks for says so: ${because}.`;
}

/** What to do about a category that is not known. A whole sentence. */
export const CATEGORY_MISSING = "State it by `slosmith/category`.";

const UNKNOWN = "Nothing states it, and neither queries nor names say one category plainly.";

/** "Category: availability, by its queries. What it asks for says so: `code` sets server errors apart." */
export function categorySentences(reading: CategoryReading | undefined): string {
  const words = categoryWords(reading);
  if (words === undefined) return `Category: not known. ${UNKNOWN} ${CATEGORY_MISSING}`;
  return `Category: ${words}. ${categoryEvidence(reading)}`;
}
