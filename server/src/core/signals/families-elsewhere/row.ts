import type { SignalClass, SignalFamily, SignalSource } from "../signal";

/** A document that names metrics. */
export type Evidence = SignalFamily["evidence"];

/** A row without what all rows of one source, or of one document, share. */
export type ElsewhereRow = Omit<SignalFamily, "source" | "evidence">;

/** Metrics of each source that count requests at the edge and in the service, to be named as what to take. */
const EXAMPLES: Partial<Record<SignalSource, { readonly edge: string; readonly server: string }>> = {
  datadog: { edge: "aws.applicationelb.request_count", server: "trace.rack.request.hits" },
  cloudwatch: { edge: "AWS/ApplicationELB RequestCount", server: "AWS/Lambda Invocations" },
  "google-cloud-monitoring": {
    edge: "loadbalancing.googleapis.com/https/request_count",
    server: "run.googleapis.com/request_count",
  },
  dynatrace: { edge: "builtin:cloud.aws.alb.requests", server: "builtin:service.requestCount.server" },
  splunk: { edge: "sourcetype=aws:elb:accesslogs", server: "service.request.count" },
};

/** Rows for metrics that one document of one source names. */
export function elsewhereRows(
  source: SignalSource,
  evidence: Evidence,
  rows: readonly ElsewhereRow[],
): readonly SignalFamily[] {
  return rows.map((row) => {
    const instead = row.instead ?? insteadOf(row.class, source);
    return { ...row, source, evidence, ...(instead === undefined ? {} : { instead }) };
  });
}

/** The class's own advice, with an example that the source has: nobody can query another's metrics. */
function insteadOf(signalClass: SignalClass, source: SignalSource): string | undefined {
  const examples = EXAMPLES[source];
  const at = (name: string | undefined) => (name === undefined ? "." : `, for example \`${name}\`.`);
  switch (signalClass) {
    case "server":
      return `Count the answers at the load balancer or gateway${at(examples?.edge)}`;
    case "dependency":
      return `Count the answers that the service gives${at(examples?.server)}`;
    case "synthetic":
      return `Count real requests beside it${at(examples?.edge)}`;
    case "internal":
      return `Count requests at the edge${at(examples?.edge)}`;
    default:
      return undefined;
  }
}
