import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DayWatch } from "../../server/src/lsp/day-watch";
import type { OverviewItem, OverviewParams } from "../../server/src/lsp/protocol";
import { type LspClient, MemoryFiles, serverInMemory } from "../support/lsp-client";

const FOLDER = "file:///shop";
const EXAMPLES = join(__dirname, "../../examples");
const BY_TIER: OverviewParams = { groupBy: "tier", order: "name" };

const TIER = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 1
  criticality: high
  owner: {team: shop, accountable: head-of-shop}
  window: {default: 28d}
  objectives:
    - {category: availability, floorPercent: 99}
    - {category: latency, threshold: 300ms, floorPercent: 99}
  escalation:
    decisions: {rollback: on-call, featureThrottle: product-lead, techDebt: engineering-lead}
    steps:
      - {consumedPercent: 100, actions: [techDebt], decider: engineering-lead, within: 1d}
  review: {cadence: 2w, forum: slo-review}
`;

const slo = (name: string, target = "0.999", ...annotations: string[]) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  annotations:
    slosmith/category: availability
${annotations.map((one) => `    ${one}\n`).join("")}spec:
  service: search
  indicator:
    metadata: {name: ${name}-sli}
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource: {type: Prometheus, spec: {query: 'sum(shop_total{outcome="found",of="${name}"})'}}
        total:
          metricSource: {type: Prometheus, spec: {query: 'sum(shop_total{of="${name}"})'}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: ${target}}]
`;

const SERVICE =
  "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: search}\nspec: {description: Finds.}\n";
const IN_CORE = "slosmith/tier: core";

async function clientWith(texts: Record<string, string>, now = Date.UTC(2026, 6, 1, 12)): Promise<LspClient> {
  const files = new MemoryFiles();
  for (const [name, text] of Object.entries(texts)) files.texts.set(`${FOLDER}/${name}`, text);
  const client = serverInMemory(files, { nowEpochMs: () => now });
  await client.initialize({ folders: [FOLDER] });
  await client.settled();
  return client;
}

/** The overview as lines, indented. */
async function lines(client: LspClient, params: OverviewParams = BY_TIER, depth = 0): Promise<string[]> {
  const answer = await client.own("slosmith/overview", params);
  const all: string[] = [];
  for (const item of answer?.items ?? []) {
    all.push(`${"  ".repeat(depth)}${item.label} | ${item.description}`);
    if (item.hasChildren) all.push(...(await lines(client, { ...params, parent: item.id }, depth + 1)));
  }
  return all;
}

async function roots(client: LspClient, params: OverviewParams = BY_TIER): Promise<readonly OverviewItem[]> {
  return (await client.own("slosmith/overview", params))?.items ?? [];
}

const SHOP = {
  "tier.yaml": TIER,
  "search.yaml": [
    SERVICE,
    slo("found", "0.999", IN_CORE, 'slosmith/last-reviewed: "2026-06-10"'),
    slo("fresh", "99.9", IN_CORE, 'slosmith/last-reviewed: "2026-06-18"'),
    slo("alone"),
  ].join("---\n"),
  "unused.yaml":
    "apiVersion: openslo/v1\nkind: DataSource\nmetadata: {name: old}\nspec: {type: Prometheus, connectionDetails: {}}\n",
  "other.yaml": "a: b\n",
};

const edited = (client: LspClient) =>
  new Promise<void>((resolve) => {
    client.connection.onNotification("slosmith/overviewChanged", resolve);
  });

afterEach(() => void vi.useRealTimers());

describe("slosmith/overview", () => {
  it("tells by tier what is promised, wrong, missing, overdue and unused", async () => {
    expect(await lines(await clientWith(SHOP))).toEqual([
      "core | 2 SLOs · 1 error · 2 warnings · 1 missing · 1 overdue review · 1 review due soon",
      "  search | 2 SLOs · 1 error · 2 warnings · 1 missing · 1 overdue review · 1 review due soon",
      "    found | 99.9 % · 40m 19.2s in 28d · 1 warning · review 7 days overdue",
      "    fresh | no budget · 1 error · review due in 1 day",
      "    latency is missing | tier core requires it",
      "No tier | 1 SLO",
      "  search | 1 SLO",
      "    alone | 99.9 % · 40m 19.2s in 28d",
      "Not referred to | ",
      "  old | data source",
    ]);
  });

  it("tells the same by service and by file", async () => {
    const client = await clientWith(SHOP);
    expect(await lines(client, { groupBy: "service", order: "name" })).toEqual([
      "search | 3 SLOs · 1 error · 2 warnings · 1 missing · 1 overdue review · 1 review due soon",
      "  alone | 99.9 % · 40m 19.2s in 28d",
      "  found | 99.9 % · 40m 19.2s in 28d · 1 warning · review 7 days overdue",
      "  fresh | no budget · 1 error · review due in 1 day",
      "  latency is missing | tier core requires it",
      "Not referred to | ",
      "  old | data source",
    ]);
    const files = await lines(client, { groupBy: "file", order: "name" });
    expect(files.filter((line) => !line.startsWith(" "))).toEqual([
      "shop/search.yaml | 3 SLOs · 1 error · 2 warnings · 1 missing · 1 overdue review · 1 review due soon",
      "shop/tier.yaml | ",
      "shop/unused.yaml | ",
    ]);
    expect(files).toContain("  core | reliability tier");
    expect(files).toContain("  old | data source, nothing refers to it");
  });

  it("sorts by findings, budgets and reviews", async () => {
    const client = await clientWith({
      "tier.yaml": TIER,
      "a.yaml": [
        SERVICE,
        slo("a", "0.99", IN_CORE),
        slo("b", "0.9999"),
        slo("c", "99.9", IN_CORE, 'slosmith/last-reviewed: "2026-06-30"'),
        slo("d", "0.999", IN_CORE, 'slosmith/last-reviewed: "2026-05-30"'),
      ].join("---\n"),
    });
    const order = async (order: OverviewParams["order"]) => {
      const [first] = await roots(client, { groupBy: "service", order });
      const items = await roots(client, { groupBy: "service", order, parent: first?.id ?? "" });
      return items.filter(({ kind }) => kind === "slo").map(({ label }) => label);
    };
    expect(await order("name")).toEqual(["a", "b", "c", "d"]);
    expect(await order("findings")).toEqual(["c", "d", "a", "b"]);
    expect(await order("budget")).toEqual(["b", "d", "a", "c"]);
    expect(await order("review")).toEqual(["d", "c", "a", "b"]);
  });

  it("leaves out what is not asked for, with its part of the sums", async () => {
    const client = await clientWith(SHOP);
    expect(await lines(client, { ...BY_TIER, text: "FRESH" })).toEqual([
      // The warning stands on the service itself.
      "core | 1 SLO · 1 error · 1 warning · 1 review due soon",
      "  search | 1 SLO · 1 error · 1 warning · 1 review due soon",
      "    fresh | no budget · 1 error · review due in 1 day",
    ]);
    expect(await lines(client, { ...BY_TIER, text: "nothing like it" })).toEqual([]);
    expect(
      (await lines(client, { ...BY_TIER, onlyFindings: true })).map((line) => line.split(" | ")[0]),
    ).toEqual(["core", "  search", "    found", "    fresh", "    latency is missing"]);
    // A group that has the text itself keeps all that belongs to it.
    const whole = await lines(client, { ...BY_TIER, text: "core" });
    expect(whole.filter((line) => line.startsWith("    "))).toHaveLength(3);
  });

  it("tells which of several objectives a finding stands on, and counts it once", async () => {
    const two = slo("pair", "0.9").replace(
      "[{target: 0.9}]",
      "[{displayName: broad, target: 0.9}, {displayName: deep, target: 99.9}]",
    );
    const client = await clientWith({ "pair.yaml": [SERVICE, two].join("---\n") });
    const by: OverviewParams = { groupBy: "service", order: "name" };
    expect(await lines(client, by)).toEqual([
      "search | 1 SLO · 1 error",
      "  pair | 1 error",
      "    broad | 90 % · 67h 12m in 28d",
      "    deep | no budget · 1 error",
    ]);
    expect(await lines(client, { ...by, onlyFindings: true })).toEqual([
      "search | 1 SLO · 1 error",
      "  pair | 1 error",
      "    deep | no budget · 1 error",
    ]);
  });

  it("counts nothing that it leaves out, not even of what keeps none of its own", async () => {
    const service = SERVICE.replace("metadata: {name: search}", "metadata: {name: search, odd: 1}");
    const client = await clientWith({ "calm.yaml": [service, slo("calm")].join("---\n") });
    const by: OverviewParams = { groupBy: "service", order: "name" };
    expect(await lines(client, by)).toEqual([
      "search | 1 SLO · 1 error",
      "  calm | 99.9 % · 40m 19.2s in 28d",
    ]);
    expect(await lines(client, { ...by, onlyFindings: true })).toEqual(["search | 1 error"]);
  });

  it("says where each line stands, and says it in words for who cannot see it", async () => {
    const client = await clientWith(SHOP);
    const [tier] = await roots(client);
    expect(tier?.location?.uri).toBe(`${FOLDER}/tier.yaml`);
    expect(tier?.location?.range.start).toEqual({ line: 2, character: 17 });
    expect(tier?.spoken).toMatch(/^core, reliability tier, 2 SLOs, 1 error/);
    const [service] = await roots(client, { ...BY_TIER, parent: tier?.id ?? "" });
    const [found] = await roots(client, { ...BY_TIER, parent: service?.id ?? "" });
    expect(found).toMatchObject({ label: "found", kind: "slo", severity: "warning", review: "overdue" });
    expect(found?.tooltip).toBe(
      [
        "found (SLO)",
        "99.9 % over 28d",
        "Error budget: 40m 19.2s in 28d",
        "Service: search",
        "Tier: core",
        "The next review was due on 2026-06-24, 7 days ago. The tier wants one every 2 weeks.",
        "0 errors, 1 warning",
      ].join("\n"),
    );
  });

  it("keeps a line's id while the file around it is edited", async () => {
    const client = await clientWith(SHOP);
    const before = (await roots(client)).map(({ id }) => id);
    await client.open(`${FOLDER}/search.yaml`, `# more\n${SHOP["search.yaml"]}`);
    expect((await roots(client)).map(({ id }) => id)).toEqual(before);
  });

  it("tells of a change where only lines below an earlier one were asked for since", async () => {
    const client = await clientWith(SHOP);
    const [tier] = await roots(client);
    const changed = edited(client);
    const text = SHOP["search.yaml"].replaceAll("99.9", "0.998");
    await client.open(`${FOLDER}/search.yaml`, text);
    // The client is still unfolding the tree that it was given before.
    await roots(client, { ...BY_TIER, parent: tier?.id ?? "" });
    await changed;
  });

  it("tells once that it has changed, and only who has asked", async () => {
    const client = await clientWith(SHOP);
    let told = 0;
    client.connection.onNotification("slosmith/overviewChanged", () => void told++);
    const text = SHOP["search.yaml"];
    await client.open(`${FOLDER}/search.yaml`, text);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(0);
    await roots(client);
    await client.change(`${FOLDER}/search.yaml`, { text: text.replaceAll("99.9", "0.998") });
    await vi.waitFor(() => expect(told).toBe(1), 10_000);
    await client.change(`${FOLDER}/search.yaml`, { text });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(1);
    expect(await lines(client)).toContain("    fresh | no budget · 1 error · review due in 1 day");
  });

  it("refuses questions that it cannot read", async () => {
    const client = await clientWith(SHOP);
    for (const params of [null, 1, {}, { groupBy: "colour", order: "name" }, { groupBy: "tier" }])
      expect(await client.ask("slosmith/overview", params)).toBeNull();
    expect(await roots(client, { ...BY_TIER, parent: "none such" })).toEqual([]);
  });

  it("counts on our examples what checking each file counts", async () => {
    const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    const texts = Object.fromEntries(files.map((name) => [name, readFileSync(join(EXAMPLES, name), "utf8")]));
    const client = await clientWith(texts, Date.UTC(2026, 6, 1));
    let errors = 0;
    let warnings = 0;
    for (const [name, text] of Object.entries(texts)) {
      for (const { severity } of await client.open(`${FOLDER}/${name}`, text)) {
        if (severity === 1) errors++;
        if (severity === 2) warnings++;
      }
    }
    expect(errors).toBeGreaterThan(0);
    for (const groupBy of ["tier", "service", "file"] as const) {
      const answer = await client.own("slosmith/overview", { groupBy, order: "name" });
      expect({ errors: answer?.errors, warnings: answer?.warnings }).toEqual({ errors, warnings });
    }
  }, 60_000);
});

describe("the day's turn", () => {
  it("makes a review overdue in an open file that nobody touches", async () => {
    let now = Date.UTC(2026, 5, 30, 23, 59);
    const client = serverInMemory(new MemoryFiles(), { nowEpochMs: () => now });
    await client.initialize({ folders: [FOLDER] });
    const uri = `${FOLDER}/all.yaml`;
    const text = [TIER, SERVICE, slo("found", "0.999", IN_CORE, 'slosmith/last-reviewed: "2026-06-16"')].join(
      "---\n",
    );
    const overdue = (all: readonly { code?: unknown }[]) => all.some(({ code }) => code === "review-overdue");
    await client.open(uri, text);
    await client.settled();
    expect(overdue(client.published.at(-1)?.diagnostics ?? [])).toBe(false);
    now += 60_000;
    // Any event will do: here another file's.
    await client.open(`${FOLDER}/other.yaml`, SERVICE.replace("search", "other"));
    await client.eventually(uri, overdue);
    const range = client.published
      .findLast((one) => one.uri === uri)
      ?.diagnostics.find((one) => overdue([one]));
    if (!range) throw new Error("there is no finding");
    const actions = await client.actions(uri, range.range, [range]);
    const fix = actions?.find(({ title }) => title === "Set the last review to today, 2026-07-01");
    expect(fix).toBeDefined();
    expect(fix?.isPreferred).toBeUndefined();
  });

  it("is told at each quarter of an hour, where days can begin, until it is stopped", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 6, 1, 23, 50) });
    let begun = 0;
    const watch = new DayWatch(
      () => Date.now(),
      () => void begun++,
    );
    vi.advanceTimersByTime(10 * 60_000 - 1);
    expect(begun).toBe(0);
    vi.advanceTimersByTime(2_000);
    expect(begun).toBe(1);
    vi.advanceTimersByTime(3_600_000);
    expect(begun).toBe(5);
    watch.dispose();
    vi.advanceTimersByTime(3_600_000);
    expect(begun).toBe(5);
  });
});
