import { PYRRA_V1ALPHA1 } from "../dialects/pyrra";
import { type Consumer, OWN_FORMAT } from "./consumer";

/**
 * Pyrra as it reads objects from Kubernetes. Pyrra's own rules say what the custom resource refuses.
 *
 * Source: pyrra-dev/pyrra, kubernetes.go and kubernetes/controllers (it watches ServiceLevelObjectives).
 */
export const pyrraKubernetes: Consumer = {
  id: "pyrra-kubernetes",
  title: "Pyrra",
  url: "https://github.com/pyrra-dev/pyrra",
  diet: "In Kubernetes it watches the ServiceLevelObjectives of `pyrra.dev/v1alpha1` and nothing else.",
  reads: new Map([[PYRRA_V1ALPHA1, OWN_FORMAT]]),
};
