import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const ATHENA = "https://docs.aws.amazon.com/athena/latest/ug";

/** Tables whose names their makers' documents give to log exports. Any other table is unknown. */
export const sqlFamilies: readonly SignalFamily[] = [
  ...elsewhereRows(
    "sql",
    {
      title: "Amazon Athena, querying Application Load Balancer logs",
      url: `${ATHENA}/application-load-balancer-logs.html`,
    },
    [
      {
        id: "sql-alb-logs",
        title: "Access logs of AWS load balancers",
        class: "edge",
        match: /(^|\.)(alb(_access)?_logs?(_partition_projection)?|elb_logs)$/i,
        measures: "requests that the load balancer logged",
        examples: ["alb_logs", "logs.alb_access_logs"],
      },
    ],
  ),
  ...elsewhereRows(
    "sql",
    { title: "Amazon Athena, querying CloudFront logs", url: `${ATHENA}/cloudfront-logs.html` },
    [
      {
        id: "sql-cloudfront-logs",
        title: "Access logs of CloudFront",
        class: "edge",
        match: /(^|\.)cloudfront_(standard_|real_time_)?logs$/i,
        measures: "requests that CloudFront logged",
        examples: ["cloudfront_standard_logs"],
      },
    ],
  ),
  ...elsewhereRows(
    "sql",
    {
      title: "Google Cloud, log entries in BigQuery",
      url: "https://cloud.google.com/logging/docs/export/bigquery",
    },
    [
      {
        id: "sql-google-request-logs",
        title: "Request logs of Cloud Run and App Engine",
        class: "server",
        match:
          /(^|\.)(run_googleapis_com_requests|appengine_googleapis_com_(nginx_)?request_?log)(_\d{8}|_\*)?$/i,
        measures: "requests that Cloud Run or App Engine logged",
        examples: ["logs.run_googleapis_com_requests", "appengine_googleapis_com_request_log_20240101"],
      },
    ],
  ),
  ...elsewhereRows(
    "sql",
    { title: "Chrome UX Report on BigQuery", url: "https://developer.chrome.com/docs/crux/bigquery" },
    [
      {
        id: "sql-crux",
        title: "Chrome UX Report",
        class: "rum",
        match: /^chrome-ux-report\./i,
        measures: "page loads of people who use Chrome",
        examples: ["chrome-ux-report.materialized.metrics_summary"],
      },
    ],
  ),
];
