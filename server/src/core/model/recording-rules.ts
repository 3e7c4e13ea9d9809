import type { Located } from "./located";
import type { QueryText } from "./query-text";

/** One recording rule: the name that queries use, and what it stands for. */
export interface RecordingRule {
  readonly record: Located<string>;
  readonly expr: QueryText;
}

/** A file of Prometheus rules, read for the names that SLIs may use. It is never judged itself. */
export interface RecordingRules {
  readonly type: "recordingRules";
  readonly rules: readonly RecordingRule[];
}
