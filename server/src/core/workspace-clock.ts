import { civilDate } from "./math/calendar";

/** Every time zone's day begins at a whole quarter of an hour: between two of them no day changes anywhere. */
export const TICK_MS = 900_000;

/** A moment of a workspace, as fine as anything that is said of its files depends on it. */
export class Clock {
  private readonly dates = new Map<string, string | undefined>();

  private constructor(private readonly tick: number) {}

  /** The clock at a moment in milliseconds since the epoch; the same one, where no day has begun since. */
  static at(nowEpochMs: number, before?: Clock): Clock {
    const tick = Math.floor(nowEpochMs / TICK_MS);
    return before?.tick === tick ? before : new Clock(tick);
  }

  /** The ISO date of today in a time zone; undefined for a zone that nobody knows. */
  today(timeZone: string): string | undefined {
    if (!this.dates.has(timeZone)) this.dates.set(timeZone, civilDate(timeZone, this.tick * TICK_MS));
    return this.dates.get(timeZone);
  }
}
