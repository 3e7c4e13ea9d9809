import type { SpecObject } from "../../model/spec-object";
import { usesOf } from "../../resolve/indicator";
import type { MetricSignal } from "../../resolve/signal";
import type { WorkspaceView } from "../../resolve/workspace-view";

/** Words for what runs a platform: a service called so is machinery, and its users are the platform's. */
const MACHINERY =
  /^(?:operators?|controllers?|kubelets?|schedulers?|autoscalers?|vpa|hpa|karpenter|daemonsets?|exporters?|nodes?|nodepools?|nodegroups?|clusters?|kubernetes|k8s|kubeproxy|etcd|cni|csi|calico|cilium|containerd|prometheus|thanos|alertmanager|mimir|cortex|loki|tempo|monitoring|observability|infra|infrastructure|hosts?|vms?|hypervisors?|hardware|argo|argocd|flux|velero|reconcil\w*)$/;

/** What is there for being scraped. */
const SCRAPED = /^(?:exporters?|targets?|scrapes?|scraping)$/;

/** Two words that name one such thing together. */
const MACHINERY_PAIRS =
  /(?:^|-)(?:cert-manager|external-dns|external-secrets|kube-(?:proxy|state|system))(?:-|$)/;

/** What the first word of a metric's name is called elsewhere. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  kube: ["kubernetes", "k8s"],
  mongodb: ["mongo", "db", "database"],
  mysql: ["mariadb", "db", "database"],
  pg: ["postgres", "postgresql", "db", "database"],
  redis: ["cache"],
  windows: ["hosts", "host"],
};

/** First words that name no product: any service has a process, and `node` may be the runtime of JavaScript. */
const NO_PRODUCT: ReadonlySet<string> = new Set(
  "up scrape process go jvm nodejs node dotnet python container machine system workqueue db".split(" "),
);

/**
 * Whether an SLO or SLI says by its service, or by its name where it has none, that it is about the very machinery
 * that a metric measures: `service: kubelet`, or `orders-postgres` over `pg_up`. Its users are then likely those who
 * run on it, and whether they feel the metric cannot be told from here. `up` shows nothing of what a process does:
 * there only what is for being scraped counts.
 */
export function isAboutMachinery(
  object: SpecObject,
  { reference }: MetricSignal,
  view: WorkspaceView,
): boolean {
  const slugs = namesOf(usesOf(object, view)).map(slugOf);
  const words = new Set(slugs.flatMap((slug) => slug.split("-")));
  if (/^(?:up$|scrape_)/.test(reference.name)) return [...words].some((word) => SCRAPED.test(word));
  if (slugs.some((slug) => MACHINERY_PAIRS.test(slug))) return true;
  if ([...words].some((word) => MACHINERY.test(word))) return true;
  const product = /^[a-z0-9]+/.exec(reference.name.toLowerCase())?.[0] ?? "";
  if (NO_PRODUCT.has(product)) return false;
  return [product, ...(OTHER_NAMES[product] ?? [])].some((name) => words.has(name));
}

/** The services whose SLOs these are; where no SLO names one, the objects' own names. */
function namesOf(objects: readonly SpecObject[]): readonly string[] {
  const services = objects.flatMap(({ body }) => (body.type === "slo" ? (body.service?.value ?? []) : []));
  return services.length > 0 ? services : objects.flatMap(({ name }) => name?.value ?? []);
}

/** `OrdersPostgres_db` is orders-postgres-db. */
function slugOf(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
}
