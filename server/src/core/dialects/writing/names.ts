/** The longest DNS label (RFC 1123): OpenSLO takes no longer name, Kubernetes no longer label value. */
export const LONGEST_NAME = 63;

/** A key of Kubernetes' labels and annotations: a name, and before it a domain and a slash where it has one. */
export const KUBERNETES_KEY =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * A text as a DNS label: lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends.
 * `CheckoutHighErrorRate` is `checkout-high-error-rate`. Empty where nothing of it can stay.
 */
export function dnsLabel(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, "");
}

/** A text as one word in CamelCase: `checkout-availability` is `CheckoutAvailability`. */
export function camelCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

/** Hands out names, each once. */
export class Names {
  private readonly taken = new Set<string>();

  /** The name, or where it is taken the same with the first free number: `page-2`. */
  free(name: string): string {
    let candidate = name;
    for (let count = 2; this.taken.has(candidate); count++) {
      const suffix = `-${count}`;
      candidate = name.slice(0, LONGEST_NAME - suffix.length).replace(/-+$/, "") + suffix;
    }
    this.taken.add(candidate);
    return candidate;
  }
}
