import { describe, expect, it } from "vitest";
import { formulaOf, Letters } from "../../../server/src/core/ide/query/formula";
import { conditions, exprWords } from "../../../server/src/core/ide/query/query-words";
import { ratioInQuery, ratioWords } from "../../../server/src/core/ide/query/ratio-words";
import type { Expr } from "../../../server/src/core/promql/expr";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { selectorsIn } from "../../../server/src/core/promql/walk";
import { referenceOf } from "../../../server/src/core/resolve/signal";
import type { Verdicts } from "../../../server/src/core/rules/query/families";
import { classify } from "../../../server/src/core/signals/classify";

const verdicts: Verdicts = (selector) => classify(referenceOf(selector));

function read(query: string): Expr {
  const { expr, faults } = parsePromql(query);
  expect(faults).toEqual([]);
  if (!expr) throw new Error(`nothing could be read of ${query}`);
  return expr;
}

const words = (query: string) => exprWords(read(query), verdicts);
const ratio = (counted: string, total: string, isBad = false) =>
  ratioWords(read(counted), read(total), isBad, verdicts);
const inQuery = (query: string) => ratioInQuery(read(query), verdicts);

function formula(query: string) {
  const found = formulaOf(read(query), query, new Letters());
  return (
    found && [found.text, ...found.parts.map(({ letter, expr }) => `${letter} ${exprWords(expr, verdicts)}`)]
  );
}

describe("a query in words", () => {
  it("names events by what they are, and all else by the metric", () => {
    expect(words("nginx_ingress_controller_requests")).toBe(
      "requests that the ingress controller answered (`nginx_ingress_controller_requests`)",
    );
    expect(words("up")).toBe("`up` (whether Prometheus could scrape a target)");
    expect(words("shop_orders_total")).toBe("`shop_orders_total`");
    expect(words('{job="shop"}')).toBe(
      "series that a placeholder or their labels name where `job` is `shop`",
    );
  });

  it("tells rates, sums and groups in the order in which they are made", () => {
    expect(words('sum by (path) (rate(http_requests_total{job="shop"}[5m]))')).toBe(
      "requests that reached the service (`http_requests_total`) where `job` is `shop`, per second over 5m, summed for each `path`",
    );
    expect(words("avg without (pod, zone) (increase(orders_total[{{.window}}] offset 1d))")).toBe(
      "`orders_total`, 1d earlier, counted over `{{.window}}`, the mean of all series over `pod` and `zone`",
    );
    expect(words("topk(3, orders)")).toBe("`orders`, the 3 greatest");
    expect(words("max_over_time(sum(rate(orders_total[5m]))[1h:5m])")).toBe(
      "`orders_total`, per second over 5m, summed, the greatest in 1h",
    );
  });

  it("tells a histogram's quantile as a time, not as a rate of buckets", () => {
    expect(
      words(
        'histogram_quantile(0.95, sum by (le, path) (rate(http_server_request_duration_seconds_bucket{job="shop"}[5m])))',
      ),
    ).toBe(
      "the 95th percentile of how long requests that reached the service took (`http_server_request_duration_seconds_bucket`) where `job` is `shop`, over 5m, for each `path`",
    );
    expect(words("histogram_quantile(0.999, rate(upload_bytes_bucket[1h]))")).toBe(
      "the 99.9th percentile of `upload_bytes_bucket`, over 1h",
    );
  });

  it.each([
    ["0.5", "50th"],
    ["0.91", "91st"],
    ["0.82", "82nd"],
    ["0.93", "93rd"],
    ["0.11", "11th"],
    ["0.9995", "99.95th"],
  ])("spells the percentile of %s", (share, spelled) => {
    expect(words(`histogram_quantile(${share}, rate(a_seconds_bucket[5m]))`)).toContain(
      `the ${spelled} percentile`,
    );
  });

  it("says what `or vector(0)` puts in the place of nothing", () => {
    expect(words("sum(rate(orders_total[5m])) or vector(0)")).toBe(
      "`orders_total`, per second over 5m, summed, 0 where there is nothing",
    );
  });

  it("is not told of what could not be read, nor of what is too deep to be read", () => {
    const open = parsePromql("abs({{.expr}})").expr;
    expect(open?.kind).toBe("call");
    expect(exprWords(open, verdicts)).toBeUndefined();
    expect(words(`${"abs(".repeat(12)}orders${")".repeat(12)}`)).toBeUndefined();
  });
});

describe("matchers as conditions", () => {
  const of = (query: string) => conditions(selectorsIn(read(query))[0]?.matchers ?? []);

  it("say each operator, and empty values by what they mean", () => {
    expect(of('a{b="c",d!="e",f=~"5..",g!~"4.."}')).toBe(
      "`b` is `c`, `d` is not `e`, `f` matches `5..` and `g` does not match `4..`",
    );
    expect(of('a{b="",c!="",d=~".+",e=~".*"}')).toBe("`b` is empty, `c` is set and `d` is set");
  });

  it("cut long lists, and not for the sake of a single one", () => {
    expect(of('a{b="1",c="1",d="1",e="1",f="1"}')).toContain("`e` is `1` and `f` is `1`");
    expect(of('a{b="1",c="1",d="1",e="1",f="1",g="1"}')).toMatch(/`e` is `1` and 2 more$/);
  });
});

describe("a formula", () => {
  it("has letters for what counts, the same for the same text", () => {
    expect(formula("1 - (sum(rate(bad_total[5m])) / sum(rate(all_total[5m])))")).toEqual([
      "1 - (A / B)",
      "A `bad_total`, per second over 5m, summed",
      "B `all_total`, per second over 5m, summed",
    ]);
    expect(formula("(sum(a) - sum(b))\n  / sum( a )")?.[0]).toBe("(A - B) / A");
    expect(formula("(sum(a) - sum(b))")?.[0]).toBe("A - B");
    expect(formula("sum(a or b)")?.[0]).toBe("sum(A or B)");
    expect(formula("sum(a) * on(pod) group_left b unless c == 0")?.[0]).toBe(
      "A * on(pod) group_left B unless C == 0",
    );
  });

  it("is not made where words say it better, nor of more parts than there are letters", () => {
    expect(formula("sum(rate(a[5m])) or vector(0)")).toBeUndefined();
    expect(formula("histogram_quantile(0.9, rate(a_bucket[5m]))")).toBeUndefined();
    expect(formula(Array.from({ length: 27 }, (_, at) => `m${at}`).join(" + "))).toBeUndefined();
  });
});

describe("a ratio in words", () => {
  const all = 'sum(rate(http_requests_total{job="shop"}[5m]))';
  const where = (more: string) => all.replace("}", `,${more}}`);

  it("is a share of the events where the counted side asks for more", () => {
    expect(ratio(where('code!~"5.."'), all)).toBe(
      "Of requests that reached the service, the share where `code` does not match `5..`",
    );
    expect(ratio(where('code=~"5.."'), all, true)).toBe(
      "Of requests that reached the service, the share left without those where `code` matches `5..`",
    );
  });

  it("tells a bucket as a time with its unit", () => {
    const total = 'sum(rate(http_server_request_duration_seconds_count{job="shop"}[5m]))';
    const bucket = total.replace("_count{", '_bucket{le="0.25",');
    const told = "Of requests that reached the service, the share that took at most 250ms";
    expect(ratio(bucket, total)).toBe(told);
    expect(ratio(bucket, bucket.replace("0.25", "+Inf"))).toBe(told);
    expect(ratio('sum(a_ms_bucket{le="250",code="200"})', "sum(a_ms_count)")).toBe(
      "Of `a_ms_count`, the share that took at most 250ms, where `code` is `200`",
    );
    expect(ratio('sum(a_bucket{le="250"})', "sum(a_count)")).toBe("Of `a_count`, the share of at most `250`");
  });

  it("sees through `or vector(0)` and sums of several services", () => {
    expect(ratio(`${where('code="200"')} or vector(0)`, all)).toContain("the share where `code` is `200`");
    const other = (query: string) => query.replace("shop", "cart");
    expect(ratio(`${where('code="200"')} + ${other(where('code="200"'))}`, `${all} + ${other(all)}`)).toBe(
      "Of requests that reached the service, the share where `code` is `200`; each side adds up 2 parts",
    );
    expect(
      ratio(`${where('code="200"')} + ${other(where('code="201"'))}`, `${all} + ${other(all)}`),
    ).toBeUndefined();
  });

  it("sees that what is taken off the whole is the other side of it", () => {
    const total = "sum(rate(http_server_request_duration_seconds_count[5m]))";
    const quick = 'sum(rate(http_server_request_duration_seconds_bucket{le="0.4"}[5m]))';
    expect(ratio(`(${total} - ${quick})`, total, true)).toBe(
      "Of requests that reached the service, the share that took at most 400ms",
    );
    expect(ratio(`${all} - ${where('code=~"5.."')}`, all)).toBe(
      "Of requests that reached the service, the share left without those where `code` matches `5..`",
    );
    expect(ratio(`${where('job="a"')} - ${where('code=~"5.."')}`, all)).toBeUndefined();
  });

  it("tells the mean of samples", () => {
    const good = "sum(sum_over_time(probe_success[28d]))";
    const total = "sum(count_over_time(probe_success[28d]))";
    expect(ratio(good, total)).toBe(
      "The mean of all samples of `probe_success`: where they are 0 or 1, the share of 1",
    );
  });

  it("is told of one query as of two", () => {
    const errors = where('code=~"5.."');
    expect(inQuery(`${errors} / ${all}`)).toBe(
      "Of requests that reached the service, the share where `code` matches `5..`",
    );
    const rest =
      "Of requests that reached the service, the share left without those where `code` matches `5..`";
    expect(inQuery(`1 - ${errors} / ${all}`)).toBe(rest);
    expect(inQuery(`1 - (${errors} / ${all})`)).toBe(rest);
    expect(inQuery(`100 * (1 - (${errors} / ${all}))`)).toBe(`${rest}, in percent`);
    expect(inQuery(`2 - ${errors} / ${all}`)).toBeUndefined();
    expect(inQuery(`${errors} > ${all}`)).toBeUndefined();
  });

  it.each([
    ["other families", where('code="200"'), 'sum(rate(grpc_server_handled_total{job="shop"}[5m]))'],
    ["the same on both sides", all, all],
    ["a whole that asks for more", all, where('code="200"')],
    ["a whole that asks for another value", where('code="200"'), where('code="total"')],
    ["other ranges", where('code="200"'), all.replace("5m", "1h")],
    ["other functions", where('code="200"'), all.replace("rate", "increase")],
    ["other groups", where('code="200"').replace("sum", "sum by (path) "), all],
    ["a placeholder for matchers", "sum(rate(a{{{.sel}}}[5m]))", "sum(rate(a[5m]))"],
    ["a gauge", 'sum(kube_pod_status_ready{condition="true"})', "sum(kube_pod_status_ready)"],
  ])("is silent with %s", (_, counted, total) => {
    expect(ratioWords(parsePromql(counted).expr, parsePromql(total).expr, false, verdicts)).toBeUndefined();
  });

  it("takes a whole that names more values of the same label for a whole", () => {
    expect(ratio(where('code=~"200|201"'), where('code=~"200|201|500"'))).toContain("matches `200|201`");
    expect(ratio(where('code="200"'), where('code=~".+"'))).toContain("`code` is `200`");
  });
});
