import { formatPercent, spokenPeriod } from "../../math";
import type { Category } from "../../resolve/category";
import type { ObjectiveFacts } from "../budget/objective-facts";
import { adjective } from "../words";

/** What the good ones of a category do. */
const GOOD: Readonly<Record<Category, string>> = {
  availability: "succeed",
  latency: "are answered fast enough",
  errorRate: "are answered correctly",
  quality: "are answered in full",
  freshness: "are fresh enough",
  correctness: "have the right result",
  coverage: "are processed",
  throughput: "are processed at the wanted rate",
  durability: "can be read again",
};

/**
 * A promise in plain words: "99.95 % of requests succeed in any 28 days."
 *
 * @param category what kind of good service is promised, where that is known
 * @param things what is counted, in the plural; "events" where that is not known
 */
export function plainPromise(
  facts: ObjectiveFacts,
  category: Category | undefined,
  things = "events",
): string {
  const target = formatPercent(facts.target);
  const when = windowPhrase(facts);
  const slice = facts.objective.timeSliceWindow;
  switch (facts.slo.budgetingMethod?.value) {
    case "Timeslices": {
      const slices = slice ? `${adjective(slice.value)} slices of time` : "slices of time";
      return `${target} of all ${slices} are good${when}.`;
    }
    case "RatioTimeslices":
      return `On average over all slices of time, ${target} of ${things} ${goodWords(category)}${when}.`;
    default:
      return `${target} of ${things} ${goodWords(category)}${when}.`;
  }
}

function goodWords(category: Category | undefined): string {
  return category === undefined ? "are good" : GOOD[category];
}

/** " in any 28 days", " in each calendar month"; empty where the window is not known. */
function windowPhrase({ windowReading }: ObjectiveFacts): string {
  const declared = windowReading.ok ? windowReading.window.declared : windowReading.declared;
  if (!declared) return "";
  const { kind, duration } = declared;
  const period = spokenPeriod(duration);
  if (kind === "rolling") return ` in any ${period}`;
  return duration.count === 1 ? ` in each calendar ${period}` : ` in each period of ${period}`;
}
