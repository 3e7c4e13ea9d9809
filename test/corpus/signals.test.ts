import { beforeAll, describe, expect, it } from "vitest";
import { SIGNAL_CLASSES } from "../../server/src/core/signals/classes";
import { classify } from "../../server/src/core/signals/classify";
import type { SignalClass, SignalVerdict } from "../../server/src/core/signals/signal";
import { type CorpusMetric, metricsIn } from "./metrics";
import { table } from "./report";
import { type CorpusClass, corpusFiles, hasCorpus, reportLeftOut } from "./shared";

const DIALECTS = ["openslo-v1", "openslo-v1alpha", "openslo-v2alpha", "openslo-other"]
  .concat(["sloth", "sloth-crd", "sloth-other", "pyrra", "nobl9", "slo-generator"])
  .concat(["keptn", "keptn-analysis", "homegrown"]);
const KINDS: readonly CorpusClass[] = ["valid", "invalid", "wild"];
const present = DIALECTS.filter(hasCorpus);

/** Of all references to metrics, so many at most may be unknown, in per cent. They are named below the table. */
const MOST_UNKNOWN_PERCENT = 20;

/** What the corpus' names are, one of each kind. */
const EXPECTED: Readonly<Record<string, SignalClass>> = {
  http_requests_total: "server",
  http_request_duration_seconds_count: "server",
  http_server_requests_seconds_count: "server",
  grpc_server_handled_total: "server",
  traefik_service_requests_total: "edge",
  nginx_ingress_controller_requests: "edge",
  caddy_http_response_duration_seconds_bucket: "edge",
  apiserver_request_total: "platform",
  coredns_dns_responses_total: "platform",
  prometheus_http_requests_total: "platform",
  rest_client_requests_total: "dependency",
  prometheus_operator_kubernetes_client_http_requests_total: "dependency",
  up_custom_query_duration_seconds_bucket: "synthetic",
  probe_success: "synthetic",
  kafka_consumergroup_lag: "async",
  go_goroutines: "internal",
  container_cpu_usage_seconds_total: "internal",
  kube_pod_container_status_ready: "internal",
  prometheus_rule_evaluation_failures_total: "internal",
  password_reset_initiate: "unknown",
  client_api_requests_total: "unknown",
};

interface Seen extends CorpusMetric {
  readonly verdict: SignalVerdict;
}

describe.runIf(present.length > 0)("metric names of the corpus", () => {
  const seen: Seen[] = present.flatMap((dialect) =>
    KINDS.flatMap((kind) => corpusFiles(dialect, kind))
      .flatMap(metricsIn)
      .map((metric) => ({ ...metric, verdict: classify(metric.reference) })),
  );

  it("are known but for a few", () => {
    const unknown = seen.filter(({ verdict }) => verdict.class === "unknown");
    const percent = (unknown.length / seen.length) * 100;
    console.log(
      `${seen.length} references to metrics\n${countsByClass(seen)}\n\nunknown: ${namesOf(unknown).join(", ")}`,
    );
    expect(seen.length).toBeGreaterThan(500);
    expect(percent).toBeLessThan(MOST_UNKNOWN_PERCENT);
  });

  it("have the class that a reader gives them", () => {
    const names = new Set(seen.map(({ reference }) => reference.name));
    const missing = Object.keys(EXPECTED).filter((name) => !names.has(name));
    expect(missing, "no longer in the corpus").toEqual([]);
    const wrong = seen.filter(({ reference: { name }, verdict }) => {
      const expected = EXPECTED[name];
      return expected !== undefined && expected !== verdict.class;
    });
    expect(namesOf(wrong)).toEqual([]);
  });

  it("are told by a document rather than by a convention wherever a product is named", () => {
    const product =
      /^(nginx|traefik|caddy|haproxy|istio|envoy|kube|apiserver|coredns|prometheus|thanos|alertmanager)_/;
    const loose = seen.filter(
      ({ reference, verdict }) =>
        product.test(reference.name) && (verdict.family === undefined || verdict.family.convention === true),
    );
    expect(namesOf(loose)).toEqual([]);
  });

  it("get advice only where they are known", () => {
    const wrong = seen.filter(
      ({ verdict }) => verdict.class === "unknown" && (verdict.blindTo ?? verdict.instead) !== undefined,
    );
    expect(namesOf(wrong)).toEqual([]);
  });
});

beforeAll(() => {
  if (present.length === 0) reportLeftOut("spec");
});

function namesOf(seen: readonly Seen[]): string[] {
  return [...new Set(seen.map(({ reference }) => reference.name))].sort();
}

function countsByClass(seen: readonly Seen[]): string {
  const rows = SIGNAL_CLASSES.map((name) => {
    const own = seen.filter(({ verdict }) => verdict.class === name);
    const share = ((own.length / seen.length) * 100).toFixed(1);
    const likely = own.filter(({ verdict }) => verdict.ambiguous).length;
    return [name, String(own.length), `${share} %`, String(namesOf(own).length), String(likely)];
  });
  return table(["class", "references", "share", "names", "likely only"], rows);
}
