/**
 * Labels that tell how an event went, or how long it took: by these good and bad events differ from all events.
 * A word counts where it stands between underscores; `le` and its like are whole names.
 */
const OUTCOME_WORD =
  /(?:^|_)(?:code|rcode|status|result|outcome|success|successful|succeeded|ok|error|errors|err|fail|failed|failure|exception|reason|state|response|verdict|condition|cause|type|kind|class|level|severity|flags|event|phase|stage|step|action)(?:_|$)/i;
const BUCKET_LABEL = /^(?:le|vmrange|quantile)$/;

/** Whether events that went well and all events may differ in this label. */
export function isOutcomeLabel(label: string): boolean {
  return BUCKET_LABEL.test(label) || OUTCOME_WORD.test(snake(label));
}

/** Labels that say whose events they are, and where: nobody compares those of one service with another's. */
const PLACE_LABEL =
  /^(?:(?:exported|k8s|kube|kubernetes|source|destination|app|dst|deployment)_)*(?:job|service|service_name|app|application|application_name|workload|namespace|ns|cluster|cluster_name|environment|env|region|zone|datacenter|dc|tenant|instance|host|hostname|node|pod|container|deployment|product|team|project)$/i;

/** Whether a label says which service, and which copy of it, an event happened at. */
export function isPlaceLabel(label: string): boolean {
  return PLACE_LABEL.test(snake(label));
}

/** `httpStatus` as `http_Status`. */
function snake(label: string): string {
  return label.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
}
