import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { sloExample, stream, tierExample } from "../../../server/src/core/rules/tier/example";
import { SIGNAL_CLASSES } from "../../../server/src/core/signals/classes";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";
import { hoverText, linesOf, NOW, single } from "./support";

const NAME = "nginx_ingress_controller_requests";

/** An SLI whose query is written as these lines say, the first behind the key. */
function sliWith(query: string, type = "Prometheus"): string {
  return `apiVersion: openslo/v1
kind: SLI
metadata:
  name: shop
spec:
  ratioMetric:
    counter: false
    rawType: success
    raw:
      metricSource:
        type: ${type}
        spec:
          query: ${query}
`;
}

function hoverIn(text: string, offset: number) {
  const { workspace, uri } = single(text);
  return hoverAt(workspace, uri, offset, { nowEpochMs: NOW });
}

describe("a metric's name in a scalar", () => {
  const STYLES: readonly (readonly [string, string])[] = [
    ["plain", `sum(rate(${NAME}{a="b"}[5m]))`],
    ["single-quoted", `'sum(rate(${NAME}{a="it''s"}[5m]))'`],
    ["double-quoted", `"\\x73um(rate(${NAME}{a=\\"b\\"}[5m]))"`],
    ["folded", `>-\n            sum(\n              rate(${NAME}{a="b"}[5m])\n            )`],
    [
      "folded with an indentation of its own",
      `>2+\n              sum(rate(\n              ${NAME}[5m]))\n\n`,
    ],
    ["literal", `|\n            sum(rate(\n              ${NAME}[{{.window}}]\n            ))`],
    [
      "literal with placeholders before it",
      `|\n            sum by (\${LABELS}) (rate({{ .x }}_{y}[5m])) / rate(${NAME}[$__rate_interval])`,
    ],
  ];

  it.each(STYLES)("is found at each of its characters: %s", (_, query) => {
    const text = sliWith(query);
    const start = text.indexOf(NAME);
    const span = { start, end: start + NAME.length };
    for (const offset of [start, start + 1, start + 17, start + NAME.length]) {
      const hover = hoverIn(text, offset);
      expect(hover?.span, `at ${offset - start}`).toEqual(span);
      expect(hover?.markdown).toContain(`**Edge signal** \`${NAME}\``);
    }
    expect(hoverIn(text, start - 1)?.markdown ?? "").not.toContain("Edge signal");
    expect(hoverIn(text, start + NAME.length + 2)?.markdown ?? "").not.toContain("Edge signal");
  });

  it("speaks of the name under the cursor, where a query has several", () => {
    const text = sliWith("sum(up)/sum(probe_success)");
    expect(hoverIn(text, text.indexOf("up)"))?.markdown).toContain("**Internal signal** `up`");
    expect(hoverIn(text, text.indexOf("probe_success"))?.markdown).toContain("**Synthetic signal**");
  });
});

describe("every class of signal", () => {
  const EXAMPLES: Readonly<Record<(typeof SIGNAL_CLASSES)[number], readonly [string, string, string]>> = {
    rum: ["faro_measurements_total", "Real-user", "could not load the page"],
    edge: [NAME, "Edge", "DNS"],
    server: ["http_server_request_duration_seconds_count", "Server", "requests that never arrive"],
    platform: ["apiserver_request_total", "Platform", "tenants are the users"],
    dependency: ["http_client_request_duration_seconds_count", "Dependency", "Users can suffer"],
    synthetic: ["probe_success", "Synthetic", "what real users do"],
    async: ["kafka_consumergroup_lag", "Background-work", "how long any one item waits"],
    internal: ["etcd_disk_wal_fsync_duration_seconds_count", "Internal", "Users can suffer"],
    unknown: ["shop_orders_total", "Unknown", "nothing is concluded"],
  };

  it.each(SIGNAL_CLASSES)("has a hover that can be read: %s", (signal) => {
    const [name, adjective, blind] = EXAMPLES[signal];
    const hover = hoverText(sliWith(`sum(rate(${name}[5m]))`), name);
    const lines = linesOf(hover);
    expect(lines[0]).toMatch(new RegExp(`^\\*\\*${adjective} signal\\*\\* \`${name}\``));
    expect(hover).toContain(blind);
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(260);
    if (signal === "unknown") expect(hover).not.toContain("Source:");
    else expect(hover).toMatch(/\nSource: \[[^\]]+\]\(https:\/\/[^)]+\)$/);
    const advised = ["server", "platform", "dependency", "synthetic", "internal", "async"].includes(signal);
    expect(/\n(?:Count|Measure|For a product)/.test(hover)).toBe(advised);
  });

  it("tells how to name the class of an unknown one", () => {
    const hover = hoverText(sliWith("sum(shop_orders_total)"), "shop_orders_total");
    expect(hover).toContain("annotate the SLO or the SLI with `slosmith/signal`");
    expect(hover).toContain("`signals` in `.slosmith.yaml`");
  });

  it("says by what it knows, and how surely", () => {
    expect(hoverText(sliWith("sum(http_requests_total)"), "http_requests_total")).toContain(
      "By its name, it counts requests that reached the service.",
    );
    expect(hoverText(sliWith("sum(rum_pages_total)"), "rum_pages_total")).toContain("It is probably about");
    expect(hoverText(sliWith("sum(up)"), "up")).toContain(
      "It is about whether Prometheus could scrape a target.",
    );
  });

  it("lists the buckets that a histogram has by default, on its buckets alone", () => {
    const base = "http_server_request_duration_seconds";
    expect(hoverText(sliWith(`sum(${base}_bucket{le="0.25"})`), `${base}_bucket`)).toContain(
      "Default buckets: 5ms, 10ms, 25ms,",
    );
    expect(hoverText(sliWith(`sum(${base}_count)`), `${base}_count`)).not.toContain("buckets");
  });

  it("does not hold against a metric that it only selects others", () => {
    const hover = hoverText(sliWith("sum(a_total) unless on(pod) up"), "up", "on(pod)");
    expect(hover).toContain("Here it only selects or labels other series");
    expect(hover).not.toContain("Count requests");
  });
});

describe("what others say of a metric", () => {
  const WORKSPACE = `# file: .slosmith.yaml
apiVersion: slosmith/v1
kind: Workspace
metadata:
  name: shop
spec:
  signals:
    - match: shop_orders_*
      class: user-facing
    - match: shop_carts_*
      class: server
      measures: carts that shoppers filled
      why: Carts are counted in the shop's own server.
`;
  const RULES = `# file: rules.yaml
groups:
  - name: shop
    rules:
      - record: job:answers:rate5m
        expr: sum(rate(${NAME}[5m]))
      - record: job:mixed:rate5m
        expr: sum(rate(${NAME}[5m])) + sum(rate(shop_other_total[5m]))
`;
  function hoverBeside(text: string, needle: string, others: string): string {
    const files = splitFiles(`# file: main.yaml\n${text}${others}`);
    const main = files.find(({ name }) => name === "main.yaml")?.text ?? "";
    const offset = main.indexOf(needle) + 1;
    return hoverAt(workspaceOf(files), uriOf("main.yaml"), offset, { nowEpochMs: NOW })?.markdown ?? "";
  }

  it("the workspace's own families win, with its reason and its file for evidence", () => {
    const felt = hoverBeside(sliWith("sum(shop_orders_total)"), "shop_orders", WORKSPACE);
    expect(felt).toContain("**User-facing signal** `shop_orders_total`");
    expect(felt).not.toContain("Unknown");
    const carts = hoverBeside(sliWith("sum(shop_carts_total)"), "shop_carts", WORKSPACE);
    expect(carts).toContain("**Server signal**");
    expect(carts).toContain("Carts are counted in the shop's own server.");
    expect(carts).toContain(".slosmith.yaml)");
    const query = hoverBeside(sliWith("sum(shop_carts_total)"), "sum(", WORKSPACE);
    expect(query).toContain("`shop_carts_total` (carts that shoppers filled), summed");
  });

  it("a recorded series is what its rule measures", () => {
    const one = hoverBeside(sliWith("sum(job:answers:rate5m)"), "job:answers", RULES);
    expect(one).toContain("**Edge signal** `job:answers:rate5m`");
    expect(one).toContain(`Recorded from \`${NAME}\`.`);
    const several = hoverBeside(sliWith("sum(job:mixed:rate5m)"), "job:mixed", RULES);
    expect(several).toContain("**Recorded series** `job:mixed:rate5m`");
    expect(several).toContain(`Edge: \`${NAME}\`.`);
    expect(several).toContain("Unknown: `shop_other_total`.");
  });

  it("the annotation wins, and the tier may accept a class", () => {
    const slo = (annotations: string) =>
      sloExample({
        annotations,
        good: 'sum(redis_keyspace_hits_total{a="b"})',
        total: "sum(redis_keyspace_hits_total)",
      });
    const stated = hoverText(slo("slosmith/signal: user-facing"), "redis_keyspace_hits_total");
    expect(stated).toContain("`slosmith/signal` states `user-facing`: that is what counts.");
    expect(stated).not.toContain("Count requests");
    const tier = tierExample({ measurement: "signals: [internal]" });
    const accepted = hoverText(stream(tier, slo("slosmith/tier: core")), "redis_keyspace_hits_total");
    expect(accepted).toContain("The tier `core` accepts internal signals.");
  });

  it("other sources' metrics are known by their own names", () => {
    const datadog = "sum:trace.http.request.errors{service:web}.as_count()";
    expect(hoverText(sliWith(datadog, "Datadog"), "trace.http.request.errors")).toContain(
      "**Server signal**",
    );
    const cloudwatch = `"SELECT SUM(HTTPCode_Target_5XX_Count) FROM SCHEMA(\\"AWS/ApplicationELB\\", LoadBalancer)"`;
    const hover = hoverText(sliWith(cloudwatch, "CloudWatch"), "HTTPCode_Target_5XX_Count");
    expect(hover).toContain("**Edge signal** `AWS/ApplicationELB HTTPCode_Target_5XX_Count`");
    expect(hover).toContain("Add `HTTPCode_ELB_5XX_Count`");
    expect(hover).not.toContain("nginx");
  });
});

describe("elsewhere in a query", () => {
  it("tells what good, total and their ratio count, from any of the two queries", () => {
    const slo = sloExample();
    const lines = [
      `**Good**: Requests that the ingress controller answered (\`${NAME}\`) where \`ingress\` is \`search\` and \`status\` does not match \`408|429|499|5..\`, summed.`,
      `**Total**: Requests that the ingress controller answered (\`${NAME}\`) where \`ingress\` is \`search\`, summed.`,
      "**Ratio**: Of requests that the ingress controller answered, the share where `status` does not match `408|429|499|5..`.",
    ];
    expect(linesOf(hoverText(slo, "sum("))).toEqual(lines);
    expect(linesOf(hoverText(slo, "sum(", "total:"))).toEqual(lines);
    expect(linesOf(hoverText(slo, "status"))).toEqual(lines);
  });

  it("tells a ratio in one query by a formula, its parts, and in words", () => {
    const query = `1 - (sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])))`;
    expect(linesOf(hoverText(sliWith(query), "1 - "))).toEqual([
      "**Ratio**: `1 - (A / B)`",
      "`A`: requests that reached the service (`http_requests_total`) where `code` matches `5..`, per second over 5m, summed.",
      "`B`: requests that reached the service (`http_requests_total`), per second over 5m, summed.",
      "In words: of requests that reached the service, the share left without those where `code` matches `5..`.",
    ]);
  });

  it("says of which kind a ratio of bad events is", () => {
    const text = sliWith("avg(shop_errors_ratio)").replace("success", "failure");
    expect(hoverText(text, "avg(")).toBe(
      "**Ratio of what is bad**: `shop_errors_ratio`, the mean of all series.",
    );
  });

  it("tells when a threshold's value is good, in the histogram's unit", () => {
    const slo = sloExample({ objective: "- target: 0.99\n  op: lte\n  value: 0.3" }).replace(
      /ratioMetric:[\s\S]*?(?=\n {2}timeWindow)/,
      `thresholdMetric:
        metricSource:
          type: Prometheus
          spec:
            query: histogram_quantile(0.95, sum by (le) (rate(shop_answer_seconds_bucket[5m])))`,
    );
    expect(linesOf(hoverText(slo, "histogram_quantile"))).toEqual([
      "**Value**: The 95th percentile of `shop_answer_seconds_bucket`, over 5m.",
      "Good while it is at most 300ms.",
    ]);
  });

  it("keeps to eight lines, and to the query under the cursor first", () => {
    const sum = (more: string) =>
      "abcdefghi"
        .split("")
        .map((job) => `sum(m_total{job="${job}"${more}})`)
        .join(" + ");
    const slo = sloExample({ good: sum(',code="200"'), total: sum("") });
    const onGood = linesOf(hoverText(slo, "sum("));
    expect(onGood).toHaveLength(8);
    expect(onGood[1]).toContain("`A`: `m_total`");
    expect(onGood.join("\n")).toMatch(/… and \d parts more\./);
    expect(onGood.at(-1)).toContain("each side adds up 9 parts");
    const onTotal = linesOf(hoverText(slo, "sum(", "total:"));
    expect(onTotal).toHaveLength(8);
    expect(onTotal[1]).toMatch(/^\*\*Total\*\*/);
  });

  it("says nothing of a query that is broken, but knows its names", () => {
    const text = sliWith(`sum(rate(${NAME}[5m])) +`);
    expect(hoverText(text, "sum(")).not.toContain("**Ratio**:");
    expect(hoverText(text, NAME)).toContain("**Edge signal**");
  });
});

describe("any text in a query", () => {
  const PIECES = [
    ..."()[]{},:@#=!<>+-*/%^\"'`\\.$ \n\t_é😀\u00a0",
    ..."sum( rate( by on offset or unless group_left [5m] [1h:5m] 0.95 1e3 histogram_quantile( or\u0020vector(0) =~ !~".split(
      " ",
    ),
    ...`up ${NAME} probe_success http_requests_total a:b {{.window}} \${x} [[z]] $__range le="0.3" code=~"5.."`.split(
      " ",
    ),
  ];
  const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));
  const STYLES: readonly ((query: string) => string)[] = [
    (query) => query,
    (query) => `'${query.replaceAll("'", "''")}'`,
    (query) => JSON.stringify(query),
    (query) => `|-\n            ${query.replaceAll("\n", "\n            ")}`,
    (query) => `>\n            ${query.replaceAll("\n", "\n            ")}`,
  ];

  it("never throws, and speaks of a stretch inside of the file that holds the cursor", () => {
    const styles = fc.constantFrom(...STYLES);
    fc.assert(
      fc.property(
        hostile,
        styles,
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        (query, style, cursors) => {
          const text = sliWith(style(query));
          const from = text.indexOf("query:");
          const { workspace, uri } = single(text);
          for (const cursor of cursors) {
            const offset = from + (cursor % (text.length - from + 1));
            const hover = hoverAt(workspace, uri, offset, { nowEpochMs: NOW });
            if (!hover) continue;
            expect(hover.span.start).toBeLessThanOrEqual(offset);
            expect(hover.span.end).toBeGreaterThanOrEqual(offset);
            expect(hover.span.start).toBeGreaterThanOrEqual(0);
            expect(hover.span.end).toBeLessThanOrEqual(text.length);
            expect(hover.markdown.trim()).not.toBe("");
            expect(hover.markdown).not.toMatch(/undefined|\[object|NaN/);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
