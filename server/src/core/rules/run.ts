import type { SpecDocument } from "../dialects/spec-document";
import type { RuleSeverity } from "../model/workspace-settings";
import type { WorkspaceView } from "../resolve/workspace-view";
import { clamp, type Span } from "../text/span";
import { catalogue } from "./catalogue";
import type { Finding, Report, Reporter, Rule, RuleNames } from "./rule";
import { readSuppressions, type SuppressionTable } from "./suppressions";

/** A severity for each rule code that the user's settings name; `off` silences the rule. */
export type RuleSettings = Readonly<Record<string, RuleSeverity>>;

/** A rule that threw: its own findings are lost, the others stand. */
export interface RuleFault {
  readonly code: string;
  readonly message: string;
}

/** A finding that a comment put aside. */
export type Suppressed = Pick<Finding, "code" | "severity" | "span">;

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly faults: readonly RuleFault[];
}

const NOTHING: RunResult = { findings: [], suppressed: [], faults: [] };

const documentRules = catalogue.filter((rule) => rule.checkDocument || rule.checkObject);
const workspaceRules = catalogue.filter((rule) => rule.checkInWorkspace);

/** What can be said of a document from its own text. */
export function checkDocument(document: SpecDocument): RunResult {
  const run = new Run(document);
  for (const rule of documentRules) {
    if (rule.checkDocument) run.guard(rule, (report) => rule.checkDocument?.(document, report, ruleNames));
    if (!rule.checkObject) continue;
    for (const object of document.objects) {
      run.guard(rule, (report) => rule.checkObject?.(object, report, document));
    }
  }
  return run.result;
}

/** A rule that asks the workspace, at work on one document: gives what it alone has to say. */
export type RuleRun = () => RunResult;

/** What can be said of a document only beside the workspace's others, rule by rule, in the same order each time. */
export function workspaceRuns(document: SpecDocument, view: WorkspaceView): readonly RuleRun[] {
  const run = new Run(document);
  return workspaceRules.map((rule) => () => {
    run.begin();
    for (const object of document.objects) {
      run.guard(rule, (report) => rule.checkInWorkspace?.(object, view, report, document));
    }
    return run.result;
  });
}

/** The findings that remain after the user's settings, in the order of the text. */
export function applySettings(findings: readonly Finding[], settings: RuleSettings): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const rule = ruleNamed(finding.code);
    const wanted = settings[finding.code] ?? (rule?.alias === undefined ? undefined : settings[rule.alias]);
    if (wanted === "off") continue;
    kept.push(wanted === undefined ? finding : { ...finding, severity: wanted });
  }
  return kept.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compare(a.code, b.code),
  );
}

/** The rule with this code or alias (`M13`; letter case of an alias does not matter). */
export function ruleNamed(codeOrAlias: string): Rule | undefined {
  return byName.get(codeOrAlias) ?? byName.get(codeOrAlias.toUpperCase());
}

const byName: ReadonlyMap<string, Rule> = new Map(
  catalogue.flatMap((rule) => {
    const entries: [string, Rule][] = [[rule.code, rule]];
    if (rule.alias !== undefined) entries.push([rule.alias, rule]);
    return entries;
  }),
);

const ruleNames: RuleNames = {
  codes: catalogue.map((rule) => rule.code),
  has: (codeOrAlias) => byName.has(codeOrAlias),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One pass of rules over one document: collects what they report, and survives those that throw. */
class Run {
  private findings: Finding[] = [];
  private suppressed: Suppressed[] = [];
  private faults: RuleFault[] = [];
  private readonly said = new Set<string>();
  private suppressions: SuppressionTable | undefined;

  constructor(private readonly document: SpecDocument) {}

  get result(): RunResult {
    const { findings, suppressed, faults } = this;
    // Most rules have nothing to say of most documents.
    if (findings.length + suppressed.length + faults.length === 0) return NOTHING;
    return { findings, suppressed, faults };
  }

  /** Lets go of what was said so far. */
  begin(): void {
    if (this.result === NOTHING) return;
    this.findings = [];
    this.suppressed = [];
    this.faults = [];
  }

  guard(rule: Rule, body: (report: Reporter) => void): void {
    try {
      body((report) => this.add(rule, report));
    } catch (error) {
      this.faults.push({ code: rule.code, message: error instanceof Error ? error.message : String(error) });
    }
  }

  private add(rule: Rule, report: Report): void {
    const span: Span = clamp(report.span, this.document.yaml.text.length);
    const severity = report.severity ?? rule.severity;
    this.suppressions ??= readSuppressions(this.document.yaml);
    if (this.suppressions.find(rule.code, rule.alias, span)) {
      this.suppressed.push({ code: rule.code, severity, span });
      return;
    }
    // An alias or a merge key shows one text twice: what is wrong with it is said once.
    const saying = `${rule.code} ${span.start} ${span.end} ${report.message.what}`;
    if (this.said.has(saying)) return;
    this.said.add(saying);
    this.findings.push({ ...report, code: rule.code, severity, span });
  }
}
