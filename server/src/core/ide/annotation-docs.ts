/** One of SLOsmith's own annotations: what it is, and what its text means. */
export interface AnnotationDoc {
  readonly title: string;
  readonly description: string;
  /** `positive-number`, `names`, `ref:ReliabilityTier` … */
  readonly type: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: string;
  readonly examples: readonly string[];
  /** The kinds that it may stand on. */
  readonly appliesTo: readonly string[];
}

/**
 * The annotations by their keys. The same stands in schemas/slosmith/v1/annotations.json, which the core cannot
 * read; a test holds the two together.
 */
const DOCS: Readonly<Record<string, AnnotationDoc>> = {
  "slosmith/tier": {
    title: "Reliability tier",
    description:
      "Name or declared alias of the ReliabilityTier that the SLO belongs to. On a Service it holds for all SLOs of the service that name none.",
    type: "ref:ReliabilityTier",
    examples: ["critical-journey"],
    appliesTo: ["SLO", "Service"],
  },
  "slosmith/events-per-day": {
    title: "Events per day",
    description:
      "How many events the indicator counts on an average day: a number above 0, in quotes. With it budgets are told in events, and targets too fine for the traffic are found.",
    type: "positive-number",
    examples: ["1200000", "300"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/category": {
    title: "Category",
    description:
      "What kind of good service the SLO promises. It decides which of the tier's ranges the target is held against; without it the category is inferred from the indicator.",
    type: "enum",
    enum: [
      "availability",
      "latency",
      "errorRate",
      "quality",
      "freshness",
      "correctness",
      "coverage",
      "throughput",
      "durability",
    ],
    enumDescriptions: [
      "A valid request gets an answer in time that is not a server error.",
      "A good answer comes within the threshold.",
      "A request is answered, and the answer is right; a GraphQL 200 that carries errors is not.",
      "The answer is served in full, without falling back to a reduced one.",
      "Data that users read is younger than the threshold, or a job's result is there in time.",
      "A processed record has the right result.",
      "Of the records that should be processed, those that are.",
      "Work is done at the wanted rate.",
      "What was stored can be read again.",
    ],
    examples: ["availability", "latency"],
    appliesTo: ["SLO", "SLI"],
  },
  "slosmith/path": {
    title: "Path",
    description:
      "Which of the tier's paths the SLO is about, such as `critical` for what users wait for or `background` for what they do not.",
    type: "string",
    examples: ["critical", "background"],
    appliesTo: ["SLO", "SLI"],
  },
  "slosmith/time-zone": {
    title: "Time zone",
    description:
      "The time zone, by its IANA name, in which the preview counts months, quarters and years when the SLO has no calendar window. UTC without it.",
    type: "time-zone",
    default: "UTC",
    examples: ["Europe/Berlin"],
    appliesTo: ["SLO", "Service"],
  },
  "slosmith/owner": {
    title: "Owner",
    description: "The team or person who answers the SLO's pages and looks after its budget.",
    type: "string",
    examples: ["checkout-sre"],
    appliesTo: ["SLO", "Service"],
  },
  "slosmith/depends-on": {
    title: "Hard dependencies by name",
    description:
      "Names of SLOs or Services of the workspace that must work for this one to work, separated by commas. A dependency in a less important tier is pointed out, and their targets limit what can be promised here.",
    type: "names",
    examples: ["payments", "payments, inventory-availability"],
    appliesTo: ["SLO", "Service"],
  },
  "slosmith/dependencies": {
    title: "Hard dependencies by target",
    description:
      "Targets in percent of hard dependencies that no file of the workspace describes, as name=percent, separated by commas. Together they limit what can be promised here.",
    type: "dependency-targets",
    examples: ["card-network=99.95", "card-network=99.95, sms-gateway=99.9"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/sample-interval": {
    title: "Sample interval",
    description:
      "How often the metric is sampled or the probe runs, such as 30s. A budget shorter than a few samples cannot be measured with gauges and probes.",
    type: "fine-duration",
    examples: ["15s", "1m"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/retention": {
    title: "Retention",
    description:
      "How long the metrics are kept, such as 90d. A window longer than this cannot be calculated from them.",
    type: "duration",
    examples: ["15d", "13w"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/buckets": {
    title: "Histogram buckets",
    description:
      "Upper bounds of the latency histogram's buckets in the metric's own unit, rising, separated by commas. A latency threshold that is not among them is measured only roughly.",
    type: "numbers",
    examples: ["0.1, 0.3, 1.2, 5"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/client": {
    title: "Client",
    description:
      "What kind of client the users have. Their own network loses some requests, which limits the targets that can be measured at their side.",
    type: "enum",
    enum: ["browser", "mobile", "server", "internal"],
    enumDescriptions: [
      "People in a web browser, over the public internet.",
      "People with a phone app, over mobile networks.",
      "Other companies' servers, over the public internet.",
      "Own services or staff, over a managed network.",
    ],
    examples: ["browser", "mobile"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
  "slosmith/signal": {
    title: "Signal",
    description:
      "Where the indicator is measured, when SLOsmith does not know or judges wrongly. `user-facing` says that its users feel it, whatever the metric's name.",
    type: "enum",
    enum: [
      "user-facing",
      "rum",
      "edge",
      "server",
      "synthetic",
      "async",
      "platform",
      "dependency",
      "internal",
    ],
    enumDescriptions: [
      "Its users feel it directly, whatever the metric is called.",
      "Measured in the user's own browser or app.",
      "Measured where user traffic enters: gateway, ingress, load balancer, CDN.",
      "Measured by the server that answers; what never reaches it goes unseen.",
      "Measured by probes that imitate users.",
      "Measured as age or completion of background work that users wait for.",
      "Measured at a platform whose tenants are the users.",
      "Measured at calls that the service makes to others.",
      "Measured inside machines and runtimes; users do not feel it directly.",
    ],
    examples: ["user-facing", "edge"],
    appliesTo: ["SLO", "SLI", "Service"],
  },
};

/** The documentation of an annotation; undefined for keys that SLOsmith does not know. */
export function annotationDoc(key: string): AnnotationDoc | undefined {
  return Object.hasOwn(DOCS, key) ? DOCS[key] : undefined;
}

/** The keys of all annotations that SLOsmith knows. */
export const annotationKeys: readonly string[] = Object.keys(DOCS);
