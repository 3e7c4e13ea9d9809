/** The readers of SLO files whose habits SLOsmith knows; what each is stands beside `slosmith/consumers`. */
export const CONSUMERS = ["go-sdk", "sloth", "nobl9", "dash0", "pyrra-files", "pyrra-kubernetes"] as const;

export type ConsumerId = (typeof CONSUMERS)[number];

/** The consumer with this id, letter by letter. */
export function consumerId(text: string): ConsumerId | undefined {
  return CONSUMERS.find((id) => id === text);
}
