export interface Summary {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly p95: number;
}
export function percentile(samples: readonly number[], share: number): number;
export function median(samples: readonly number[]): number;
export function summarize(samples: readonly number[]): Summary | undefined;
export function ratio(other: Summary | undefined, own: Summary | undefined): number | undefined;
