import type { SignalClass, SignalSource } from "./signal";

/** What the product says of a class of signals. Whole sentences, to be put into messages as they stand. */
export interface ClassText {
  /** What the class is called in a hover or a summary. */
  readonly title: string;
  /** What a metric of the class shows. */
  readonly sees: string;
  /** What it can miss; absent for `unknown`. */
  readonly cannotSee?: string;
  /** What users would feel instead; absent where the class is as good as any. */
  readonly instead?: string;
  /** A metric in a Prometheus-style store that measures what `instead` asks for. */
  readonly example?: string;
}

/** The classes, from the closest to the user to the furthest. The first row that fits a metric is in this order. */
export const SIGNAL_CLASSES: readonly SignalClass[] = [
  "rum",
  "edge",
  "server",
  "platform",
  "dependency",
  "synthetic",
  "async",
  "internal",
  "unknown",
];

/** The words for each class. Source of the order and of what each is blind to: docs/signals.md. */
export const CLASS_TEXT: Readonly<Record<SignalClass, ClassText>> = {
  rum: {
    title: "Real users",
    sees: "It is measured in the users' own browser or app.",
    cannotSee: "It misses users who could not load the page or the app at all.",
  },
  edge: {
    title: "Edge",
    sees: "It is measured where requests enter: load balancer, ingress, gateway.",
    cannotSee: "It misses what fails before: DNS, the users' network, the edge itself being down.",
  },
  server: {
    title: "Server",
    sees: "It is measured in the service, or right before it.",
    cannotSee: "It misses requests that never arrive: DNS, load balancer, a crashed instance.",
    instead: "Count the answers at the load balancer, ingress or gateway.",
    example: "nginx_ingress_controller_requests",
  },
  platform: {
    title: "Platform",
    sees: "It is measured in a platform that others build on: Kubernetes, DNS, monitoring, storage.",
    cannotSee: "It shows what users feel only where the platform's tenants are the users.",
    instead: "For a product on the platform, count the product's own answers.",
    example: "http_server_request_duration_seconds_count",
  },
  dependency: {
    title: "Dependency",
    sees: "It is measured in the caller: calls that a service makes, not answers that it gives.",
    cannotSee:
      "Users can suffer while it looks fine, and a retry or a cache can spare them a failure it counts.",
    instead: "Count the answers that the service gives.",
    example: "http_server_request_duration_seconds_count",
  },
  synthetic: {
    title: "Synthetic",
    sees: "It is measured by a probe that calls now and then, from a few places.",
    cannotSee: "It misses what real users do: their paths, their data, their networks, their number.",
    instead: "Count real requests beside it.",
    example: "nginx_ingress_controller_requests",
  },
  async: {
    title: "Background work",
    sees: "It is about work that nobody waits for on the line: queues, jobs, pipelines.",
    cannotSee: "A queue's depth does not say how long any one item waits.",
    instead: "Measure each item's age when it is done, and count those within the limit.",
  },
  internal: {
    title: "Internal",
    sees: "It measures machinery.",
    cannotSee: "Users can suffer while it looks fine.",
    instead: "Count requests at the edge.",
    example: "nginx_ingress_controller_requests",
  },
  unknown: {
    title: "Unknown",
    sees: "The catalogue does not know where it is measured.",
  },
};

/**
 * The class's advice, with its example where the reader's own store would have such a metric.
 *
 * @returns a whole sentence; `undefined` where the class is as good as any
 */
export function adviceOf(name: SignalClass, source: SignalSource): string | undefined {
  const { instead, example } = CLASS_TEXT[name];
  if (instead === undefined || example === undefined || source !== "prometheus") return instead;
  return `${instead.slice(0, -1)}, for example \`${example}\`.`;
}
