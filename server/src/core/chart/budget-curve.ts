import { escapeMarkup } from "./markup";

/** A moment of the budget's course. */
export interface CurvePoint {
  /** Seconds from the outage's beginning. */
  readonly seconds: number;
  /** The share of the budget that is left; below 0 it is overspent. */
  readonly left: number;
}

/** One alert's row under the curve. */
export interface CurveAlert {
  readonly label: string;
  /** When it fires and, unless it still does at the end, when it resets; seconds from the outage's beginning. */
  readonly firings: readonly { readonly from: number; readonly to?: number }[];
  /** The same as people read it: "fires after 1m, resets 5m after recovery"; "does not fire". */
  readonly text: string;
}

export interface BudgetCurve {
  /** Unique in the page: the title and the description are referred to by it. */
  readonly id: string;
  readonly title: string;
  /** What the curve shows, as a whole sentence. */
  readonly said: string;
  /** In the order of time; nothing is drawn for less than two. */
  readonly points: readonly CurvePoint[];
  /** The outage, in seconds from its beginning. */
  readonly outage: { readonly from: number; readonly to: number };
  readonly alerts: readonly CurveAlert[];
}

const WIDTH = 720;
const LEFT = 170;
const RIGHT = 704;
const TOP = 10;
const PLOT = 180;
const AXIS = 24;
const ROW = 24;
const BAR = 12;

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
/** Steps between two marks of time. */
const STEPS = [1, 5, 10, 30]
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR))
  .concat([1, 2, 5, 7, 14, 28, 90, 365].map((days) => days * DAY));

/**
 * What is left of a budget over time as a curve, with the outage as a band behind it and under it a row for each
 * alert, which has a bar from when it fires until it resets. An SVG element as a string: colours come from classes,
 * a title and a description say the same in words.
 *
 * @returns an empty string where there is nothing to draw
 */
export function budgetCurve(curve: BudgetCurve): string {
  const [first, last] = [curve.points[0], curve.points.at(-1)];
  if (!first || !last || first.seconds >= last.seconds) return "";
  const scale = scaleOf(curve.points, first.seconds, last.seconds);
  const bottom = TOP + PLOT + AXIS;
  const id = escapeMarkup(curve.id);
  const rows = curve.alerts.map(({ label, text }) => `${label}: ${text}`);
  const said = [curve.said, ...rows.map((row) => `${row}.`)].join(" ");
  return [
    `<svg class="curve" viewBox="0 0 ${WIDTH} ${bottom + curve.alerts.length * ROW + 6}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="${id}-title">${escapeMarkup(curve.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(said)}</desc>`,
    band(curve, scale, bottom + curve.alerts.length * ROW),
    ...scale.shares.map((share) => shareLine(share, scale)),
    ...timeMarks(first.seconds, last.seconds).map((seconds) => timeMark(seconds, scale)),
    `<path class="curve-line" d="${pathOf(curve.points, scale)}"/>`,
    ...curve.alerts.flatMap((alert, row) => alertRow(alert, bottom + row * ROW, scale, last.seconds)),
    "</svg>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

interface Scale {
  readonly x: (seconds: number) => number;
  readonly y: (left: number) => number;
  /** The shares that have a line across, the largest first. */
  readonly shares: readonly number[];
}

/** From the least that is left, rounded down to a step, up to all of it. */
function scaleOf(points: readonly CurvePoint[], from: number, to: number): Scale {
  const least = Math.min(...points.map(({ left }) => left), 0.9999);
  const step = shareStep(1 - least);
  const low = 1 - Math.ceil((1 - least) / step - 1e-9) * step;
  const count = Math.round((1 - low) / step);
  return {
    x: (seconds) => round(LEFT + ((clamp(seconds, from, to) - from) / (to - from)) * (RIGHT - LEFT)),
    y: (left) => round(TOP + ((1 - left) / (1 - low)) * PLOT),
    shares: Array.from({ length: count + 1 }, (_, index) => 1 - index * step),
  };
}

/** 1, 2 or 5 times a power of ten, so that there are three to eight lines. */
function shareStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span));
  for (const factor of [0.2, 0.5, 1, 2]) if (span / (factor * power) <= 5) return factor * power;
  return 2 * power;
}

function shareLine(share: number, { y, shares }: Scale): string {
  const at = y(share);
  const step = (shares[0] ?? 1) - (shares[1] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(step * 100) + 1e-9));
  const label = `${(share * 100).toFixed(Math.min(decimals, 6)).replace(/^-0$/, "0")} %`;
  const empty = Math.abs(share) < 1e-9 ? " is-empty" : "";
  return [
    `<line class="curve-grid${empty}" x1="${LEFT}" y1="${at}" x2="${RIGHT}" y2="${at}"/>`,
    `<text class="curve-tick" x="${LEFT - 8}" y="${round(at + 4)}" text-anchor="end">${escapeMarkup(label)}</text>`,
  ].join("");
}

/** Marks at round times from the outage's beginning, at most eight. */
function timeMarks(from: number, to: number): number[] {
  const year = 365 * DAY;
  const step = STEPS.find((one) => (to - from) / one <= 8) ?? Math.ceil((to - from) / 8 / year) * year;
  const marks: number[] = [];
  for (let mark = Math.ceil(from / step) * step; mark <= to; mark += step) marks.push(mark);
  return marks;
}

function timeMark(seconds: number, { x }: Scale): string {
  const at = x(seconds);
  return [
    `<line class="curve-grid" x1="${at}" y1="${TOP}" x2="${at}" y2="${TOP + PLOT + 4}"/>`,
    `<text class="curve-tick" x="${at}" y="${TOP + PLOT + 17}" text-anchor="middle">${escapeMarkup(shortTime(seconds))}</text>`,
  ].join("");
}

/** "0", "30s", "90m", "1h 30m", "2d". Marks stand at whole seconds. */
function shortTime(seconds: number): string {
  if (seconds === 0) return "0";
  const size = Math.abs(seconds);
  const parts = [
    [Math.floor(size / DAY), "d"],
    [Math.floor((size % DAY) / HOUR), "h"],
    [Math.floor((size % HOUR) / MINUTE), "m"],
    [size % MINUTE, "s"],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(" ");
  return seconds < 0 ? `-${text}` : text;
}

function band({ outage }: BudgetCurve, { x }: Scale, bottom: number): string {
  const [from, to] = [x(outage.from), x(outage.to)];
  if (outage.to <= outage.from) return "";
  const height = round(bottom - TOP);
  return `<rect class="curve-outage" x="${from}" y="${TOP}" width="${round(Math.max(to - from, 1))}" height="${height}"/>`;
}

function pathOf(points: readonly CurvePoint[], { x, y }: Scale): string {
  return points
    .map(({ seconds, left }, index) => `${index === 0 ? "M" : "L"}${x(seconds)} ${y(left)}`)
    .join(" ");
}

function alertRow(alert: CurveAlert, top: number, { x }: Scale, end: number): string[] {
  const middle = top + ROW / 2 + 4;
  const bars = alert.firings.map(({ from, to }) => {
    const [start, stop] = [x(from), x(to ?? end)];
    // A bar that goes on has no end to be seen.
    const open = to === undefined ? " is-open" : "";
    const width = round(Math.max(stop - start, 3));
    return `<rect class="curve-alert${open}" x="${start}" y="${top + (ROW - BAR) / 2}" width="${width}" height="${BAR}" rx="2"/>`;
  });
  const silent =
    bars.length === 0
      ? [`<text class="curve-tick" x="${LEFT + 8}" y="${middle}">${escapeMarkup(alert.text)}</text>`]
      : [];
  return [
    `<line class="curve-row" x1="${LEFT}" y1="${top + ROW / 2}" x2="${RIGHT}" y2="${top + ROW / 2}"/>`,
    `<text class="curve-label" x="${LEFT - 8}" y="${middle}" text-anchor="end">${escapeMarkup(alert.label)}</text>`,
    ...bars,
    ...silent,
  ];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
