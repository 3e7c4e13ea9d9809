import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const newRelic = elsewhereRows(
  "other",
  {
    title: "New Relic data dictionary",
    url: "https://docs.newrelic.com/attribute-dictionary/",
  },
  [
    {
      id: "new-relic-browser",
      title: "New Relic Browser and Mobile",
      class: "rum",
      match:
        /^New Relic (PageView|PageViewTiming|PageAction|BrowserInteraction|BrowserPerformance|AjaxRequest|JavaScriptError|UserAction|Mobile\w*)$/i,
      measures: "page views, requests and sessions in the users' browsers and apps",
      examples: ["New Relic PageView", "New Relic MobileCrash"],
    },
    {
      id: "new-relic-apm",
      title: "New Relic APM",
      class: "server",
      match:
        /^New Relic (Transaction|TransactionError|apm\.service\.(transaction\.|error\.|apdex|overview\.web))/i,
      measures: "transactions of an instrumented service",
      examples: ["New Relic Transaction", "New Relic apm.service.transaction.duration"],
    },
    {
      id: "new-relic-synthetics",
      title: "New Relic Synthetics",
      class: "synthetic",
      match: /^New Relic Synthetic(Check|Request)$/i,
      measures: "runs of a synthetic monitor",
      examples: ["New Relic SyntheticCheck"],
    },
    {
      id: "new-relic-infrastructure",
      title: "New Relic Infrastructure",
      class: "internal",
      match: /^New Relic ((System|Process|Storage|Network|Container)Sample|K8s\w+Sample|host\.\w)/i,
      measures: "machines, processes or containers",
      examples: ["New Relic SystemSample", "New Relic K8sPodSample"],
    },
  ],
);

const appDynamics = elsewhereRows(
  "other",
  {
    title: "AppDynamics, metrics",
    url: "https://docs.appdynamics.com/appd/24.x/latest/en/appdynamics-essentials/metrics-and-health-rules",
  },
  [
    {
      id: "appdynamics-end-users",
      title: "AppDynamics, End User Experience",
      class: "rum",
      match: /^AppDynamics (End User Experience|Mobile)\|/i,
      measures: "requests and page loads in the users' browsers and apps",
      examples: ["AppDynamics End User Experience|App|Slow Requests"],
    },
    {
      id: "appdynamics-application",
      title: "AppDynamics, applications and business transactions",
      class: "server",
      match:
        /^AppDynamics (Overall Application Performance|Business Transaction Performance|Service Endpoints)\|/i,
      measures: "requests that an instrumented application received",
      examples: ["AppDynamics Overall Application Performance|Average Response Time (ms)"],
    },
    {
      id: "appdynamics-backends",
      title: "AppDynamics, backends",
      class: "dependency",
      match: /^AppDynamics Backends\|/i,
      measures: "calls that an application makes to databases and other services",
      examples: ["AppDynamics Backends|Discovered backend call|Calls per Minute"],
    },
    {
      id: "appdynamics-infrastructure",
      title: "AppDynamics, infrastructure",
      class: "internal",
      match: /^AppDynamics Application Infrastructure Performance\|/i,
      measures: "machines, processes and runtimes",
      examples: ["AppDynamics Application Infrastructure Performance|Root|Hardware Resources|CPU|%Busy"],
    },
  ],
);

const probes = [
  ...elsewhereRows(
    "other",
    { title: "ThousandEyes, tests", url: "https://docs.thousandeyes.com/product-documentation/tests" },
    [
      {
        id: "thousandeyes",
        title: "ThousandEyes tests",
        class: "synthetic",
        match: /^ThousandEyes \S/,
        measures: "runs of a ThousandEyes test",
        examples: ["ThousandEyes http-server-availability"],
      },
    ],
  ),
  ...elsewhereRows("other", { title: "Pingdom API, checks", url: "https://docs.pingdom.com/api/" }, [
    {
      id: "pingdom",
      title: "Pingdom checks",
      class: "synthetic",
      match: /^Pingdom (uptime|transaction)$/i,
      measures: "runs of a Pingdom check",
      examples: ["Pingdom uptime"],
    },
  ]),
];

const azure = elsewhereRows(
  "other",
  {
    title: "Azure Monitor, supported metrics",
    url: "https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index",
  },
  [
    {
      id: "azure-application-insights-browser",
      title: "Application Insights, browsers",
      class: "rum",
      match: /^Microsoft\.Insights\/components (browserTimings|pageViews)\//i,
      measures: "page views in the users' browsers",
      examples: ["Microsoft.Insights/components browserTimings/totalDuration"],
    },
    {
      id: "azure-gateways",
      title: "Application Gateway, Front Door and API Management",
      class: "edge",
      match:
        /^(Microsoft\.Network\/applicationGateways (TotalRequests|FailedRequests|ResponseStatus|ApplicationGatewayTotalTime)|Microsoft\.(Network\/frontdoors|Cdn\/profiles) (RequestCount|TotalLatency|Percentage[45]XX)|Microsoft\.ApiManagement\/service (Requests|TotalRequests|FailedRequests|SuccessfulRequests|Duration))$/i,
      measures: "requests that the gateway answered",
      examples: [
        "Microsoft.Network/applicationGateways FailedRequests",
        "Microsoft.Cdn/profiles Percentage5XX",
      ],
    },
    {
      id: "azure-behind-gateways",
      title: "App Service, Application Insights' requests, gateways' backends",
      class: "server",
      match:
        /^(Microsoft\.Web\/sites (Http\w+|Requests|HttpResponseTime|AverageResponseTime)|Microsoft\.Insights\/components requests\/\w+|Microsoft\.Network\/applicationGateways Backend\w+|Microsoft\.(Network\/frontdoors BackendRequest\w+|Cdn\/profiles OriginRequest\w+|Cdn\/profiles OriginLatency)|Microsoft\.ApiManagement\/service BackendDuration)$/i,
      measures: "requests that reached the app",
      examples: ["Microsoft.Web/sites Http5xx", "Microsoft.Insights/components requests/failed"],
    },
    {
      id: "azure-application-insights-dependencies",
      title: "Application Insights, dependencies",
      class: "dependency",
      match: /^Microsoft\.Insights\/components dependencies\//i,
      measures: "calls that an app makes",
      examples: ["Microsoft.Insights/components dependencies/failed"],
    },
    {
      id: "azure-availability-tests",
      title: "Application Insights, availability tests",
      class: "synthetic",
      match: /^Microsoft\.Insights\/components availabilityResults\//i,
      measures: "runs of an availability test",
      examples: ["Microsoft.Insights/components availabilityResults/availabilityPercentage"],
    },
    {
      id: "azure-machines",
      title: "Machines and databases of Azure",
      class: "internal",
      match:
        /^(Microsoft\.(Compute\/\w+|Sql\/\w+(\/databases)?|Cache\/\w+|ContainerService\/\w+|DBfor\w+\/\w+) \S|Microsoft\.Insights\/components (performanceCounters|processCpu)\/)/i,
      measures: "machines, containers or databases",
      examples: ["Microsoft.Compute/virtualMachines Percentage CPU"],
    },
  ],
);

/** Sources without a reader of their own: the product's name stands before the metric's, Azure's resource type too. */
export const otherFamilies: readonly SignalFamily[] = [...newRelic, ...appDynamics, ...probes, ...azure];
