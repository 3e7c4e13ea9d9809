import type { Definition } from "../../resolve/workspace-view";
import { nearest } from "../../text/nearest";

/** Names compared in full at most: beyond that, finding a near one would cost more than it is worth. */
const MOST_COMPARED = 1_000;

/** As many edits as `nearest` forgives at most; each changes at most two letters' counts. */
const MOST_EDITS = 3;

/** The name that a lost one most likely means. Most names are ruled out by their letters alone, for speed. */
export function similarName(name: string, known: readonly Definition[]): string | undefined {
  const wanted = letterCounts(name);
  const candidates = new Set<string>();
  for (const { object } of known) {
    const other = object.name?.value;
    if (other === undefined) continue;
    if (Math.abs(other.length - name.length) > MOST_EDITS || !mayBeNear(wanted, other)) continue;
    candidates.add(other);
    if (candidates.size === MOST_COMPARED) break;
  }
  return nearest(name, candidates);
}

const BUCKETS = 32;

/** How often each letter occurs; letters that share a bucket only make names look more alike. */
function letterCounts(text: string): Int16Array {
  const counts = new Int16Array(BUCKETS);
  for (let at = 0; at < text.length; at++) {
    const bucket = text.charCodeAt(at) % BUCKETS;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

function mayBeNear(wanted: Int16Array, other: string): boolean {
  const counts = letterCounts(other);
  let difference = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    difference += Math.abs((wanted[bucket] ?? 0) - (counts[bucket] ?? 0));
  }
  return difference <= 2 * MOST_EDITS;
}
