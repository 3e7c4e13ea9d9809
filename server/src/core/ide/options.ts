import type { RuleSettings } from "../rules/run";
import type { Span } from "../text/span";

/** What every service of the editor is told beside the text: the core has no clock and knows no settings. */
export interface IdeOptions {
  /** Now, in milliseconds since the epoch: it decides which calendar window is "this" one. */
  readonly nowEpochMs: number;
  /** The user's rule settings, so that a hover speaks of no finding that was switched off. */
  readonly settings?: RuleSettings;
  /** Another tool tells what each property is: hovers keep to what values mean. */
  readonly withoutProperties?: boolean;
}

/** What a hover shows, and the stretch of the file that it speaks of. */
export interface Hover {
  /** File offsets. */
  readonly span: Span;
  readonly markdown: string;
}
