import { describe, expect, it } from "vitest";
import type { LocatedSignalReference } from "../../../../server/src/core/signals/sources";
import { referencesIn, sourceOf } from "../../../../server/src/core/signals/sources";
import { splitStream } from "../../../../server/src/core/text/split";
import { valueAt, type YamlNode } from "../../../../server/src/core/yaml/node";
import { parseYaml } from "../../../../server/src/core/yaml/parse";
import { corpusFiles, hasCorpus, reportLeftOut } from "../../../corpus/shared";
import { classOf } from "./read";

const DIALECTS = [
  "openslo-v1",
  "openslo-v1alpha",
  "openslo-v2alpha",
  "openslo-other",
  "nobl9",
  "slo-generator",
  "keptn",
];

/** A source's description in a spec file. */
interface Described {
  readonly type: string;
  readonly spec: YamlNode;
}

/** All descriptions of one document, each with the name of its source. */
function describedIn(dialect: string, root: YamlNode): Described[] {
  const found: Described[] = [];
  const word = (node: YamlNode | undefined) => (node?.kind === "scalar" ? String(node.value) : "");
  const add = (type: string, spec: YamlNode | undefined) => {
    if (spec && type !== "" && sourceOf(type) !== "prometheus") found.push({ type, spec });
  };
  const enter = (node: YamlNode): void => {
    if (node.kind === "seq") for (const item of node.items) enter(item);
    if (node.kind !== "map") return;
    for (const { key, value } of node.pairs) {
      if (key.source === "metricSource") add(word(valueAt(value, "type")), valueAt(value, "spec"));
      if (key.source === "service_level_indicator") add(word(valueAt(node, "backend")), value);
      if (dialect === "keptn" && key.source === "indicators" && value.kind === "map")
        for (const indicator of value.pairs) add("dynatrace", indicator.value);
      if (
        dialect === "nobl9" &&
        value.kind === "map" &&
        /^(good|bad|total|goodTotal|query|rawMetric)$/.test(key.source)
      )
        for (const source of value.pairs)
          if (source.key.source !== "query") add(source.key.source, source.value);
      enter(value);
    }
    if (dialect.startsWith("openslo") && valueAt(node, "queryType")) add(word(valueAt(node, "source")), node);
  };
  enter(root);
  return found;
}

/** What the corpus names in other languages than PromQL, and its class; `?` where rules keep silent. */
const KNOWN: Readonly<Record<string, string>> = {
  "AppDynamics End User Experience|App|Normal Requests": "rum",
  "AppDynamics End User Experience|App|Slow Requests": "rum",
  "AppDynamics Overall Application Performance|Average Response Time (ms)": "server",
  "CloudWatchSynthetics 2xx": "synthetic",
  "New Relic SyntheticCheck": "synthetic",
  "New Relic Transaction": "server",
  "Pingdom transaction": "synthetic",
  "Pingdom uptime": "synthetic",
  "ThousandEyes http-server-availability": "synthetic",
  "ThousandEyes net-loss": "synthetic",
  "_sourceCategory=tsat-batcher": "unknown",
  "app.requests.count": "unknown",
  "appengine.googleapis.com/http/server/response_count": "server",
  "appengine.googleapis.com/http/server/response_latencies": "server",
  "builtin:service.cpu.time": "internal",
  "builtin:service.dbChildCallCount": "dependency",
  "builtin:service.errors.total.rate": "server",
  "builtin:service.ioTime": "internal",
  "builtin:service.lockTime": "internal",
  "builtin:service.nonDbChildCallCount": "dependency",
  "builtin:service.requestCount.total": "server",
  "builtin:service.response.time": "server",
  "calc:service.teststepresponsetime": "server?",
  "carbon.agents.9b365cce.cpuUsage": "unknown",
  "cloudfunctions.googleapis.com/function/execution_count": "server",
  "cpu.utilization": "unknown",
  "http.browser_time_to_page_load_end": "rum",
  "http.code": "unknown",
  "index=access_logs": "unknown",
  "istio.io/service/server/request_count": "server",
  "istio.io/service/server/response_latencies": "server",
  "loadbalancing.googleapis.com/https/request_count": "edge",
  "loadbalancing.googleapis.com/https/total_latencies": "edge",
  metrics: "unknown",
  "pubsub.googleapis.com/subscription/ack_message_count": "async",
  "pubsub.googleapis.com/subscription/num_outstanding_messages": "async",
  "rum.session_id": "rum",
  "run.googleapis.com/request_count": "server",
  "serviceruntime.googleapis.com/api/request_count": "unknown",
  // Nobl9's examples fetch a resource type of their own; Cloud Endpoints' is `api`.
  "serviceruntime.googleapis.com/api/request_latencies": "unknown/dependency",
  "sourcetype=syslog": "unknown",
  "spl.intr.resource_usage.IOWait.data.avg_cpu_pct": "internal",
  "trace.http.request.duration": "server?",
  "trace.http.request.hits.by_http_status": "server?",
};

describe.runIf(hasCorpus("nobl9"))("the corpus' queries that are not PromQL", () => {
  const references: LocatedSignalReference[] = [];
  const silent: string[] = [];
  const classes = new Map<string, Set<string>>();
  let descriptions = 0;
  for (const dialect of DIALECTS) {
    for (const kind of ["valid", "wild"] as const) {
      for (const { name, text } of corpusFiles(dialect, kind)) {
        for (const { start, end } of splitStream(text)) {
          const part = text.slice(start, end);
          const { root } = parseYaml(part);
          if (!root) continue;
          for (const { type, spec } of describedIn(dialect, root)) {
            descriptions++;
            const here = referencesIn(sourceOf(type), spec, part);
            if (here.length === 0) silent.push(`${type}: ${name}`);
            for (const reference of here) {
              const written = part.slice(reference.span.start, reference.span.end);
              if (written === "" || /\n/.test(written))
                throw new Error(`${name}: ${reference.name} has no place`);
              const seen = classes.get(reference.name) ?? new Set();
              classes.set(reference.name, seen.add(classOf(reference)));
              references.push(reference);
            }
          }
        }
      }
    }
  }

  it("prints what they name", () => {
    const counts = new Map<string, number>();
    for (const reference of references)
      counts.set(classOf(reference), (counts.get(classOf(reference)) ?? 0) + 1);
    const table = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
    console.log(`${descriptions} descriptions, ${references.length} metrics: ${table.join(", ")}.`);
    console.log(
      [...classes]
        .map(([name, seen]) => `  ${[...seen].join("/")}: ${name}`)
        .sort()
        .join("\n"),
    );
    const types = new Map<string, number>();
    for (const line of silent) {
      const type = line.split(":", 1)[0] ?? "";
      types.set(type, (types.get(type) ?? 0) + 1);
    }
    console.log(`Nothing named in ${[...types].map(([type, count]) => `${type} ${count}`).join(", ")}.`);
    expect(references.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(KNOWN))("%s is %s", (name, wanted) => {
    expect([...(classes.get(name) ?? [])].sort().reverse().join("/")).toBe(wanted);
  });
});

if (!hasCorpus("nobl9")) reportLeftOut("nobl9");
