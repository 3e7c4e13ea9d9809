import type { Duration } from "../../math/duration";
import { ratio } from "../../math/rational";
import { itemSpan } from "../../model/form";
import { type Located, readBoolean, readDuration, readText } from "../../model/located";
import type { EscalationStep, ReleaseGate, Tier } from "../../model/tier";
import { pairOf, valueAt, type YamlMap, type YamlPair } from "../../yaml/node";
import { mapItems } from "../common";
import { present, readPercent, readTexts, sectionSpan, stated } from "./read";

const USUAL_RETARGET: Duration = { count: 13, unit: "w", text: "13w" };
const USUAL_POSTMORTEM = ratio(1, 5);

/** Reads what is done as the budget is used up. `accountable` has the last word where nobody else is named. */
export function lowerEscalation(
  pair: YamlPair | undefined,
  accountable: Located<string> | undefined,
): Tier["escalation"] {
  if (!pair) return undefined;
  const decisions = pairOf(pair.value, "decisions");
  return {
    span: sectionSpan(pair),
    decisions:
      decisions?.value.kind === "map"
        ? decisions.value.pairs.map((decision) => ({
            name: decision.key.source,
            nameSpan: decision.key.span,
            ...present<{ decider?: Located<string> }>({ decider: readText(decision.value) }),
          }))
        : [],
    steps: mapItems(valueAt(pair.value, "steps")).map(({ item }) => lowerStep(item)),
    ...present<Partial<NonNullable<Tier["escalation"]>>>({
      arbiter: readText(valueAt(pair.value, "arbiter")) ?? accountable,
      decisionsSpan: decisions?.key.span,
    }),
  };
}

function lowerStep(item: YamlMap): EscalationStep {
  return {
    span: itemSpan(item),
    actions: readTexts(valueAt(item, "actions")),
    ...present<Partial<EscalationStep>>({
      consumed: readPercent(valueAt(item, "consumedPercent")),
      decider: readText(valueAt(item, "decider")),
      within: readDuration(valueAt(item, "within")),
    }),
  };
}

/** Reads one release gate. */
export function lowerGate(item: YamlMap): ReleaseGate {
  return {
    span: itemSpan(item),
    rollout: readTexts(valueAt(item, "rollout")),
    exceptions: readTexts(valueAt(item, "exceptions")),
    ...present<Partial<ReleaseGate>>({
      remainingBelow: readPercent(valueAt(item, "remainingBelowPercent")),
      effect: readText(valueAt(item, "effect")),
      approver: readText(valueAt(item, "approver")),
      rolloutSpan: pairOf(item, "rollout")?.key.span,
      approverSpan: pairOf(item, "approver")?.key.span,
      exceptionsSpan: pairOf(item, "exceptions")?.key.span,
    }),
  };
}

/** Reads the reviews; without a cadence there is one in every usual window. */
export function lowerReview(
  pair: YamlPair | undefined,
  usual: Located<Duration> | undefined,
): Tier["review"] {
  if (!pair) return undefined;
  const span = sectionSpan(pair);
  return {
    span,
    roles: readTexts(valueAt(pair.value, "roles")),
    ...present<Partial<NonNullable<Tier["review"]>>>({
      cadence: stated(pair.value, "cadence", readDuration, usual),
      forum: readText(valueAt(pair.value, "forum")),
      retarget: stated(pair.value, "retarget", readDuration, { value: USUAL_RETARGET, span }),
    }),
  };
}

/** Reads how fast incidents are handled. */
export function lowerIncident(pair: YamlPair | undefined): Tier["incident"] {
  if (!pair) return undefined;
  const span = sectionSpan(pair);
  return {
    span,
    blameless: readBoolean(valueAt(pair.value, "blameless"))?.value ?? true,
    ...present<Partial<NonNullable<Tier["incident"]>>>({
      timeToDetect: readDuration(valueAt(pair.value, "timeToDetect")),
      timeToRespond: readDuration(valueAt(pair.value, "timeToRespond")),
      timeToRecover: readDuration(valueAt(pair.value, "timeToRecover")),
      postmortemAt: stated(pair.value, "postmortemAtPercent", readPercent, { value: USUAL_POSTMORTEM, span }),
    }),
  };
}
