import type { SignalLabel, SignalReference } from "../../../server/src/core/signals/signal";

const SERIES = /^([^{]+)(?:\{(.*)\})?$/;
const MATCHER = /([\w.]+)(=~|!~|!=|=)"([^"]*)"/g;

/** `name{label="value"}` as a reference to a metric in a Prometheus-style store. */
export function series(text: string): SignalReference {
  const match = SERIES.exec(text);
  if (match?.[1] === undefined) throw new Error(`not a series: ${text}`);
  const labels: SignalLabel[] = [];
  for (const [, label, op, value] of (match[2] ?? "").matchAll(MATCHER)) {
    if (label === undefined || value === undefined) continue;
    if (op === "=" || op === "!=" || op === "=~" || op === "!~") labels.push({ label, op, value });
  }
  return { source: "prometheus", name: match[1], labels };
}
