/** A Service without a mistake. */
export const SERVICE = `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: Takes orders
`;

/** One whose name is an error and whose unknown key is another; a fix is offered for the key. */
export const WRONG_SERVICE = SERVICE.replace("name: checkout", "name: Check Out").replace(
  "description",
  "descripton",
);

/** A window in an SLO that nobody needs to be warned of, and the target that is given. */
export const slo = (target: string, name = "checkout-availability") => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: checkout
  indicatorRef: checkout-answered
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: ${target}
`;

/** An SLO of the tier `core`. */
export const sloInCore = (name: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  annotations: { slosmith/tier: core }
spec:
  service: shop
  indicatorRef: answered
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives:
    - target: 0.999
`;
