import type { Definition } from "../../resolve/workspace-view";
import { catalogue } from "../../rules/catalogue";
import { type RuleSettings, ruleNamed } from "../../rules/run";
import type { Span } from "../../text/span";
import { shift } from "../../text/span";
import type { CheckResult, FileFinding, Workspace } from "../../workspace";
import { objectiveFacts } from "../budget/objective-facts";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import type { IdeOptions } from "../options";
import { counted, listed } from "../words";
import { categoryEvidence, categoryWords } from "./category-words";
import { type MeasurabilityContext, measurabilityContext } from "./context";
import { accepted, type Evidence, judged, notJudged } from "./evidence";
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
    const said = {
      findings: [...own.findings.filter(isOfThis), ...ofSli.findings],
      suppressed: [...own.suppressed.filter(isOfThis), ...ofSli.suppressed],
      faults: [...own.faults, ...ofSli.faults],
    };
    const answers = QUESTIONS.map((question) => answerOf(question, context, said, rules));
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

/** What the rules say: what they found, what comments put aside of it, and which of them failed. */
type Said = Pick<CheckResult, "findings" | "suppressed" | "faults">;

function answerOf(
  question: Question,
  context: MeasurabilityContext,
  said: Said,
  settings: RuleSettings,
): MeasurabilityAnswer {
  const findings = once(
    said.findings
      .filter((finding) => isCounted(finding, question))
      .map(({ code, severity, message }) => ({ code, severity, what: message.what })),
  );
  const own = question.answer(context);
  const { id, title } = question;
  if (findings.length > 0) {
    const missing = own.state === "not-judged" ? own.missing : undefined;
    return {
      question: id,
      title,
      judgement: "finding",
      evidence: own.evidence,
      ...(missing !== undefined && { missing }),
      findings,
    };
  }
  const { state, evidence, silence, missing } = ofSilence(question, own, said, settings);
  return {
    question: id,
    title,
    judgement: state === "judged" ? "holds" : state === "denied" ? "not-judged" : state,
    evidence: [evidence, ...(silence ? [silence] : [])].join(" "),
    ...(missing !== undefined && { missing }),
    findings,
  };
}

/** Whether a rule that judges a question says this, as more than a hint. */
function isCounted({ code, severity }: Pick<FileFinding, "code" | "severity">, { id }: Question): boolean {
  return severity !== "hint" && ruleNamed(code)?.judges === id;
}

/** What is said of good and of total in the same words is said once. */
function once(findings: readonly MeasurabilityFinding[]): readonly MeasurabilityFinding[] {
  return findings.filter(
    ({ code, what }, at) => findings.findIndex((one) => one.code === code && one.what === what) === at,
  );
}

/** The evidence where no rule found anything, with why none did: that silence need not be a yes. */
function ofSilence(question: Question, own: Evidence, said: Said, settings: RuleSettings): Evidence {
  if (own.state !== "judged" && own.state !== "denied") return own;
  const judging = catalogue.filter(({ judges }) => judges === question.id).map(({ code }) => code);
  const off = judging.filter((code) => settings[code] === "off");
  if (off.length > 0 && off.length === judging.length)
    return notJudged("The rules that judge it are switched off.");
  const words = [own.evidence, ...(own.silence ? [own.silence] : [])];
  if (off.length > 0) words.push(`Switched off: ${codes(off)}.`);
  // What comments put aside was found all the same.
  const suppressed = said.suppressed.filter((one) => isCounted(one, question)).map(({ code }) => code);
  if (suppressed.length > 0) return accepted([...words, `Suppressed here: ${codes(suppressed)}.`].join(" "));
  // What a rule that failed would have said is not known.
  const failed = said.faults.map(({ code }) => code).filter((code) => judging.includes(code));
  if (failed.length > 0)
    return notJudged([...words, `Failed here, so not known: ${codes(failed)}.`].join(" "));
  if (own.state === "judged") return judged(words.join(" "));
  if (off.length === 0) words.push("No rule objects to it by more than a hint.");
  return notJudged(words.join(" "), own.missing);
}

/** "`a` and `b`", each once. */
function codes(rules: readonly string[]): string {
  return listed([...new Set(rules)].map((code) => `\`${code}\``));
}

/** What is said of an SLI in its own place. */
function saidAt(workspace: Workspace, definition: Definition | undefined, options: IdeOptions): Said {
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
