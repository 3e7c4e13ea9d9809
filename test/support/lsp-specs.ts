/** Small specs that the server's tests share. */

/** An indicator and the service that it belongs to. */
export const SLI = `apiVersion: openslo/v1
kind: SLI
metadata:
  name: shop-sli
spec:
  ratioMetric:
    counter: true
    good:
      metricSource:
        type: Prometheus
        spec:
          query: sum(nginx_ingress_controller_requests{ingress="shop",status!~"408|429|499|5.."})
    total:
      metricSource:
        type: Prometheus
        spec:
          query: sum(nginx_ingress_controller_requests{ingress="shop"})
---
apiVersion: openslo/v1
kind: Service
metadata:
  name: shop
spec:
  description: A shop.
`;

/** An SLO that refers to both. */
export const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: shop-availability
spec:
  service: shop
  indicatorRef: shop-sli
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.9995
`;

/** All of it, right. */
export const SOUND = `${SLI}---\n${SLO}`;

/** The same with a target above 1. */
export const WRONG = SOUND.replace("0.9995", "99.95");

/** The SLO as a member of a tier. */
export function inTier(tier: string): string {
  return SLO.replace("spec:\n", `  annotations:\n    slosmith/tier: ${tier}\nspec:\n`);
}
