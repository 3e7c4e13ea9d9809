import type { SpecObject } from "../../model/spec-object";
import { measurementFacts } from "../../resolve/measurement";
import type { MetricSignal } from "../../resolve/signal";
import { tierName, tierOf } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { isAcceptedByTier, tiersOf } from "../../rules/measurability/signals";
import { unitOf } from "../../rules/query/known-buckets";
import { CLASS_TEXT } from "../../signals/classes";
import type { SignalClass, SignalVerdict } from "../../signals/signal";
import { boundsWords } from "../bounds-words";
import { code, lines, message, plain } from "../markdown";
import { capital, listed } from "../words";
import { measuredEvents, measuredThings } from "./measures";

/** The classes before the word "signal". */
const ADJECTIVES: Readonly<Record<SignalClass, string>> = {
  rum: "Real-user",
  edge: "Edge",
  server: "Server",
  synthetic: "Synthetic",
  async: "Background-work",
  platform: "Platform",
  dependency: "Dependency",
  internal: "Internal",
  unknown: "Unknown",
};

/** The classes' own words for what they see, where those would repeat the family's. */
const PLACES: Partial<Readonly<Record<SignalClass, string>>> = {
  async: "Nobody waits for that on the line.",
  internal: "That is machinery: no user feels it.",
};

/**
 * One metric of a query: its class, why, what it cannot see, what users would feel instead, on what evidence; eight
 * short lines at most.
 *
 * @param signals all that the name stands for: several where a recorded series is made of several
 */
export function signalHover(
  signals: readonly MetricSignal[],
  object: SpecObject,
  view: WorkspaceView,
): string {
  const [first] = signals;
  if (!first) return "";
  const names = new Set(signals.map(({ reference }) => reference.name));
  return names.size > 1 && first.recordedAs !== undefined
    ? severalHover(first.recordedAs, signals)
    : oneHover(first, object, view);
}

function oneHover(signal: MetricSignal, object: SpecObject, view: WorkspaceView): string {
  const { verdict, reference, recordedAs } = signal;
  const title = `**${titleOf(verdict)} signal** ${code(recordedAs ?? reference.name, 120)}${verdict.type ? ` · ${verdict.type}` : ""}`;
  const recorded = recordedAs === undefined ? undefined : `Recorded from ${code(reference.name, 120)}.`;
  const stated = statedWords(object, view);
  if (verdict.family?.userFacing)
    return lines(title, recorded, message(verdict.why), stated, sourceOf(verdict));
  if (verdict.class === "unknown")
    return lines(
      title,
      recorded,
      "The catalogue does not know this name, so nothing is concluded from it.",
      stated ??
        "To say where it is measured: annotate the SLO or the SLI with `slosmith/signal`, or list the metric under `signals` in `.slosmith.yaml`.",
    );
  if (signal.joined)
    return lines(
      title,
      recorded,
      whyWords(verdict, reference.name),
      "Here it only selects or labels other series: it is not what is counted.",
      sourceOf(verdict),
    );
  return lines(
    title,
    recorded,
    whyWords(verdict, reference.name),
    verdict.blindTo && message(verdict.blindTo),
    stated === undefined && verdict.instead ? message(verdict.instead) : undefined,
    verdict.family?.companion && message(verdict.family.companion),
    bucketWords(signal),
    stated ?? acceptedWords(verdict, object, view),
    sourceOf(verdict),
  );
}

function titleOf({ class: signal, family }: SignalVerdict): string {
  return family?.userFacing ? "User-facing" : ADJECTIVES[signal];
}

/** What it counts and where that is measured. */
function whyWords(verdict: SignalVerdict, name: string): string {
  const { family } = verdict;
  const sees = PLACES[verdict.class] ?? CLASS_TEXT[verdict.class].sees;
  const things = measuredThings(family);
  // A family of the workspace or the tier gives its reason itself.
  if (!family || family.why !== undefined || things === undefined) return message(`${verdict.why} ${sees}`);
  const counts = measuredEvents(verdict) !== undefined && !name.endsWith("_sum");
  if (verdict.ambiguous)
    return message(
      `It ${counts ? "probably counts" : "is probably about"} ${things}. The name alone does not tell.`,
    );
  const by = family.convention ? "By its name, it" : "It";
  return message(`${by} ${counts ? "counts" : "is about"} ${things}. ${sees}`);
}

/** The bounds that its histogram has where nobody changed them. */
function bucketWords({ verdict, reference, selector }: MetricSignal): string | undefined {
  const bounds = verdict.family?.defaultBuckets;
  if (!bounds || !selector || !reference.name.endsWith("_bucket")) return undefined;
  return `Default buckets: ${boundsWords(bounds, unitOf(selector, verdict))}.`;
}

/** What the author says of the whole SLI, which wins over all names. */
function statedWords(object: SpecObject, view: WorkspaceView): string | undefined {
  const stated = measurementFacts(object, view).signal;
  return stated && `\`slosmith/signal\` states ${code(stated.value)}: that is what counts.`;
}

/** That the tier takes a class that is otherwise held against an SLO. */
function acceptedWords(verdict: SignalVerdict, object: SpecObject, view: WorkspaceView): string | undefined {
  if (!isAcceptedByTier(verdict.class, tiersOf(object, view))) return undefined;
  const tier = tierOf(object, view);
  const name = tier ? ` ${code(tierName(tier.definition), 60)}` : "";
  return `The tier${name} accepts ${CLASS_TEXT[verdict.class].title.toLowerCase()} signals.`;
}

function sourceOf({ family }: SignalVerdict): string | undefined {
  if (!family) return undefined;
  const { title, url } = family.evidence;
  return /^(?:https?|file):/.test(url)
    ? `Source: [${plain(title)}](${url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20")})`
    : `Source: ${plain(title)}`;
}

/** A recorded series of several metrics: what stands behind it. */
function severalHover(name: string, signals: readonly MetricSignal[]): string {
  const byClass = new Map<SignalClass, Set<string>>();
  for (const { reference, verdict } of signals) {
    byClass.set(verdict.class, (byClass.get(verdict.class) ?? new Set()).add(reference.name));
  }
  return lines(
    `**Recorded series** ${code(name, 120)}`,
    ...[...byClass].slice(0, 6).map(([signal, names]) => {
      return `${capital(CLASS_TEXT[signal].title)}: ${listed([...names].map((one) => code(one, 80)))}.`;
    }),
  );
}
