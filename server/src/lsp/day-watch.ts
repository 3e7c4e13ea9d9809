import { TICK_MS } from "../core/workspace-clock";

/** A little behind the moment itself, so that a timer that comes early does not find the day before. */
const BEHIND_MS = 1_000;

/** Tells when a day may have begun in some time zone: reviews become overdue by themselves. */
export class DayWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly nowEpochMs: () => number,
    private readonly begun: () => void,
  ) {
    this.wait();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private wait(): void {
    const left = TICK_MS - (this.nowEpochMs() % TICK_MS);
    this.timer = setTimeout(() => {
      this.begun();
      this.wait();
    }, left + BEHIND_MS);
  }
}
