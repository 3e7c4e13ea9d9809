import type { MeasurabilityQuestion } from "../../rules/rule";
import { responseAnswer, silenceAnswer } from "./alert-answers";
import { resolutionAnswer, trafficAnswer } from "./budget-answers";
import type { MeasurabilityContext } from "./context";
import { countingAnswer } from "./counting-answer";
import type { Evidence } from "./evidence";
import { bucketsAnswer } from "./latency-buckets";
import { signalAnswer } from "./signal-answer";
import { clientAnswer, dependenciesAnswer, retentionAnswer } from "./surroundings-answers";

/** One question of the summary. */
export interface Question {
  readonly id: MeasurabilityQuestion;
  /** To be answered by yes or no. */
  readonly title: string;
  answer(context: MeasurabilityContext): Evidence;
}

/** The questions in the order in which a reader asks them. */
export const QUESTIONS: readonly Question[] = [
  { id: "signal", title: "Do users feel it?", answer: signalAnswer },
  { id: "counting", title: "Do the queries count what they should?", answer: countingAnswer },
  { id: "traffic", title: "Are there enough events?", answer: trafficAnswer },
  { id: "resolution", title: "Is it sampled finely enough?", answer: resolutionAnswer },
  { id: "buckets", title: "Does a bucket end at the threshold?", answer: bucketsAnswer },
  { id: "retention", title: "Are the metrics kept long enough?", answer: retentionAnswer },
  { id: "dependencies", title: "Do the dependencies allow it?", answer: dependenciesAnswer },
  { id: "client", title: "Do the users' own networks allow it?", answer: clientAnswer },
  { id: "response", title: "Can people act in time?", answer: responseAnswer },
  { id: "silence", title: "Is missing data noticed?", answer: silenceAnswer },
];
