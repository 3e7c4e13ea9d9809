import type { ConsumerId } from "../../../server/src/core/model/consumer";
import { indent, type SloParts, sloExample } from "../../../server/src/core/rules/openslo-example";
import { LineIndex } from "../../../server/src/core/text/line-index";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

export interface Said {
  readonly line: number;
  readonly code: string;
  readonly severity: string;
  readonly text: string;
  /** What the finding speaks of. */
  readonly words: string;
}

/** Everything that is said of a stream's first (or the named) file, where these readers are named for all. */
export function allSaid(text: string, ids: readonly ConsumerId[], name?: string): Said[] {
  const files = splitFiles(text);
  const workspace = workspaceOf(files).withConsumers({ ids, rank: "above-workspace" });
  const file = files.find((one) => one.name === name) ?? files[0];
  if (!file) throw new Error("there is no file");
  const { findings, faults } = workspace.check(uriOf(file.name));
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const lines = new LineIndex(file.text);
  return findings.map(({ code, severity, span, message }) => ({
    line: lines.positionAt(span.start).line + 1,
    code,
    severity,
    text: `${message.what} ${message.why} ${message.todo}`,
    words: file.text.slice(span.start, span.end),
  }));
}

/** What the readers refuse or pass over, as `refuses <words>` or `ignores/<severity> <words>`. */
export function remarks(text: string, ids: readonly ConsumerId[], name?: string): string[] {
  return allSaid(text, ids, name).flatMap(({ code, severity, words }) => {
    if (code === "consumer-refuses") return [`refuses ${words}`];
    return code === "consumer-ignores" ? [`ignores/${severity} ${words}`] : [];
  });
}

/** An OpenSLO v1 SLO, with `more` keys of its spec. */
export function v1({ more, ...parts }: SloParts & { readonly more?: string } = {}): string {
  return `${sloExample(parts)}${more === undefined ? "" : `${indent(more, 2)}\n`}`;
}

/** An indicator that is written in place, with these metrics. */
export function inline(metrics: string): string {
  return `indicator:
  metadata:
    name: checkout-good-requests
  spec:
${indent(metrics, 4)}`;
}

/** A metric's key, with these lines below `metricSource`. */
export function source(key: string, lines: string): string {
  return `${key}:\n  metricSource:\n${indent(lines, 4)}`;
}

/** A ratio of these metrics. */
export function ratioOf(...metrics: readonly string[]): string {
  return `ratioMetric:\n  counter: true\n${indent(metrics.join("\n"), 2)}`;
}

/** Any other object. */
export function object(kind: string, spec: string, annotations = ""): string {
  return `apiVersion: openslo/v1
kind: ${kind}
metadata:
  name: some-name
${annotations}spec:
${indent(spec, 2)}
`;
}
