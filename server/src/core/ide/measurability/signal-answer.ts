import { tierName } from "../../resolve/tier";
import { countedSignals, isAcceptedByTier, tiersOf } from "../../rules/measurability/signals";
import { CLASS_TEXT } from "../../signals/classes";
import type { SignalClass } from "../../signals/signal";
import { capital, listed, shownOf } from "../words";
import type { MeasurabilityContext } from "./context";
import {
  accepted,
  denied,
  type Evidence,
  judged,
  noIndicator,
  notJudged,
  state,
  takesAnnotations,
} from "./evidence";

/** Signals that users feel, as far as they go. */
const FELT: readonly SignalClass[] = ["rum", "edge", "server"];

/** What nobody can tell from a name: whether users wait for it. */
const DEPENDS: Partial<Readonly<Record<SignalClass, string>>> = {
  async: "Whether users wait for that work is not known.",
  platform: "Users feel it only where the platform's tenants are the users.",
};

/** Whether users feel what the indicator counts: by what the author states, else by the catalogue. */
export function signalAnswer(context: MeasurabilityContext): Evidence {
  const stated = context.facts.signal?.value;
  if (stated === "user-facing") return judged("`slosmith/signal` states that its users feel it.");
  if (stated !== undefined) {
    const words = `\`slosmith/signal\` states: ${classTitle(stated)}.`;
    return FELT.includes(stated)
      ? judged(words)
      : accepted(`${words} ${CLASS_TEXT[stated].cannotSee ?? ""}`.trim());
  }
  if (!context.sli) return noIndicator();
  const names = namesByStanding(context);
  if (names.length === 0)
    return notJudged("The queries name no metric that could be looked up.", state(context.object, "signal"));
  const evidence = evidenceOf(names);
  const unknown = names.some(({ signal, felt }) => signal === "unknown" && !felt);
  if (unknown)
    return notJudged(
      evidence,
      takesAnnotations(context.object)
        ? "State `slosmith/signal`, or list the metric under `signals` in `.slosmith.yaml`."
        : state(context.object, "signal"),
    );
  if (names.every(({ felt }) => felt)) return judged(`${evidence}${limits(names)}`);
  const classes = new Set(names.filter(({ felt }) => !felt).map(({ signal }) => signal));
  const reasons = [...classes].map((signal) => acceptance(signal, context));
  const open = [...classes].flatMap(
    (signal) => (signal === "synthetic" ? besideProbes(context)?.open : DEPENDS[signal]) ?? [],
  );
  const unsure = names.some(({ likely, felt }) => likely && !felt);
  if (reasons.every((reason) => reason !== undefined))
    return accepted(`${evidence} ${[...new Set(reasons)].join(" ")}`);
  if (open.length > 0 || unsure)
    return notJudged(
      [evidence, ...(open.length > 0 ? open : ["The name alone does not tell."])].join(" "),
      takesAnnotations(context.object)
        ? "State `slosmith/signal: user-facing` if users feel it."
        : state(context.object, "signal"),
    );
  return denied(evidence, state(context.object, "signal"));
}

/** "edge", as a word in a sentence. */
export function classTitle(signal: SignalClass): string {
  return CLASS_TEXT[signal].title.toLowerCase();
}

interface Name {
  readonly name: string;
  readonly signal: SignalClass;
  /** A workspace or tier states that users feel it, or its class is one that they do. */
  readonly felt: boolean;
  /** The class is likely, not certain. */
  readonly likely: boolean;
}

/** Each metric once; the series of one histogram are one. */
function namesByStanding({ signals }: MeasurabilityContext): readonly Name[] {
  const names = new Map<string, Name>();
  for (const { verdict, reference } of signals) {
    const likely = verdict.ambiguous === true;
    const felt = verdict.family?.userFacing === true || (FELT.includes(verdict.class) && !likely);
    const alone = signals.every(
      (one) => one.reference.name === reference.name || one.verdict.base !== verdict.base,
    );
    const name = alone ? reference.name : verdict.base;
    names.set(name, { name, signal: verdict.class, felt, likely });
  }
  return [...names.values()];
}

/** "Edge: `a` and `b`. The catalogue does not know `c`." */
function evidenceOf(names: readonly Name[]): string {
  const groups = new Map<string, string[]>();
  for (const { name, signal, felt, likely } of names) {
    const title =
      signal === "unknown"
        ? felt
          ? "Stated as felt by users"
          : "Not in the catalogue"
        : `${likely ? "probably " : ""}${classTitle(signal)}`;
    groups.set(title, [...(groups.get(title) ?? []), `\`${name}\``]);
  }
  return [...groups].map(([title, group]) => `${capital(title)}: ${few(group)}.`).join(" ");
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, shownOf(names.length, 3));
  const rest = names.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}

/** What the closest signal still misses, where all are of one class. */
function limits(names: readonly Name[]): string {
  const classes = new Set(names.map(({ signal }) => signal));
  const [only] = classes;
  const words = classes.size === 1 && only !== undefined ? CLASS_TEXT[only].cannotSee : undefined;
  return words === undefined ? "" : ` ${words}`;
}

/** Why nothing is held against a class that users do not feel; undefined where nobody says that it may be. */
function acceptance(signal: SignalClass, context: MeasurabilityContext): string | undefined {
  const { object, view, tier, facts } = context;
  if (FELT.includes(signal) || signal === "unknown") return undefined;
  if (isAcceptedByTier(signal, tiersOf(object, view))) {
    return `Tier ${tier ? `\`${tierName(tier.definition)}\`` : "settings"} accepts ${classTitle(signal)} signals.`;
  }
  const client = facts.client?.value;
  if (signal === "dependency" && (client === "browser" || client === "mobile"))
    return `The client is ${client === "browser" ? "a browser" : "an app"}: the calls are the users' own.`;
  return signal === "synthetic" ? besideProbes(context)?.accepted : undefined;
}

/** What stands beside probes: real requests, or something that nobody knows. */
function besideProbes({ object, view, slo, document }: MeasurabilityContext): Beside | undefined {
  const own = countedSignals({ uri: view.uri, document, object }, view);
  if (own?.some(({ verdict }) => FELT.includes(verdict.class)))
    return { accepted: "Beside it, this SLO counts real requests." };
  const service = slo.service?.value;
  const others = service === undefined ? [] : view.slosOfService(service);
  let open = false;
  for (const other of others) {
    if (other.object === object) continue;
    const signals = countedSignals(other, view);
    const name = other.object.name?.value;
    if (signals?.some(({ verdict }) => FELT.includes(verdict.class)) && name !== undefined)
      return { accepted: `Beside it, SLO \`${name}\` counts real requests.` };
    open ||= !signals?.every(({ verdict }) => verdict.class === "synthetic");
  }
  return open ? { open: `What the other SLOs of \`${service}\` count is not known.` } : undefined;
}

interface Beside {
  readonly accepted?: string;
  readonly open?: string;
}
