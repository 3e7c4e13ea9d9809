import type {
  Judgement,
  MeasurabilityAnswer,
  MeasurabilitySummary,
} from "../ide/measurability/summary-model";
import type { Severity } from "../rules/rule";
import type { AspectChange } from "./aspect";

/** What the rules found about measuring one objective, as far as it is more than a remark. */
export interface ReadMeasurability {
  /** "3 of 8 questions judged, 1 with findings." */
  readonly inShort: string;
  /** By code, what was said. */
  readonly findings: ReadonlyMap<string, string>;
  /** Each question with its judgement. */
  readonly judgements: string;
}

/** Reads a summary; errors and warnings count, what is only told does not. */
export function readMeasurability(summary: MeasurabilitySummary | undefined): ReadMeasurability {
  const answers = summary?.answers ?? [];
  const findings = new Map<string, string>();
  for (const { code, severity, what } of answers.flatMap((answer) => answer.findings))
    if (isCounted(severity)) findings.set(code, what);
  return {
    inShort: summary?.inShort ?? "",
    findings,
    judgements: answers.map((answer) => `${answer.question}: ${judgementOf(answer)}`).join("\n"),
  };
}

/** What is only remarked on holds. */
function judgementOf({ judgement, findings }: MeasurabilityAnswer): Judgement {
  if (judgement !== "finding") return judgement;
  return findings.some(({ severity }) => isCounted(severity)) ? "finding" : "holds";
}

function isCounted(severity: Severity): boolean {
  return severity === "error" || severity === "warning";
}

/** Codes that the first has and the second has not. */
function without(one: ReadMeasurability, other: ReadMeasurability): string[] {
  return [...one.findings.keys()].filter((code) => !other.findings.has(code)).sort();
}

/** Whether something is in the way of measuring it that was not before. */
export function becameUnmeasurable(before: ReadMeasurability | undefined, after: ReadMeasurability): boolean {
  return (before ? without(after, before) : [...after.findings.keys()]).length > 0;
}

/** A new finding makes the promise a looser one: less of it can be shown to be kept. */
export function measurabilityChanges(before: ReadMeasurability, after: ReadMeasurability): AspectChange[] {
  const came = without(after, before);
  const went = without(before, after);
  const isSame = before.judgements === after.judgements;
  if (came.length + went.length === 0 && isSame) return [];
  const details = came.map((code) => `${after.findings.get(code) ?? ""} (\`${code}\`)`);
  return [
    {
      aspect: "measurability",
      label: "measurability",
      before: inWords(before),
      after: inWords(after),
      direction:
        came.length > 0 ? (went.length > 0 ? "mixed" : "looser") : went.length > 0 ? "tighter" : "neither",
      ...(came.length > 0 ? { details, codes: came } : {}),
    },
  ];
}

/** "3 of 8 questions judged, nothing found", with the codes of what was. */
function inWords({ inShort, findings }: ReadMeasurability): string {
  const codes = [...findings.keys()].sort().map((code) => `\`${code}\``);
  const short = inShort.replace(/\.$/, "");
  return codes.length === 0 ? short : `${short}: ${codes.join(", ")}`;
}
