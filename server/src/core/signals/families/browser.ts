import { document, prometheusRows } from "./row";

const WEB_VITALS = document("web-vitals: metric names", "https://github.com/GoogleChrome/web-vitals#api");
const FARO = document(
  "Grafana Alloy: faro.receiver",
  "https://grafana.com/docs/alloy/latest/reference/components/faro/faro.receiver/",
);

/** What users' browsers and apps report, and the receivers of those reports. */
export const browserFamilies = prometheusRows([
  {
    id: "faro-receiver",
    title: "Grafana Faro receiver",
    class: "internal",
    match: /^faro_receiver_/,
    examples: ["faro_receiver_exceptions_total", "faro_receiver_request_duration_seconds_bucket"],
    measures: "the receiver that takes in reports from browsers",
    blindTo: "It counts reports as they arrive; a browser that cannot reach the receiver is missing.",
    instead: "Make metrics of the reports themselves, such as page loads and failed requests.",
    evidence: FARO,
  },
  {
    id: "web-vitals",
    title: "Web Vitals",
    class: "rum",
    convention: true,
    match: /(^|_)web_vitals?(_|$)|(^|_)(lcp|inp|ttfb)(_(ms|milliseconds|seconds))?$/,
    examples: ["web_vitals_lcp_seconds_bucket", "frontend_inp", "shop_ttfb_milliseconds_bucket"],
    measures: "how fast pages come up in users' browsers",
    evidence: WEB_VITALS,
  },
  {
    id: "browser-convention",
    title: "Browser and app reports, by their name",
    class: "rum",
    convention: true,
    ambiguous: true,
    match: /^(rum|faro|browser|page_load|pageload)_|(^|_)(cls|fcp|fid)(_(ms|milliseconds|seconds))?$/,
    examples: [
      "rum_page_views_total",
      "browser_requests_total",
      "page_load_duration_seconds_bucket",
      "faro_events_total",
      "frontend_cls",
    ],
    measures: "what users' browsers or apps report",
    evidence: document("Web Vitals", "https://web.dev/articles/vitals"),
  },
]);
