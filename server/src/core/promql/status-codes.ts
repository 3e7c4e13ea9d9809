import type { Matcher, Selector } from "./expr";
import { testerOf } from "./matching";

/** HTTP status codes that servers are known to answer with. */
const CODES = [
  100, 101, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 307, 308, 400,
  401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423,
  424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511,
];

const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/** Labels that hold an HTTP status. */
const STATUS_LABEL =
  /^(?:code|status|status_?code|http_?(?:response_?)?(?:status|code)(?:_?code)?|response_?code(?:_?class)?|http_status_class|status_class)$/i;

/** The statuses that some matchers let through: exact codes, or classes where the label holds `5xx`. */
export interface StatusSet {
  readonly label: string;
  /** The matchers that decide it. */
  readonly matchers: readonly Matcher[];
  readonly written: "codes" | "classes";
  /** Rising: `200`, or `2xx`. */
  readonly values: readonly string[];
}

/** Whether a label's name says that it holds an HTTP status. */
export function isStatusLabel(label: string): boolean {
  return STATUS_LABEL.test(label);
}

/**
 * The HTTP statuses that a selector asks for.
 *
 * @returns undefined where it asks for none, where more than one label could hold them, where the values are no
 *   HTTP statuses (`code="OK"`), and where a matcher cannot be read
 */
export function statusesOf(selector: Selector): StatusSet | undefined {
  const matchers = selector.matchers.filter(({ label }) => isStatusLabel(label));
  const label = matchers[0]?.label;
  if (selector.open || label === undefined || matchers.some((one) => one.label !== label)) return undefined;
  for (const [written, all] of [
    ["codes", CODES.map(String)],
    ["classes", CLASSES],
  ] as const) {
    const values = statusesThrough(matchers, all);
    if (values === undefined) return undefined;
    // A matcher that lets all or none through says nothing of this spelling: `!~"5.."` alone fits both.
    if (values.length > 0 && values.length < all.length) return { label, matchers, written, values };
  }
  return undefined;
}

/** Those of all statuses in this spelling that matchers of the label let through. */
export function statusesThrough(
  matchers: readonly Matcher[],
  all: readonly string[],
): readonly string[] | undefined {
  const answers = all.map(testerOf(matchers));
  return answers.includes(undefined) ? undefined : all.filter((_, index) => answers[index] === true);
}

/** All statuses in a spelling. */
export function allStatuses(written: StatusSet["written"]): readonly string[] {
  return written === "codes" ? CODES.map(String) : CLASSES;
}

/** Those of a list in one of the five classes, by its first digit. */
export function ofClass(statuses: readonly string[], first: 1 | 2 | 3 | 4 | 5): readonly string[] {
  return statuses.filter((status) => status.startsWith(String(first)));
}
