import { type Nobl9Parts, nobl9Example, nobl9Policy } from "../../../server/src/core/rules/nobl9-example";
import { indent } from "../../../server/src/core/rules/openslo-example";
import { LineIndex } from "../../../server/src/core/text/line-index";
import { findingsIn } from "../../support/reading";
import { splitFiles } from "../../support/workspace";

export { hoverIn as hoverOn, NOW, objectsIn, sloIn } from "../../support/reading";

export interface Parts extends Omit<Nobl9Parts, "name" | "metadata" | "objectives"> {
  readonly objective?: string;
}

export const COUNTS = `name: availability
target: 0.999
value: 1
countMetrics:
  incremental: true
  good:
    prometheus:
      promql: sum(browser_attempts_total{result="ok"})
  total:
    prometheus:
      promql: sum(browser_attempts_total)`;

/** An SLO with one objective. */
export function slo({ objective = COUNTS, ...parts }: Parts = {}): string {
  return nobl9Example({
    metadata: "annotations:\n  slosmith/owner: payments",
    objectives: `- ${indent(objective, 2).trimStart()}`,
    ...parts,
  });
}

/** A policy; each condition is the text of one. */
export function policy(name: string, project: string, conditions: readonly string[]): string {
  return nobl9Policy(conditions, name, project);
}

/** The codes of what is found in the first file of a text, with its lines. */
export function findingsOf(text: string): string[] {
  const lines = new LineIndex(splitFiles(text)[0]?.text ?? "");
  return findingsIn(text).map(({ code, span }) => `${lines.positionAt(span.start).line + 1} ${code}`);
}
