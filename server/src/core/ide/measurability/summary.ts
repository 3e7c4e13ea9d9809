import type { Definition } from "../../resolve/workspace-view";
import { catalogue } from "../../rules/catalogue";
import { type RuleSettings, ruleNamed, type Suppressed } from "../../rules/run";
import type { Span } from "../../text/span";
import { shift } from "../../text/span";
import type { CheckResult, FileFinding, Workspace } from "../../workspace";
import { objectiveFacts } from "../budget/objective-facts";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { counted, listed } from "../words";
import { categoryEvidence, categoryWords } from "./category-words";
import { type MeasurabilityContext, measurabilityContext } from "./context";
import { type Evidence, notJudged } from "./evidence";
import { QUESTIONS, type Question } from "./questions";
import type {
  Judgement,
  MeasurabilityAnswer,
  MeasurabilityFinding,
  MeasurabilitySummary,
} from "./summary-model";

/** Whether each objective of a file can be measured from what users feel: what was judged, and what was not. */
export function measurabilityOf(
  workspace: Workspace,
  uri: string,
  options: IdeOptions,
): MeasurabilitySummary[] {
  return objectsOf(workspace.files.get(uri)).flatMap((placed) =>
    objectMeasurability(workspace, uri, placed, options),
  );
}

/** The summaries of one SLO's objectives, in their order; none for other objects. */
export function objectMeasurability(
  workspace: Workspace,
  uri: string,
  placed: PlacedObject,
  options: IdeOptions,
): MeasurabilitySummary[] {
  const { object, document, slot } = placed;
  if (object.body.type !== "slo") return [];
  const view = viewOf(workspace, uri);
  const own = workspace.check(uri, options.settings, document);
  const { rules } = workspace.settingsOf(uri, options.settings);
  return object.body.objectives.flatMap((objective) => {
    const context = measurabilityContext(object, document, objective, view, options.nowEpochMs);
    if (!context) return [];
    const others =
      object.body.type === "slo" ? object.body.objectives.filter((one) => one !== objective) : [];
    // What is said on another objective's lines is not said of this one.
    const isOfThis = ({ span }: { readonly span: Span }) =>
      within(span, shift(object.root.span, slot.start)) &&
      !others.some(({ form }) => form && within(span, shift(form.map.span, slot.start)));
    const ofSli = saidAt(workspace, context.sliDefinedIn, options);
    const findings = [...own.findings.filter(isOfThis), ...ofSli.findings];
    const suppressed = [...own.suppressed.filter(isOfThis), ...ofSli.suppressed];
    const faults = [...own.faults, ...ofSli.faults];
    const answers = QUESTIONS.map((question) => {
      const answer = answerOf(question, context, findings, rules);
      return withFaults(withSuppressed(answer, suppressed), faults);
    });
    const reading = objectiveFacts(object, objective, view, options.nowEpochMs);
    const { category } = context;
    const words = categoryWords(category);
    return [
      {
        uri,
        title: reading.ok ? reading.facts.title : reading.title,
        ...(words !== undefined && { category: words }),
        categoryEvidence: categoryEvidence(category),
        inShort: inShort(answers),
        answers,
        span: shift(objective.target?.span ?? objective.span, slot.start),
      },
    ];
  });
}

function answerOf(
  question: Question,
  context: MeasurabilityContext,
  all: readonly FileFinding[],
  settings: RuleSettings,
): MeasurabilityAnswer {
  const findings = once(
    all
      .filter(({ code, severity }) => severity !== "hint" && ruleNamed(code)?.judges === question.id)
      .map(({ code, severity, message }) => ({ code, severity, what: message.what })),
  );
  const own = withoutSwitchedOff(question, question.answer(context), settings);
  return {
    question: question.id,
    title: question.title,
    judgement: findings.length > 0 ? "finding" : own.state === "judged" ? "holds" : own.state,
    evidence: [own.evidence, ...(findings.length === 0 && own.silence ? [own.silence] : [])].join(" "),
    ...(own.missing !== undefined && { missing: own.missing }),
    findings,
  };
}

/** What is said of good and of total in the same words is said once. */
function once(findings: readonly MeasurabilityFinding[]): readonly MeasurabilityFinding[] {
  return findings.filter(
    ({ code, what }, at) => findings.findIndex((one) => one.code === code && one.what === what) === at,
  );
}

/** Rules that are switched off judge nothing: their silence is no yes. */
function withoutSwitchedOff({ id }: Question, own: Evidence, settings: RuleSettings): Evidence {
  if (own.state !== "judged") return own;
  const judging = catalogue.filter(({ judges }) => judges === id).map(({ code }) => code);
  const off = judging.filter((code) => settings[code] === "off").map((code) => `\`${code}\``);
  if (off.length === 0) return own;
  if (off.length === judging.length) return notJudged("The rules that judge it are switched off.");
  const silence = [own.silence ?? "", `Switched off: ${listed(off)}.`].join(" ").trim();
  return { ...own, silence };
}

/** What comments put aside was found all the same: the silence that they leave is no yes. */
function withSuppressed(answer: MeasurabilityAnswer, suppressed: readonly Suppressed[]): MeasurabilityAnswer {
  if (answer.judgement !== "holds") return answer;
  const rules = suppressed.flatMap(({ code, severity }) =>
    severity !== "hint" && ruleNamed(code)?.judges === answer.question ? [`\`${code}\``] : [],
  );
  if (rules.length === 0) return answer;
  const evidence = `${answer.evidence} Suppressed here: ${listed([...new Set(rules)])}.`;
  return { ...answer, judgement: "accepted", evidence };
}

/** What a rule that failed would have said is not known: the silence that it leaves is no yes. */
function withFaults(answer: MeasurabilityAnswer, faults: CheckResult["faults"]): MeasurabilityAnswer {
  const rules = faults.flatMap(({ code }) =>
    ruleNamed(code)?.judges === answer.question ? [`\`${code}\``] : [],
  );
  if (answer.judgement !== "holds" || rules.length === 0) return answer;
  const evidence = `${answer.evidence} Failed here, so not known: ${listed([...new Set(rules)])}.`;
  return { ...answer, judgement: "not-judged", evidence };
}

/** What is said of an SLI in its own place. */
function saidAt(
  workspace: Workspace,
  definition: Definition | undefined,
  options: IdeOptions,
): Pick<CheckResult, "findings" | "suppressed" | "faults"> {
  const nothing = { findings: [], suppressed: [], faults: [] };
  if (!definition) return nothing;
  const slot = workspace.slotOf(definition.uri, definition.document);
  if (!slot) return nothing;
  const place = shift(definition.object.root.span, slot.start);
  const { findings, suppressed, faults } = workspace.check(
    definition.uri,
    options.settings,
    definition.document,
  );
  return {
    faults,
    findings: findings.filter(({ span }) => within(span, place)),
    suppressed: suppressed.filter(({ span }) => within(span, place)),
  };
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function inShort(answers: readonly MeasurabilityAnswer[]): string {
  const number = (wanted: Judgement) => answers.filter(({ judgement }) => judgement === wanted).length;
  const asked = answers.length - number("does-not-apply");
  const [found, taken] = [number("finding"), number("accepted")];
  return [
    `${asked - number("not-judged")} of ${counted(asked, "question")} judged`,
    found === 0 ? "nothing found" : `${found} with findings`,
    ...(taken === 0 ? [] : [`${taken} accepted as no`]),
  ]
    .join(", ")
    .concat(".");
}
