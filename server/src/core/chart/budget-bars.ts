import { escapeMarkup } from "./markup";

/** One bar: a window and its budget. */
export interface BudgetBar {
  readonly label: string;
  /** The budget in seconds; only its place on the axis is made from it, the figure is `text`. */
  readonly seconds: number;
  /** The budget as people read it. */
  readonly text: string;
  /** What makes it stand out: "the promise". All others are scaled equivalents. */
  readonly mark?: string;
  /** Less than one event, slice or sample: drawn as an outline. */
  readonly measurable: boolean;
}

export interface BudgetBars {
  /** Unique in the page: the title and the description are referred to by it. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly BudgetBar[];
}

const TICKS = [
  [0.001, "1ms"],
  [0.01, "10ms"],
  [0.1, "100ms"],
  [1, "1s"],
  [10, "10s"],
  [60, "1m"],
  [600, "10m"],
  [3_600, "1h"],
  [86_400, "1d"],
  [864_000, "10d"],
  [8_640_000, "100d"],
  [86_400_000, "1,000d"],
] as const;

const WIDTH = 720;
const LEFT = 150;
const RIGHT = 590;
const ROW = 24;
const BAR = 14;
const AXIS = 26;

/**
 * Budgets as horizontal bars on a logarithmic scale, since an hour's budget and a year's differ ten thousandfold.
 * An SVG element as a string: colours come from classes, and a title and a description say the same in words.
 *
 * @returns an empty string where there is nothing to draw
 */
export function budgetBars(chart: BudgetBars): string {
  if (chart.bars.length === 0) return "";
  const ticks = ticksFor(chart.bars.map((bar) => bar.seconds));
  const bottom = chart.bars.length * ROW;
  const id = escapeMarkup(chart.id);
  const spoken = chart.bars.map((bar) => `${bar.label} ${bar.text}${bar.mark ? ` (${bar.mark})` : ""}`);
  return [
    `<svg class="bars" viewBox="0 0 ${WIDTH} ${bottom + AXIS}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="${id}-title">${escapeMarkup(chart.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(`On a logarithmic scale: ${spoken.join("; ")}.`)}</desc>`,
    ...ticks.map((tick) => gridLine(position(tick.seconds, ticks), tick.label, bottom)),
    ...chart.bars.map((bar, row) => barAt(bar, row, ticks)),
    "</svg>",
  ].join("\n");
}

/** A round length of time on a scale of budgets. */
export interface Tick {
  readonly seconds: number;
  readonly label: string;
}

/**
 * The ticks from the last one at or below the smallest budget to the first one at or above the largest.
 *
 * @param values budgets in seconds
 */
export function ticksFor(values: readonly number[]): readonly Tick[] {
  const shown = values.filter((value) => value > 0);
  const least = Math.min(...shown, TICKS[TICKS.length - 1]?.[0] ?? 1);
  const most = Math.max(...shown, TICKS[0]?.[0] ?? 1);
  const first = Math.max(
    0,
    TICKS.findLastIndex(([seconds]) => seconds <= least),
  );
  const after = TICKS.findIndex(([seconds]) => seconds >= most);
  const last = Math.max(after < 0 ? TICKS.length - 1 : after, first + 1);
  return TICKS.slice(first, last + 1).map(([seconds, label]) => ({ seconds, label }));
}

function position(seconds: number, ticks: readonly Tick[]): number {
  return LEFT + shareOfTicks(seconds, ticks) * (RIGHT - LEFT);
}

/** Where a budget lies between the first tick and the last, from 0 to 1, by its logarithm. */
export function shareOfTicks(seconds: number, ticks: readonly Tick[]): number {
  const low = Math.log(ticks[0]?.seconds ?? 1);
  const high = Math.log(ticks[ticks.length - 1]?.seconds ?? 10);
  const part = seconds > 0 && high > low ? (Math.log(seconds) - low) / (high - low) : 0;
  return Math.min(Math.max(part, 0), 1);
}

function gridLine(x: number, label: string, bottom: number): string {
  const at = round(x);
  return [
    `<line class="bars-grid" x1="${at}" y1="0" x2="${at}" y2="${bottom}"/>`,
    `<text class="bars-tick" x="${at}" y="${bottom + 17}" text-anchor="middle">${escapeMarkup(label)}</text>`,
  ].join("");
}

function barAt(bar: BudgetBar, row: number, ticks: readonly Tick[]): string {
  const top = row * ROW;
  const end = position(bar.seconds, ticks);
  const middle = top + ROW / 2 + 4;
  const classes = ["bars-bar", bar.mark ? "is-declared" : "", bar.measurable ? "" : "is-unmeasurable"];
  const state = classes.filter((name) => name !== "").join(" ");
  const strong = bar.mark ? " is-declared" : "";
  // A bar of no length would not be seen at all.
  const width = round(Math.max(end - LEFT, 2));
  return [
    `<text class="bars-label${strong}" x="${LEFT - 10}" y="${middle}" text-anchor="end">${escapeMarkup(bar.label)}</text>`,
    `<rect class="${state}" x="${LEFT}" y="${top + (ROW - BAR) / 2}" width="${width}" height="${BAR}" rx="2"/>`,
    `<text class="bars-value${strong}" x="${round(Math.max(end, LEFT + 2) + 8)}" y="${middle}">${escapeMarkup(bar.text)}</text>`,
  ].join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
