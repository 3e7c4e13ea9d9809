import {
  divide,
  durationSeconds,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatPercent,
  ONE,
  shortDuration,
  ZERO,
} from "../math";
import type { Tier } from "../model/tier";
import { leadBudget, objectiveName } from "./budget/tier-facts";
import type { Voice } from "./policy-words";
import { capital } from "./words";

/** "the budget of availability at 99.95 % (20m 9.6s in 28d)". */
function budgetWords(lead: NonNullable<ReturnType<typeof leadBudget>>, voice: Voice): string {
  return `the budget of ${voice.name(objectiveName(lead.objective))} at ${formatPercent(lead.target)} (${formatDuration(lead.seconds, "down")} in ${lead.window.label})`;
}

/** From which cost on an incident is written up; undefined where the tier does not say. */
export function postmortemSentence(tier: Tier, voice: Voice): string | undefined {
  const { incident } = tier;
  const lead = leadBudget(tier);
  const at = incident?.postmortemAt?.value;
  if (!incident || !lead || !at) return undefined;
  const manner = incident.blameless ? "blameless postmortem" : "postmortem";
  return `An incident that spends ${formatPercent(at)} of the budget gets a ${manner}. Of ${budgetWords(lead, voice)} that is ${formatDuration(lead.seconds.mul(at), "up")} of total outage.`;
}

/** The tier's incident times, and how many incidents of that length the usual budget holds: two sentences. */
export function incidentTimes(tier: Tier, voice: Voice): readonly string[] | undefined {
  const { incident } = tier;
  const lead = leadBudget(tier);
  if (!incident || !lead) return undefined;
  const { timeToDetect, timeToRespond, timeToRecover } = incident;
  if (!timeToDetect || !timeToRespond || !timeToRecover) return undefined;
  const all = [timeToDetect, timeToRespond, timeToRecover].reduce(
    (sum, { value }) => sum.add(durationSeconds(value)),
    ZERO,
  );
  const parts = `${shortDuration(timeToDetect.value)} to detect, ${shortDuration(timeToRespond.value)} to respond and ${shortDuration(timeToRecover.value)} to recover`;
  const share = divide(all, lead.seconds);
  if (!share) return undefined;
  const verdict =
    share.compare(ONE) > 0
      ? "a single total outage spends more than there is"
      : fitting(floorToBigInt(ONE.div(share)));
  return [
    `${capital(parts)} make ${formatDuration(all)} for one total outage.`,
    `That is ${formatPercent(share, "up")} of ${budgetWords(lead, voice)}: ${verdict}.`,
  ];
}

function fitting(times: bigint): string {
  return times === 1n
    ? "one such outage fits into the window, a second does not"
    : `${formatCount(times)} such outages fit into the window`;
}
