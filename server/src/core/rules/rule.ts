import type { SpecDocument } from "../dialects/spec-document";
import type { SpecObject } from "../model/spec-object";
import type { WorkspaceView } from "../resolve/workspace-view";
import type { Span } from "../text/span";

/** By harm: an error is what a tool will reject or silently misread; a hint is a remark at the margin. */
export type Severity = "error" | "warning" | "information" | "hint";

/** What a finding says, in whole sentences. */
export interface Message {
  /** The fact, with its number. */
  readonly what: string;
  /** What follows from it, in minutes, events or a tool's reaction. */
  readonly why: string;
  /** What to do. */
  readonly todo: string;
}

/** A change of one YAML document's text that mends a finding. */
export interface Fix {
  readonly title: string;
  /** Safe: the meaning that the author plainly intended, and nothing else, changes. */
  readonly safe: boolean;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** A second place that a finding speaks of. */
export interface Related {
  readonly message: string;
  readonly span: Span;
  /** The document it lies in, where that is another one. */
  readonly document?: SpecDocument;
}

/** What a rule reports; its code and severity are the rule's, unless the report says another severity. */
export interface Report {
  readonly span: Span;
  readonly message: Message;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** A report with its rule, as it leaves the core. Its span is relative to its YAML document. */
export interface Finding extends Report {
  readonly code: string;
  readonly severity: Severity;
}

export type Reporter = (report: Report) => void;

/** The folder a rule's file stands in. */
export type Concern =
  | "syntax"
  | "schema"
  | "reference"
  | "indicator"
  | "query"
  | "measurability"
  | "objective"
  | "window"
  | "alert"
  | "tier"
  | "consumer";

/**
 * What has to be known to tell whether a target can be measured from what users feel. A rule that answers a part of
 * one names it, and the measurability summary shows its findings there.
 */
export type MeasurabilityQuestion =
  | "signal"
  | "counting"
  | "traffic"
  | "resolution"
  | "buckets"
  | "retention"
  | "dependencies"
  | "client"
  | "response"
  | "silence";

export interface RuleDocs {
  /** One line for the catalogue: what is reported. */
  readonly summary: string;
  /** Why it matters: a short paragraph. */
  readonly why: string;
  /** A whole stream on which exactly this rule speaks. `# file: name.yaml` begins a further file. */
  readonly bad: string;
  /** The same, mended: no rule speaks. */
  readonly good: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
}

/** The names that rules can be called by. A rule cannot read the catalogue, which reads every rule. */
export interface RuleNames {
  readonly codes: readonly string[];
  /** Whether a rule has this code or alias, letter by letter. */
  has(codeOrAlias: string): boolean;
}

/** One rule: when it speaks, and all that its page, its settings and the catalogue say of it. */
export interface Rule {
  /** The name in settings, suppressions and diagnostics. */
  readonly code: string;
  /** The identifier in published lists (`M13`), where there is one; `explain` takes it too. */
  readonly alias?: string;
  readonly concern: Concern;
  readonly severity: Severity;
  /** Whether its findings carry a fix, and whether that is always a safe one. */
  readonly fix: "safe" | "unsafe" | "none";
  /** The question of the measurability summary that its findings answer. */
  readonly judges?: MeasurabilityQuestion;
  readonly docs: RuleDocs;
  /** Once for each YAML document that holds a known object. Reads nothing but that document and the rules' names. */
  checkDocument?(document: SpecDocument, report: Reporter, names: RuleNames): void;
  /** Once for each object. Reads nothing but its document. */
  checkObject?(object: SpecObject, report: Reporter, document: SpecDocument): void;
  /** Once for each object, with the workspace's other objects at hand. */
  checkInWorkspace?(object: SpecObject, view: WorkspaceView, report: Reporter, document: SpecDocument): void;
}
