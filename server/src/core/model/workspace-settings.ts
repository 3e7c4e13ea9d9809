import type { Span } from "../text/span";
import type { ConsumerId } from "./consumer";
import type { Located } from "./located";
import type { FamilyStatement, MeasurementStatements } from "./measurement";

/** What a rule's findings count as; `off` silences the rule. */
export type RuleSeverity = "off" | "hint" | "information" | "warning" | "error";

/** The same words, from the slightest. */
export const RULE_SEVERITIES: readonly RuleSeverity[] = ["off", "hint", "information", "warning", "error"];

/**
 * What holds for all SLOs in the folder of its file and below: the content of `.slosmith.yaml`. Of several
 * workspaces above a file the nearest counts, alone.
 */
export interface WorkspaceSettings {
  readonly type: "workspace";
  /** Who reads the files; absent where the workspace does not say. Ids that nobody knows are left out. */
  readonly consumers?: readonly Located<ConsumerId>[];
  /** The severity of each rule that the workspace names, by the rule's code. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  /** Files that are not checked: patterns as in a `.gitignore` beside the workspace's file. */
  readonly exclude: readonly string[];
  readonly measurement?: MeasurementStatements & { readonly span: Span };
  /** Signal families of its own, in the order in which they are tried. */
  readonly signals: readonly FamilyStatement[];
}
