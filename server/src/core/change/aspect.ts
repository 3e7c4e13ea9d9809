/** What a change does to a promise. `neither`: it says something else, and not more or less. */
export type Direction = "looser" | "tighter" | "mixed" | "neither";

/** What of an objective can change, as machines name it. */
export type Aspect =
  | "name"
  | "service"
  | "method"
  | "target"
  | "window"
  | "slice"
  | "threshold"
  | "indicator"
  | "source"
  | "weight"
  | "traffic"
  | "alert"
  | "tier"
  | "tier-policy"
  | "category"
  | "measurability";

/** One thing that an objective says differently. */
export interface AspectChange {
  readonly aspect: Aspect;
  /** What it is, as a person calls it: "target", "good query", "page over 1h". */
  readonly label: string;
  /** Plain text. Absent where there was nothing; both are absent where the values say nothing to a reader. */
  readonly before?: string;
  readonly after?: string;
  readonly direction: Direction;
  /** Both sides in one text, where they share most of their words. */
  readonly inOne?: string;
  /** Whole sentences: what is new. Code stands in backticks. */
  readonly details?: readonly string[];
  /** The codes of the rules that the details are by, one for each. */
  readonly codes?: readonly string[];
}

/** What several changes do together: looser and tighter ones make a mixed one. */
export function together(directions: readonly Direction[]): Direction {
  const said = new Set(directions);
  if (said.has("mixed") || (said.has("looser") && said.has("tighter"))) return "mixed";
  return said.has("looser") ? "looser" : said.has("tighter") ? "tighter" : "neither";
}

/** The direction of a number's change, where more of it is looser; `neither` where one is not known. */
export function moreIsLooser<T extends { compare(other: T): number }>(
  before: T | undefined,
  after: T | undefined,
): Direction {
  if (before === undefined || after === undefined) return "neither";
  const order = after.compare(before);
  return order > 0 ? "looser" : order < 0 ? "tighter" : "neither";
}

/** The same, where more of it is tighter. */
export function moreIsTighter<T extends { compare(other: T): number }>(
  before: T | undefined,
  after: T | undefined,
): Direction {
  return moreIsLooser(after, before);
}

/** A change of a text, if it is one. */
export function textChange(
  aspect: Aspect,
  label: string,
  before: string | undefined,
  after: string | undefined,
  direction: Direction = "neither",
): AspectChange[] {
  if (before === after) return [];
  return [
    {
      aspect,
      label,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      direction,
    },
  ];
}

/** A name from a file as code, whatever backticks it holds. */
export function named(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}
