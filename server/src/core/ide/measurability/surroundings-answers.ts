import { formatPercent, seriesTarget, shortDuration } from "../../math";
import type { SignalClass } from "../../signals/signal";
import { listed, shownOf } from "../words";
import type { MeasurabilityContext } from "./context";
import {
  doesNotApply,
  type Evidence,
  judged,
  noFigures,
  notJudged,
  state,
  takesAnnotations,
} from "./evidence";

/** Whether the metrics are kept for the whole window. */
export function retentionAnswer({ object, window, facts, queries }: MeasurabilityContext): Evidence {
  if (!window) return noFigures();
  const length = shortDuration(window.declared.duration.value);
  if (facts.retention)
    return judged(
      `The metrics are kept for ${shortDuration(facts.retention.value)}; the window is ${length}.`,
    );
  const usual = queries.length > 0 ? " Prometheus keeps 15d unless it is told otherwise." : "";
  return notJudged(
    `The window is ${length}; how long the metrics are kept is not stated.${usual}`,
    state(object, "retention"),
  );
}

/** What a dependency that is down takes away: the answer. */
const ANSWERS: readonly (string | undefined)[] = ["availability", "errorRate", undefined];

/** Whether the hard dependencies promise enough. */
export function dependenciesAnswer({ object, facts, figures, category }: MeasurabilityContext): Evidence {
  const stated = facts.dependencies;
  const unknown = facts.unknownDependencies.map(({ name }) => `\`${name}\``);
  const open =
    unknown.length === 0
      ? ""
      : `What ${few(unknown)} ${unknown.length === 1 ? "promises" : "promise"} is not known.`;
  if (stated.length === 0) {
    return unknown.length > 0
      ? notJudged(open, "State it with `slosmith/dependencies`.")
      : notJudged(
          "No hard dependency is stated.",
          takesAnnotations(object)
            ? "Name them with `slosmith/depends-on`, or with their targets in `slosmith/dependencies`."
            : state(object, "dependencies"),
        );
  }
  const known = stated.filter(
    ({ statedBy, definition }) =>
      (statedBy === "annotation" && definition === undefined) || ANSWERS.includes(category?.category),
  );
  if (known.length === 0)
    return doesNotApply(
      "The stated dependencies limit how many answers there are, which is not what this counts.",
    );
  if (!figures) return noFigures();
  const ceiling = formatPercent(seriesTarget(known.map(({ target }) => target)), "down");
  const names = few(known.map(({ name }) => `\`${name}\``));
  const independent = known.length === 1 ? "" : " if they fail independently";
  const limit = `${names} ${known.length === 1 ? "allows" : "allow"} at most ${ceiling}${independent}; the target is ${formatPercent(figures.target)}.`;
  // An unknown one can only lower the ceiling.
  return open === ""
    ? judged(limit)
    : notJudged(`${limit} ${open}`, "State it with `slosmith/dependencies`.");
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, shownOf(names.length, 3));
  const rest = names.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}

const CLIENT_WORDS = {
  browser: "The users come by web browser",
  mobile: "The users come by phone app",
  server: "The users are servers",
  internal: "The users are on a managed network",
} as const;

/** Whether the target is coarser than the noise of the users' own networks. */
export function clientAnswer({ object, facts, signals, figures, slo }: MeasurabilityContext): Evidence {
  if (!figures) return noFigures();
  if (slo.budgetingMethod?.value === "Timeslices")
    return doesNotApply("A slice may hold some errors, so the noise of networks passes.");
  const stated = facts.signal?.value;
  const classes: readonly (SignalClass | "user-facing")[] = stated
    ? [stated]
    : signals.map(({ verdict }) => verdict.class);
  const target = formatPercent(figures.target);
  const client = facts.client?.value;
  const known = classes.filter((one) => one !== "unknown" && one !== "user-facing");
  if (known.length > 0 && known.length === classes.length && !known.includes("rum"))
    return doesNotApply("It is not measured on the users' side of their network.");
  if (client !== undefined) return judged(`${CLIENT_WORDS[client]}; the target is ${target}.`);
  if (known.includes("rum"))
    return judged(
      `It is measured at the users; the target is ${target}. Networks of browsers allow up to 99.99 %, of phones 99.9 %.`,
    );
  return notJudged("What kind of client the users have is not stated.", state(object, "client"));
}
