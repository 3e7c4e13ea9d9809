/** A small generator of even random numbers: the same seed gives the same run on every machine. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    // Mulberry's mixing steps spread every bit of the counter over the whole word.
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  /** One of them. The list may not be empty. */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error("There is nothing to pick from.");
    return picked;
  }
}
