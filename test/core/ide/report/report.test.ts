import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { reportCss } from "../../../../server/src/core/ide/report/css";
import { reportHtml } from "../../../../server/src/core/ide/report/html";
import { reportMarkdown } from "../../../../server/src/core/ide/report/markdown";
import { reportOf } from "../../../../server/src/core/ide/report/report";
import type { Report } from "../../../../server/src/core/ide/report/report-model";
import { escalationExample, tierExample } from "../../../../server/src/core/rules/tier/example";
import { splitFiles, uriOf, workspaceOf } from "../../../support/workspace";

const NOW = Date.UTC(2026, 0, 15);

const TIER = tierExample({
  objectives:
    "- category: availability\n  floorPercent: 99.5\n  defaultPercent: 99.9\n- category: latency\n  threshold: 300ms\n  floorPercent: 99",
  escalation: escalationExample(
    "- consumedPercent: 50\n  actions: [review]\n  decider: service-owner\n  within: 1d\n- consumedPercent: 100\n  actions: [releaseFreeze]\n  decider: head-of-shop\n  within: 4h",
  ),
  releaseGates:
    "- remainingBelowPercent: 25\n  effect: approve\n  approver: service-owner\n- remainingBelowPercent: 0\n  effect: block\n  exceptions: [p0]",
  review: "cadence: 2w\nforum: slo-review",
});

const slo = (name: string, annotations: string, more = "") => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  annotations: { ${annotations} }
spec:
  service: shop
  indicator:
    metadata: { name: ${name}-sli }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: 'sum(nginx_ingress_controller_requests{status!~"5.."})' } } }
        total: { metricSource: { type: Prometheus, spec: { query: sum(nginx_ingress_controller_requests) } } }
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives:
    - target: 0.999
${more}`;

const KEPT = slo(
  "search",
  'slosmith/tier: core, slosmith/owner: discovery, slosmith/category: availability, slosmith/last-reviewed: "2025-12-29"',
);

function report(text: string, title = "Promises"): Report {
  const files = splitFiles(text);
  return reportOf(
    workspaceOf(files),
    files.map(({ name }) => uriOf(name)),
    { title, nowEpochMs: NOW },
  );
}

const whole = () => report(`${TIER}---\n${KEPT}`);
const promiseIn = (told: Report) => told.tiers[0]?.services[0]?.promises[0];
const gap = (told: Report, id: string) => told.gaps.find((one) => one.id === `gap-${id}`)?.entries;

describe("a report", () => {
  it("tells a promise in plain words, with its budget, owner and review", () => {
    expect(promiseIn(whole())).toMatchObject({
      title: "search",
      promise: "99.9 % of requests succeed in any 28 days.",
      allowance: "1 of every 1,000 requests may fail in 28d, equivalent to 40m 19.2s of total outage.",
      budget: { seconds: 2419.2, text: "40m 19.2s of total outage" },
      owner: "discovery",
      review: "The next review was due on 2026-01-12, 3 days ago.",
      reviewState: "overdue",
    });
  });

  it("tells a tier's escalation and gates in time, with who decides", () => {
    const [tier] = whole().tiers;
    expect(tier?.escalation).toEqual([
      "When 50 % of the budget is spent (20m 9.6s of total outage): service-owner decides within 1d. To do: look at where the budget went.",
      "When the budget is spent (40m 19.2s of total outage): head-of-shop decides within 4h. To do: release nothing but urgent fixes.",
    ]);
    expect(tier?.gates).toEqual([
      "While 25 % or less of the budget remains (10m 4.8s of total outage): Each release needs a yes from service-owner.",
      "Once the whole budget is spent: Nothing is released but p0.",
    ]);
    expect(tier?.decisions).toContain("on-call takes a release back.");
    expect(tier?.facts).toContainEqual({ label: "Reviewed", value: "every 2 weeks, in slo-review" });
  });

  it("lists reviews, the most urgent first", () => {
    const review = (name: string, date: string) =>
      slo(name, `slosmith/tier: core${date === "" ? "" : `, slosmith/last-reviewed: "${date}"`}`);
    const told = report(
      [
        TIER,
        review("late", "2025-12-01"),
        review("fine", "2026-01-14"),
        review("later", "2025-12-20"),
        review("new", ""),
      ].join("---\n"),
    );
    expect(told.reviews.map(({ title, state, words }) => [title, state, words])).toEqual([
      ["late", "overdue", "overdue by 31 days"],
      ["later", "overdue", "overdue by 12 days"],
      ["new", "never", "no review is written down"],
      ["fine", "current", "in 13 days"],
    ]);
  });

  it("names what is missing, and nothing of what is there", () => {
    const told = whole();
    expect(gap(told, "categories")).toEqual([
      { subject: "shop", words: "The tier core asks for latency (at least 99 %)." },
    ]);
    for (const id of ["tier", "owner", "figures", "errors", "services"])
      expect(gap(told, id)).toBeUndefined();
    const bare = report(
      `apiVersion: openslo/v1\nkind: Service\nmetadata: { name: idle }\nspec: {}\n---\n${slo("alone", "a: b").replace("0.999", "1.5")}`,
    );
    expect(gap(bare, "services")).toEqual([{ subject: "idle" }]);
    expect(gap(bare, "tier")).toHaveLength(1);
    expect(gap(bare, "owner")).toHaveLength(1);
    expect(gap(bare, "figures")?.[0]?.words).toMatch(/150 %/);
    expect(gap(bare, "errors")?.[0]?.words).toMatch(/^\d+ errors?\.$/);
  });

  it("leaves open what a template fills in", () => {
    const told = report(
      `${TIER}---\n${slo("made", 'slosmith/tier: "{{ .Values.tier }}", slosmith/owner: "{{ .Values.team }}"')}`,
    );
    const [group] = told.tiers.filter(({ untiered }) => untiered);
    expect(group?.services[0]?.promises[0]?.owner).toBe("as a template says");
    expect(told.figures).toContainEqual({ label: "With an owner", value: "1 of 1" });
    for (const id of ["tier", "owner"]) expect(gap(told, id)).toBeUndefined();
  });

  it("counts the errors of each SLO by itself, and an SLO once", () => {
    const second = "    - { displayName: deep, target: 0.99 }\n";
    const told = report(
      [slo("bad", "a: b", second).replace("0.999", "1.5"), slo("good", "a: b")].join("---\n"),
    );
    expect(gap(told, "errors")?.map(({ subject }) => subject)).toEqual(["bad"]);
    expect(gap(told, "tier")?.map(({ subject }) => subject)).toEqual(["bad", "good"]);
  });

  it("puts tiers in the order of their rank, and what has none last", () => {
    const told = report(
      [
        tierExample({ rank: "2" }, "least"),
        tierExample({ rank: "0" }, "most"),
        slo("free", "a: b"),
        slo("held", "slosmith/tier: least"),
      ].join("---\n"),
    );
    expect(told.tiers.map(({ title, services }) => [title, services.length])).toEqual([
      ["most", 0],
      ["least", 1],
      ["Without a tier", 1],
    ]);
  });

  it("knows SLOs of other formats", () => {
    const sloth = `version: prometheus/v1
service: payment
slos:
  - name: requests
    objective: 99.95
    sli: { events: { error_query: 'sum(rate(a{code="5"}[{{.window}}]))', total_query: 'sum(rate(a[{{.window}}]))' } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
`;
    const told = report(sloth);
    expect(promiseIn(told)?.promise).toMatch(/^99\.95 % of \w+ \w+.* in any 30 days\.$/);
  });

  it("says in words that there is nothing to report", () => {
    const told = report("a: 1\n");
    expect(told.tiers).toEqual([]);
    expect(reportHtml(told, "'none'")).toContain("These files hold no SLO and no reliability tier");
    expect(reportMarkdown(told)).toContain("These files hold no SLO and no reliability tier");
  });
});

const HOSTILE = `"><script>alert(1)</script> & 'x' | \`y\` [a](javascript:b) ![c](d) **e**`;
const hostile = () => {
  const quoted = JSON.stringify(HOSTILE);
  const tier = TIER.replace("team: shop", `team: ${quoted}`).replaceAll("service-owner", quoted);
  const text = KEPT.replace("  name: search\n", `  name: search\n  displayName: ${quoted}\n`)
    .replace("spec:\n  service: shop", `spec:\n  description: ${quoted}\n  service: ${quoted}`)
    .replace("slosmith/owner: discovery", `slosmith/owner: ${quoted}`);
  return report(`${tier}---\n${text}`, HOSTILE);
};

describe("the page", () => {
  const TAG = /<([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*\/?>/g;
  /** The elements of a page. Whatever else looks like markup must be gone from it. */
  const page = (told: Report) => {
    const html = reportHtml(told, "'sha256-x'").replace(/<style>[\s\S]*?<\/style>/, "");
    const rest = html.replace(TAG, "").replace(/<\/[a-z][a-z0-9]*>|^<!doctype html>/g, "");
    expect(rest).not.toMatch(/[<>]/);
    return [...html.matchAll(TAG)].map(([, name = "", attributes = ""]) => ({
      name,
      attribs: Object.fromEntries(
        [...attributes.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
      ) as Record<string, string | undefined>,
    }));
  };

  it("holds no script, no handler, no style attribute and nothing from elsewhere, whatever files say", () => {
    const found = page(hostile());
    const names = new Set(found.map(({ name }) => name));
    for (const name of ["script", "iframe", "img", "link", "object", "base", "form"])
      expect(names).not.toContain(name);
    for (const { attribs } of found) {
      for (const [key, value] of Object.entries(attribs)) {
        expect(key).not.toMatch(/^(?:on|style$|src$)/);
        if (key === "href") expect(value ?? "").toMatch(/^#[a-z0-9-]+$/);
      }
    }
    const text = reportHtml(hostile(), "'sha256-x'");
    expect(text).not.toContain("<script");
    expect(text).toContain("&lt;script&gt;");
  });

  it("has a policy that lets in its own style sheet alone", () => {
    const hash = createHash("sha256").update(reportCss).digest("base64");
    const html = reportHtml(whole(), `'sha256-${hash}'`);
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    expect(createHash("sha256").update(style).digest("base64")).toBe(hash);
    expect(reportCss).not.toMatch(/url\(|@import/);
  });

  it("has landmarks, headings without a gap, and links that lead somewhere", () => {
    const found = page(whole());
    const names = found.map(({ name }) => name);
    for (const name of ["header", "nav", "main", "footer", "h1"])
      expect(names.filter((one) => one === name)).toHaveLength(1);
    const levels = names.flatMap((name) => (/^h[1-6]$/.test(name) ? [Number(name.slice(1))] : []));
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    const ids = found.flatMap(({ attribs }) => attribs.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attribs } of found) {
      if (attribs.href) expect(ids).toContain(attribs.href.slice(1));
      const label = attribs["aria-labelledby"];
      if (label) expect(ids).toContain(label);
    }
  });

  it("draws each budget on one scale", () => {
    const other = KEPT.replace("name: search", "name: strict").replace("0.999", "0.99999");
    const fills = page(report(`${TIER}---\n${KEPT}---\n${other}`)).filter(
      ({ attribs }) => attribs.class === "fill",
    );
    const widths = fills.map(({ attribs }) => Number(attribs.width));
    expect(widths).toHaveLength(2);
    expect(widths[0]).toBeGreaterThan(widths[1] ?? Number.POSITIVE_INFINITY);
  });
});

describe("the Markdown", () => {
  it("tells the same promise", () => {
    const text = reportMarkdown(whole());
    expect(text).toContain("#### search\n\n**99.9 % of requests succeed in any 28 days.** 1 of every 1,000");
    expect(text).toContain(
      "- Owner: discovery\n- Review: The next review was due on 2026-01-12, 3 days ago.\n",
    );
    expect(text).toContain("| search | core | 2025-12-29 | 2026-01-12 | **overdue by 3 days** |");
  });

  it("shows what files say as it is", () => {
    const text = reportMarkdown(hostile());
    expect(text).not.toMatch(/(?<!\\)<script/);
    expect(text).not.toMatch(/(?<!\\)\[a(?<!\\)\]\(javascript/);
    expect(text).not.toMatch(/[^\\]\*\*e\*\*/);
    for (const row of text.split("\n").filter((line) => line.startsWith("|")))
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
  });
});
