import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const HELP = "https://help.splunk.com/en/splunk-observability-cloud";

/** Metrics of Splunk Observability Cloud, and source types of Splunk's searches. */
export const splunkFamilies: readonly SignalFamily[] = [
  ...elsewhereRows(
    "splunk",
    {
      title: "Splunk RUM metrics reference",
      url: "https://help.splunk.com/splunk-observability-cloud/monitor-end-user-experience/real-user-monitoring/splunk-rum-metrics-reference",
    },
    [
      {
        id: "splunk-rum",
        title: "Splunk RUM",
        class: "rum",
        match: /^rum\.[a-z]/,
        measures: "page views, requests and workflows in the users' browsers and apps",
        examples: ["rum.workflow.count", "rum.node.page_view.count"],
      },
    ],
  ),
  ...elsewhereRows(
    "splunk",
    {
      title: "Splunk APM, Monitoring MetricSets",
      url: `${HELP}/monitor-application-performance/analyze-services-with-span-tags-and-metricsets/learn-about-monitoring-metricsets`,
    },
    [
      {
        id: "splunk-apm",
        title: "Splunk APM, services and workflows",
        class: "server",
        match: /^((service\.request|spans|traces|workflows)(\.(count|duration\.ns\.\w+))?)$/,
        measures: "spans of kind SERVER or CONSUMER",
        examples: ["service.request.count", "service.request", "workflows.duration.ns.p99"],
      },
      {
        id: "splunk-inferred",
        title: "Splunk APM, inferred services",
        class: "dependency",
        match: /^inferred\.services(\.|$)/,
        measures: "calls to services that send no traces themselves",
        ambiguous: true,
        examples: ["inferred.services"],
      },
    ],
  ),
  ...elsewhereRows(
    "splunk",
    {
      title: "OpenTelemetry, HTTP metrics",
      url: "https://opentelemetry.io/docs/specs/semconv/http/http-metrics/",
    },
    [
      {
        id: "splunk-otel-server",
        title: "OpenTelemetry, HTTP and RPC servers",
        class: "server",
        match: /^(http\.server\.(request\.duration|duration)|rpc\.server\.(duration|call\.duration))(_|$)/,
        measures: "requests that a service answered",
        examples: ["http.server.request.duration"],
      },
      {
        id: "splunk-otel-client",
        title: "OpenTelemetry, HTTP and RPC clients",
        class: "dependency",
        match: /^(http\.client\.(request\.duration|duration)|rpc\.client\.(duration|call\.duration))(_|$)/,
        measures: "calls that a service makes",
        examples: ["http.client.request.duration"],
      },
    ],
  ),
  ...elsewhereRows(
    "splunk",
    {
      title: "Splunk Observability Cloud, OpenTelemetry host metrics",
      url: "https://help.splunk.com/en/splunk-observability-cloud/manage-data/available-data-sources",
    },
    [
      {
        id: "splunk-machines",
        title: "Machines and containers",
        class: "internal",
        match:
          /^((cpu|memory)\.utilization$|(cpu|memory|disk|df|network|vmpage_io|process|system)\.[a-z]|(k8s|container)\.[a-z]|runtime\.jvm\.|spl\.(intr|mlog)\.)/,
        measures: "machines, containers or Splunk itself",
        examples: ["cpu.utilization", "k8s.pod.phase", "spl.intr.resource_usage.IOWait.data.avg_cpu_pct"],
      },
    ],
  ),
  ...elsewhereRows(
    "splunk",
    {
      title: "Splunk Add-on for AWS, source types",
      url: "https://docs.splunk.com/Documentation/AddOns/released/AWS/DataTypes",
    },
    [
      {
        id: "splunk-aws-access-logs",
        title: "Access logs of AWS load balancers and CloudFront",
        class: "edge",
        match: /^sourcetype=aws:(elb|cloudfront):accesslogs$/,
        measures: "requests that the load balancer or CDN logged",
        examples: ["sourcetype=aws:elb:accesslogs"],
      },
    ],
  ),
  ...elsewhereRows(
    "splunk",
    {
      title: "Splunk, list of pretrained source types",
      url: "https://docs.splunk.com/Documentation/Splunk/latest/Data/Listofpretrainedsourcetypes",
    },
    [
      {
        id: "splunk-web-access-logs",
        title: "Access logs of web servers",
        class: "server",
        match: /^sourcetype=(access_combined|access_combined_wcookie|access_common|iis)$/,
        measures: "requests that a web server logged; it may stand before the service or be it",
        ambiguous: true,
        examples: ["sourcetype=access_combined"],
      },
    ],
  ),
];
