import { type Conversion, convert } from "../convert/convert";
import type { Workspace } from "../workspace";
import { viewOf } from "./lookup";

/**
 * Errors that leave open what an SLO means. Others, such as a name of the wrong form or a key that nobody knows, are no
 * reason to refuse it: they are mended on the way, or told as lost.
 */
const OPEN_MEANING: ReadonlySet<string> = new Set([
  ...["yaml-syntax", "duplicate-key", "header-not-found"],
  ...["promql-syntax", "promql-type", "unknown-function", "quantile-without-le", "bucket-difference"],
  ...["target-range", "target-choice", "indicator-place", "key-choice", "sli-shape", "ratio-shape"],
  ...["window-shape", "window-placeholder", "duration-form", "prometheus-duration", "start-time-form"],
  ...["time-zone-form", "time-slice-fields", "time-slice-window", "number-range", "bare-selector"],
]);

/**
 * Converts a file of the workspace. An SLO with an error that leaves its meaning open is refused.
 *
 * @param to the id of a format that `conversionTargets` names
 * @returns undefined where there is no such file or format
 */
export function convertFile(workspace: Workspace, uri: string, to: string): Conversion | undefined {
  const file = workspace.files.get(uri);
  if (!file) return undefined;
  const faults = workspace
    .check(uri)
    .findings.filter(({ severity, code }) => severity === "error" && OPEN_MEANING.has(code))
    .map(({ span, message }) => ({ span, what: `It has an error: ${message.what}`, todo: message.todo }));
  return convert({ text: file.text, documents: file.slots, view: viewOf(workspace, uri), faults }, to);
}
