import { describe, expect, it } from "vitest";
import { measurabilityOf } from "../../../server/src/core/ide/measurability/summary";
import {
  answerWords,
  JUDGEMENT_WORDS,
  summaryTable,
} from "../../../server/src/core/ide/measurability/summary-table";
import { previewOf } from "../../../server/src/core/ide/preview";
import { previewHtml } from "../../../server/src/core/ide/preview-html";
import { catalogue } from "../../../server/src/core/rules/catalogue";
import type { MeasurabilityQuestion } from "../../../server/src/core/rules/rule";
import type { RuleSettings } from "../../../server/src/core/rules/run";
import { sloExample } from "../../../server/src/core/rules/tier/example";
import { uriOf, workspaceOf } from "../../support/workspace";
import { NOW, single } from "./support";

function summaries(text: string, settings?: RuleSettings) {
  const { workspace, uri } = single(text);
  return measurabilityOf(workspace, uri, { nowEpochMs: NOW, ...(settings && { settings }) });
}

function told(text: string, question: MeasurabilityQuestion, settings: RuleSettings): string {
  const one = summaries(text, settings)[0]?.answers.find((answer) => answer.question === question);
  return one ? `${JUDGEMENT_WORDS[one.judgement]}: ${answerWords(one)}` : "";
}

/** An SLO that counts what no user feels. */
const INTERNAL = sloExample({
  good: 'sum(redis_keyspace_hits_total{code=~"2.."})',
  total: "sum(redis_keyspace_hits_total)",
});

describe("findings", () => {
  it("of an SLI in another file are the SLO's", () => {
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: cache\nspec:\n  ratioMetric:\n    counter: true\n    good:\n      metricSource:\n        type: Prometheus\n        spec:\n          query: sum(redis_keyspace_hits_total{a="b"})\n    total:\n      metricSource:\n        type: Prometheus\n        spec:\n          query: sum(redis_keyspace_hits_total)\n`;
    const slo = sloExample().replace(/ {2}indicator:[\s\S]*?(?= {2}timeWindow)/, "  indicatorRef: cache\n");
    const workspace = workspaceOf([
      { name: "main.yaml", text: slo },
      { name: "sli.yaml", text: sli },
    ]);
    const [summary] = measurabilityOf(workspace, uriOf("main.yaml"), { nowEpochMs: NOW });
    expect(summary?.answers[0]?.findings.map(({ code }) => code)).toContain("internal-signal");
  });

  it("on another objective's lines are not this one's", () => {
    const text = sloExample({
      annotations: 'slosmith/events-per-day: "1000"',
      objective: "- target: 0.9\n- target: 0.99999",
    });
    const judgements = summaries(text).map(
      ({ answers }) => answers.find(({ question }) => question === "traffic")?.judgement,
    );
    expect(judgements).toEqual(["holds", "finding"]);
  });

  it("of rules that are switched off are no pass", () => {
    const off = (judges: MeasurabilityQuestion): RuleSettings =>
      Object.fromEntries(catalogue.flatMap((rule) => (rule.judges === judges ? [[rule.code, "off"]] : [])));
    expect(told(sloExample(), "counting", off("counting"))).toBe(
      "not judged: The rules that judge it are switched off.",
    );
    expect(told(sloExample(), "counting", { "status-code-policy": "off" })).toMatch(
      /^yes: .* Switched off: `status-code-policy`\.$/,
    );
  });

  it("of the rule that says no are no acceptance where it is off or only hints", () => {
    expect(told(INTERNAL, "signal", { "internal-signal": "off" })).toBe(
      "not judged: Internal: `redis_keyspace_hits_total`. Switched off: `internal-signal`. State `slosmith/signal`.",
    );
    expect(told(INTERNAL, "signal", { "internal-signal": "hint" })).toBe(
      "not judged: Internal: `redis_keyspace_hits_total`. No rule objects to it by more than a hint. State `slosmith/signal`.",
    );
    expect(told(INTERNAL, "signal", { "server-blind": "off" })).toMatch(/^finding: /);
    const put = `# slo-ignore internal-signal: the cache team counts its own.\n${INTERNAL}`;
    expect(told(put, "signal", {})).toMatch(/^no, accepted: .* Suppressed here: `internal-signal`\.$/);
    const stated = INTERNAL.replace(
      "metadata:\n",
      "metadata:\n  annotations: { slosmith/signal: internal }\n",
    );
    expect(told(stated, "signal", { "internal-signal": "off" })).toMatch(/^no, accepted: /);
  });

  it("that a comment puts aside are no pass", () => {
    const slo = (comment: string) =>
      sloExample({ annotations: 'slosmith/events-per-day: "1000"', objective: `- target: 0.9999${comment}` });
    expect(told(slo(""), "traffic", {})).toMatch(/^finding: /);
    expect(told(slo(" # slo-ignore M08: rare by law"), "traffic", {})).toMatch(
      /^no, accepted: .* Suppressed here: `unprovable-target`\.$/,
    );
  });
});

describe("the preview's table", () => {
  it("has a row for each evidence, the questions on lines of their own, and tells how each stands", () => {
    const [summary] = summaries(INTERNAL);
    const table = summary && summaryTable(summary);
    const rows = table?.rows ?? [];
    const signal = rows.find(({ id }) => id === "signal");
    expect(signal).toMatchObject({ label: "Do users feel it?", fault: true });
    expect(signal?.cells[0]).toBe("finding");
    expect(signal?.cells[1]).toContain("`redis_keyspace_hits_total` measures machinery");
    expect(rows.find(({ id }) => id === "counting")).toMatchObject({ standing: "good" });
    expect(rows.find(({ id }) => id === "response-silence")?.label).toBe(
      "Can people act in time?\nIs missing data noticed?",
    );
    expect(table?.caption).toBe(`Can it be measured from what users feel? ${summary?.inShort}`);
  });

  it("stands in the page of its objective", () => {
    const { workspace, uri } = single(INTERNAL);
    const html = previewHtml(previewOf(workspace, uri, { nowEpochMs: NOW }));
    expect(html).toContain('<table class="measurability"');
    expect(html).toMatch(
      /<tr class="is-fault"[^>]*><th scope="row"[^>]*>Do users feel it\?<\/th><td[^>]*>finding<\/td>/,
    );
    expect(html).toMatch(/<tr class="is-open"[^>]*><th scope="row"[^>]*>Are there enough events\?/);
  });
});
