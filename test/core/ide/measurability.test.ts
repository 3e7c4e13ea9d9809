import { describe, expect, it } from "vitest";
import { QUESTIONS } from "../../../server/src/core/ide/measurability/questions";
import { measurabilityOf } from "../../../server/src/core/ide/measurability/summary";
import type {
  MeasurabilityAnswer,
  MeasurabilitySummary,
} from "../../../server/src/core/ide/measurability/summary-model";
import {
  answerGroups,
  answerWords,
  JUDGEMENT_WORDS,
} from "../../../server/src/core/ide/measurability/summary-table";
import { catalogue } from "../../../server/src/core/rules/catalogue";
import type { MeasurabilityQuestion } from "../../../server/src/core/rules/rule";
import { alertExample, sloExample, stream, tierExample } from "../../../server/src/core/rules/tier/example";
import { uriOf, workspaceOf } from "../../support/workspace";
import { exampleFiles, NOW, single } from "./support";

function summaries(text: string): MeasurabilitySummary[] {
  const { workspace, uri } = single(text);
  return measurabilityOf(workspace, uri, { nowEpochMs: NOW });
}

function answer(text: string, question: MeasurabilityQuestion): MeasurabilityAnswer {
  const found = summaries(text)[0]?.answers.find((one) => one.question === question);
  if (!found) throw new Error(`no answer to ${question}`);
  return found;
}

const told = (text: string, question: MeasurabilityQuestion) => {
  const one = answer(text, question);
  return `${JUDGEMENT_WORDS[one.judgement]}: ${answerWords(one)}`;
};

/** An SLO that counts this metric, by status. */
const counting = (metric: string, annotations?: string, name?: string) =>
  sloExample({
    good: `sum(${metric}{code=~"2.."})`,
    total: `sum(${metric})`,
    ...(annotations === undefined ? {} : { annotations }),
    ...(name === undefined ? {} : { name }),
  });
const accepting = (...signals: string[]) => tierExample({ measurement: `signals: [${signals.join(", ")}]` });

describe("the summary", () => {
  it("asks every question that a rule judges, in one order", () => {
    const [first] = summaries(sloExample());
    expect(first?.answers.map(({ question }) => question)).toEqual(QUESTIONS.map(({ id }) => id));
    const judged = new Set(catalogue.flatMap(({ judges }) => judges ?? []));
    expect(QUESTIONS.map(({ id }) => id).filter((id) => !judged.has(id))).toEqual([]);
  });

  it("has one for each objective, and none for other objects", () => {
    const several = sloExample({ objective: "- displayName: Fast\n  target: 0.99\n- target: 0.999" });
    expect(summaries(several).map(({ title }) => title)).toEqual([
      "Fast",
      "search-availability, objective 2",
    ]);
    expect(summaries(tierExample())).toEqual([]);
  });

  it("counts what was judged, found and accepted", () => {
    const text = counting(
      "redis_keyspace_hits_total",
      'slosmith/retention: 15d\nslosmith/events-per-day: "100000"',
    );
    expect(summaries(text)[0]?.inShort).toBe("4 of 7 questions judged, 2 with findings.");
    const taken = counting("redis_keyspace_hits_total", "slosmith/signal: internal");
    expect(summaries(taken)[0]?.inShort).toMatch(/nothing found, 1 accepted as no\.$/);
  });

  it.each(exampleFiles().map(({ name }) => name))("reads well for %s", (name) => {
    const all = measurabilityOf(workspaceOf(exampleFiles()), uriOf(name), { nowEpochMs: NOW });
    for (const { answers } of all) {
      for (const one of answers) {
        expect(one.evidence).toMatch(/^[A-Z0-9`].*\.$/);
        expect(one.evidence).not.toMatch(/undefined|NaN|Infinity| {2}|!|\d\.\d{7}/);
        if (one.missing !== undefined) expect(one.missing).toMatch(/^(?:State|Name|List) .*\.$/);
        expect(answerWords(one).length).toBeLessThan(400);
      }
    }
  });

  it("tells one evidence once, for all questions that it answers", () => {
    const text = sloExample().replace(
      / {2}indicator:[\s\S]*?(?= {2}timeWindow)/,
      "  indicatorRef: elsewhere\n",
    );
    const [summary] = summaries(text);
    const groups = summary ? answerGroups(summary) : [];
    const missing = groups.filter(({ words }) => words.includes("not in the workspace"));
    expect(missing.map(({ questions }) => questions.map(({ question }) => question))).toEqual([
      ["signal", "counting", "resolution", "buckets"],
    ]);
    expect(new Set(groups.map(({ judgement, words }) => judgement + words)).size).toBe(groups.length);
    expect(groups.flatMap(({ questions }) => questions)).toHaveLength(QUESTIONS.length);
  });
});

describe("do users feel it", () => {
  it("yes, at the edge, and what even that misses", () => {
    expect(told(sloExample(), "signal")).toBe(
      "yes: Edge: `nginx_ingress_controller_requests`. It misses what fails before: DNS, the users' network, the edge itself being down.",
    );
  });

  it("tells a histogram's series as one", () => {
    const base = "nginx_ingress_controller_request_duration_seconds";
    const text = sloExample({ good: `sum(${base}_bucket{le="0.25"})`, total: `sum(${base}_count)` });
    expect(told(text, "signal")).toContain(`Edge: \`${base}\`.`);
  });

  it("a finding stands alone: its evidence would say the same again", () => {
    const one = answer(counting("redis_keyspace_hits_total"), "signal");
    expect(one.judgement).toBe("finding");
    expect(one.findings).toEqual([
      {
        code: "internal-signal",
        severity: "warning",
        what: expect.stringContaining("`redis_keyspace_hits_total` measures machinery"),
      },
    ]);
    expect(answerWords(one)).toBe(one.findings[0]?.what);
    expect(one.evidence).toBe("Internal: `redis_keyspace_hits_total`.");
  });

  const INTERNAL = "redis_keyspace_hits_total";
  const CALLS = "http_client_request_duration_seconds_count";
  it.each([
    [
      "the tier accepts it",
      stream(counting(INTERNAL, "slosmith/tier: core"), accepting("internal")),
      "Tier `core` accepts internal signals.",
    ],
    [
      "the tier accepts probes",
      stream(counting("probe_success", "slosmith/tier: core"), accepting("synthetic")),
      "Tier `core` accepts synthetic signals.",
    ],
    [
      "it is stated",
      counting("a_total", "slosmith/signal: dependency"),
      "`slosmith/signal` states: dependency.",
    ],
    [
      "the calls are the users' own",
      counting(CALLS, "slosmith/client: browser"),
      "The client is a browser: the calls are the users' own.",
    ],
    [
      "real requests stand beside",
      stream(counting("probe_success", undefined, "probes"), sloExample()),
      "Beside it, SLO `search-availability` counts real requests.",
    ],
    [
      "the finding is suppressed",
      `# slo-ignore internal-signal: the cache team counts its own.\n${counting(INTERNAL)}`,
      "Internal: `redis_keyspace_hits_total`. Suppressed here: `internal-signal`.",
    ],
  ])("never yes for what users do not feel: %s", (_, text, words) => {
    const one = answer(text, "signal");
    expect(one.findings).toEqual([]);
    expect(JUDGEMENT_WORDS[one.judgement]).toBe("no, accepted");
    expect(one.evidence).toContain(words);
  });

  it.each([
    [
      "a name that nobody knows",
      counting("shop_orders_total"),
      "Not in the catalogue: `shop_orders_total`.",
      "list the metric under `signals`",
    ],
    [
      "known beside unknown",
      sloExample({ good: "sum(shop_orders_total)" }),
      "Edge: `nginx_ingress_controller_requests`.",
      "`slosmith/signal`",
    ],
    [
      "a likely class",
      counting("rum_pages_total"),
      "Probably real users: `rum_pages_total`.",
      "`slosmith/signal: user-facing`",
    ],
    [
      "background work",
      counting("kafka_consumergroup_lag"),
      "Whether users wait for that work is not known.",
      "if users feel it",
    ],
    [
      "a platform",
      counting("apiserver_request_total"),
      "Users feel it only where the platform's tenants are the users.",
      "if users feel it",
    ],
    [
      "probes beside what nobody knows",
      stream(counting("probe_success", undefined, "probes"), counting("shop_orders_total")),
      "What the other SLOs of `search` count is not known.",
      "if users feel it",
    ],
  ])("not judged: %s", (_, text, evidence, missing) => {
    const one = answer(text, "signal");
    expect(one.judgement).toBe("not-judged");
    expect(one.evidence).toContain(evidence);
    expect(one.missing).toContain(missing);
  });

  it("yes where the author or the workspace says so", () => {
    expect(told(counting(INTERNAL, "slosmith/signal: user-facing"), "signal")).toBe(
      "yes: `slosmith/signal` states that its users feel it.",
    );
    const own = `apiVersion: slosmith/v1\nkind: Workspace\nmetadata:\n  name: shop\nspec:\n  signals:\n    - match: shop_*\n      class: user-facing\n`;
    const workspace = workspaceOf([
      { name: ".slosmith.yaml", text: own },
      { name: "main.yaml", text: counting("shop_orders_total") },
    ]);
    const [summary] = measurabilityOf(workspace, uriOf("main.yaml"), { nowEpochMs: NOW });
    expect(summary?.answers[0]).toMatchObject({
      judgement: "holds",
      evidence: "Stated as felt by users: `shop_orders_total`.",
    });
  });
});

describe("what the queries count", () => {
  it("is judged where all are PromQL", () => {
    expect(told(sloExample(), "counting")).toBe(
      "yes: Both queries are valid PromQL. No rule objects to what they count.",
    );
    expect(told(sloExample({ good: "sum(rate(x[5m])" }), "counting")).toMatch(/^finding: /);
    expect(told(sloExample().replaceAll("type: Prometheus", "type: Datadog"), "counting")).toBe(
      "not judged: The queries are not PromQL: only metric names are read in other languages.",
    );
    expect(told(sloExample({ good: '"{{ .good }}"' }), "counting")).toMatch(/^not judged: /);
  });
});

describe("numbers", () => {
  const facts = (annotations: string, objective = "- target: 0.999") =>
    sloExample({ annotations, objective });

  it("traffic: how many may fail, and what a proof takes", () => {
    expect(told(facts('slosmith/events-per-day: "100000"'), "traffic")).toBe(
      "yes: 100,000 a day are 2.8M events in 28d: 2,800 may fail. To prove 99.9 % takes 2,995 events.",
    );
    expect(told(facts('slosmith/events-per-day: "100"', "- target: 0.9999"), "traffic")).toMatch(
      /^finding: .*2,800 events .*0\.28/,
    );
    expect(told(sloExample(), "traffic")).toBe(
      "not judged: How many events there are is not stated. To prove 99.9 % takes 2,995 events. State `slosmith/events-per-day`.",
    );
  });

  it("resolution: counters need none, samples and slices are counted", () => {
    expect(told(sloExample(), "resolution")).toBe(
      "does not apply: Counters lose no event between two scrapes.",
    );
    expect(told(counting("probe_success", "slosmith/sample-interval: 60s"), "resolution")).toBe(
      "yes: One probe stands for 60s; the budget is 40m 19.2s: 40 bad probes.",
    );
    expect(told(counting("probe_success"), "resolution")).toContain("State `slosmith/sample-interval`.");
    const slices = sloExample({
      objective: "- target: 0.99\n  timeSliceTarget: 0.995\n  timeSliceWindow: 1m",
    });
    const inSlices = slices.replace("Occurrences", "Timeslices");
    expect(told(inSlices, "resolution")).toBe(
      "yes: One slice stands for 1m; the budget is 6h 43m 12s: 403 bad slices.",
    );
    expect(told(inSlices, "traffic")).toBe("does not apply: The budget counts time slices, not events.");
  });

  it("buckets: stated ones, default ones, none that anybody knows", () => {
    const text = (base: string, le: string, annotations?: string) =>
      sloExample({
        good: `sum(${base}_bucket{le="${le}"})`,
        total: `sum(${base}_count)`,
        ...(annotations === undefined ? {} : { annotations }),
      });
    const known = "nginx_ingress_controller_request_duration_seconds";
    expect(told(text(known, "0.25"), "buckets")).toMatch(
      /^yes: 250ms is among the default buckets documented for ".*" \(5ms to 10s\)\.$/,
    );
    expect(told(text(known, "0.3"), "buckets")).toMatch(/^finding: /);
    expect(told(text("shop_seconds", "0.3", 'slosmith/buckets: "0.1, 0.3, 1"'), "buckets")).toBe(
      "yes: 300ms is among the stated buckets (100ms to 1s).",
    );
    expect(told(text("shop_seconds", "0.3"), "buckets")).toBe(
      "not judged: The buckets of `shop_seconds_bucket` are not known. State `slosmith/buckets`.",
    );
    expect(told(sloExample(), "buckets")).toBe("does not apply: No query asks for a histogram's bucket.");
  });

  it("retention: as long as the window, or not, or not stated", () => {
    expect(told(facts("slosmith/retention: 13w"), "retention")).toBe(
      "yes: The metrics are kept for 13w; the window is 28d.",
    );
    expect(told(facts("slosmith/retention: 15d"), "retention")).toMatch(/^finding: .*15d/);
    expect(told(sloExample(), "retention")).toContain("Prometheus keeps 15d unless it is told otherwise.");
    const datadog = sloExample().replaceAll("type: Prometheus", "type: Datadog");
    expect(told(datadog, "retention")).not.toContain("Prometheus");
  });

  it("dependencies: what they allow together", () => {
    expect(
      told(facts('slosmith/dependencies: "stock=99.99, cards=99.995"', "- target: 0.99"), "dependencies"),
    ).toBe("yes: `stock` and `cards` allow at most 99.985 % if they fail independently; the target is 99 %.");
    expect(told(facts('slosmith/dependencies: "stock=99.5"'), "dependencies")).toMatch(/^finding: .*99\.5 %/);
    expect(told(facts("slosmith/depends-on: nobody"), "dependencies")).toContain(
      "What `nobody` promises is not known.",
    );
    expect(told(sloExample(), "dependencies")).toContain("No hard dependency is stated.");
  });

  it("client: only where it is measured at the users, or nobody knows where", () => {
    expect(told(sloExample(), "client")).toMatch(/^does not apply: /);
    const rum = counting("shop_total", "slosmith/signal: rum\nslosmith/client: mobile");
    expect(told(rum, "client")).toBe("yes: The users come by phone app; the target is 99.9 %.");
    expect(told(rum.replace("target: 0.999", "target: 0.9995"), "client")).toMatch(/^finding: /);
    expect(told(counting("shop_total"), "client")).toContain("State `slosmith/client`.");
  });
});

describe("alerts", () => {
  const PAGES = `${alertExample("13.44", "1h")}\n${alertExample("1", "3d", "ticket")}`;
  const tier = tierExample({ incident: "timeToDetect: 5m\ntimeToRespond: 15m\ntimeToRecover: 1h" });
  const inTier = (parts: Parameters<typeof sloExample>[0]) =>
    stream(sloExample({ annotations: "slosmith/tier: core", ...parts }), tier);

  it("response: the budget against the tier's time to respond", () => {
    expect(told(inTier({ alertPolicies: PAGES }), "response")).toBe(
      "yes: A total outage spends the budget in 40m 19.2s; tier `core` gives 15m to respond.",
    );
    const tight = { alertPolicies: PAGES, objective: "- target: 0.9999" };
    expect(told(inTier(tight), "response")).toMatch(/^finding: /);
    expect(told(sloExample({ alertPolicies: PAGES }), "response")).toContain("State `slosmith/tier`.");
    expect(told(sloExample(), "response")).toBe("not judged: The SLO has no alert.");
  });

  it("response: no yes where the budget is shorter, and the rule silent for want of a page", () => {
    const tickets = alertExample("1", "3d", "ticket");
    expect(told(inTier({ alertPolicies: tickets, objective: "- target: 0.9999" }), "response")).toBe(
      "no, accepted: A total outage spends the budget in 4m 1.92s; tier `core` gives 15m to respond. No alert wakes anybody.",
    );
  });

  it("silence: by what the policies say", () => {
    expect(told(sloExample({ alertPolicies: PAGES }), "silence")).toBe(
      "yes: All 2 alert policies say `alertWhenNoData: true`.",
    );
    const without = PAGES.replaceAll("    alertWhenNoData: true\n", "");
    expect(told(sloExample({ alertPolicies: without }), "silence")).toMatch(/^finding: /);
    const decided = PAGES.replaceAll("alertWhenNoData: true", "alertWhenNoData: false");
    expect(told(sloExample({ alertPolicies: decided }), "silence")).toBe(
      "no, accepted: All 2 alert policies say `alertWhenNoData: false`.",
    );
    const elsewhere = "- alertPolicyRef: nowhere";
    expect(told(sloExample({ alertPolicies: elsewhere }), "silence")).toMatch(/^not judged: /);
  });
});
