import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const classic = elsewhereRows(
  "dynatrace",
  {
    title: "Dynatrace built-in metrics",
    url: "https://docs.dynatrace.com/docs/shortlink/built-in-metrics",
  },
  [
    {
      id: "dynatrace-real-users",
      title: "Web, mobile and custom applications",
      class: "rum",
      match: /^(builtin:apps\.(web|mobile|custom|other)\.|uscm\.|uacm\.|usersession$|useraction$)/,
      measures: "user actions and sessions in browsers and apps",
      examples: ["builtin:apps.web.actionCount.load.browser", "usersession"],
    },
    {
      id: "dynatrace-load-balancer-codes",
      title: "AWS load balancers, answers",
      class: "edge",
      match: /^builtin:cloud\.aws\.(alb\.errors\.(alb|target)|elb\.errors\.(elb|backend))\.http[2345]xx$/,
      measures: "answers that the load balancer or its targets gave",
      companion:
        "The load balancer's own errors and its targets' are separate metrics. Add `errors.alb.http5xx` to `errors.target.http5xx`, or `errors.elb.http5xx` to `errors.backend.http5xx`.",
      examples: ["builtin:cloud.aws.alb.errors.target.http5xx", "builtin:cloud.aws.elb.errors.elb.http5xx"],
    },
    {
      id: "dynatrace-gateways",
      title: "Load balancers and gateways, requests",
      class: "edge",
      match:
        /^builtin:cloud\.(aws\.(alb\.(requests|errors\.(rejCon|tlsNeg))|elb\.reqCompl)|azure\.(apiMgmt\.(requests|duration)|appGateway\.(http|backend\.settings\.traffic)))(\.|$)/,
      measures: "requests at the load balancer or gateway",
      examples: ["builtin:cloud.aws.alb.requests", "builtin:cloud.azure.apiMgmt.requests.failed"],
    },
    {
      id: "dynatrace-behind-gateways",
      title: "Response times behind a load balancer, Azure App Service",
      class: "server",
      match:
        /^builtin:cloud\.(aws\.(alb\.respTime|elb\.latency)|azure\.appService\.(http\.status|response|traffic\.requests))(\.|$)/,
      measures: "requests that reached a target or an app",
      examples: ["builtin:cloud.aws.alb.respTime", "builtin:cloud.azure.appService.http.status.http5xx"],
    },
    {
      id: "dynatrace-service-requests",
      title: "Services, requests",
      class: "server",
      match:
        /^builtin:service\.(response\.(time|server|group)|requestCount\.(total|server)|successes\.|errors\.(total|server|fivexx|fourxx|group)|keyRequest\.(response\.(time|server)|count\.(total|server)|errors\.(total|server|fivexx|fourxx)))/,
      measures: "requests that a service received",
      examples: [
        "builtin:service.response.time",
        "builtin:service.errors.server.successCount",
        "builtin:service.requestCount.total",
      ],
    },
    {
      id: "dynatrace-calculated-service",
      title: "Calculated service metrics",
      class: "server",
      match: /^calc:service\./,
      measures: "requests of a service, picked by someone's own conditions",
      ambiguous: true,
      examples: ["calc:service.checkout"],
    },
    {
      id: "dynatrace-service-calls",
      title: "Services, calls that they make",
      class: "dependency",
      match: /^builtin:service\.(db|nonDb)ChildCall(Count|Time)$/,
      measures: "calls that a service makes to databases and other services",
      examples: ["builtin:service.dbChildCallCount", "builtin:service.nonDbChildCallTime"],
    },
    {
      id: "dynatrace-synthetic",
      title: "Synthetic monitors",
      class: "synthetic",
      match: /^builtin:synthetic\./,
      measures: "runs of a synthetic monitor",
      examples: ["builtin:synthetic.browser.availability.location.total"],
    },
    {
      id: "dynatrace-machines",
      title: "Hosts, processes, containers and runtimes",
      class: "internal",
      match:
        /^builtin:(host|containers|kubernetes|pgi|cloud\.vmware|cloud\.aws\.(ec2|rds|ebs|asg|az)|tech\.(jvm|dotnet|go|nodejs|generic)|service\.(cpu|ioTime|lockTime|waitTime))(\.|$)/,
      measures: "hosts, processes, containers or runtimes",
      examples: ["builtin:host.cpu.usage", "builtin:service.cpu.time", "builtin:tech.jvm.memory.gc.count"],
    },
  ],
);

const grail = elsewhereRows(
  "dynatrace",
  {
    title: "Dynatrace, service metrics migration guide",
    url: "https://docs.dynatrace.com/docs/observe-and-explore/metrics/upgrade/service-metric-migration",
  },
  [
    {
      id: "dynatrace-grail-services",
      title: "Services, requests (Grail)",
      class: "server",
      match: /^dt\.service\.request\.(count|failure_count|response_time)$/,
      measures: "requests that a service received",
      examples: ["dt.service.request.count"],
    },
    {
      id: "dynatrace-grail-synthetic",
      title: "Synthetic monitors (Grail)",
      class: "synthetic",
      match: /^dt\.synthetic\./,
      measures: "runs of a synthetic monitor",
      examples: ["dt.synthetic.multi_protocol.availability"],
    },
    {
      id: "dynatrace-grail-machines",
      title: "Hosts, processes, containers and runtimes (Grail)",
      class: "internal",
      match: /^dt\.(host|process|kubernetes|containers|runtime)\./,
      measures: "hosts, processes, containers or runtimes",
      examples: ["dt.host.cpu.usage"],
    },
  ],
);

/** Metric keys of Dynatrace. */
export const dynatraceFamilies: readonly SignalFamily[] = [...classic, ...grail];
