import { escapeMarkup } from "../../chart/markup";
import type { DurationUnit } from "../../math/duration";
import { spokenDuration } from "../../math/format";
import type { Objective, Slo } from "../../model/slo";
import { changeableWindow, plainDecimal } from "./edits";
import { OUTAGE_FIELDS } from "./question";

/** What a person can change of an objective, and of an outage on it. */
export interface WhatIfControls {
  readonly fields: readonly WhatIfField[];
  /** What cannot be changed here, as a whole sentence. */
  readonly remark?: string;
}

export interface WhatIfField {
  readonly id: string;
  readonly group: "objective" | "outage";
  readonly label: string;
  /** What it holds at first. */
  readonly value: string;
  /** The stops of the slider, the smallest first. */
  readonly steps: readonly string[];
  readonly unit: string;
  readonly most: string;
}

const TARGETS = [
  "90",
  "95",
  "97",
  "98",
  "99",
  "99.5",
  "99.8",
  "99.9",
  "99.95",
  "99.98",
  "99.99",
  "99.995",
  "99.999",
];
const WINDOWS: Readonly<Record<DurationUnit, readonly number[]>> = {
  m: [60, 360, 1_440, 10_080, 40_320, 43_200],
  h: [24, 72, 168, 336, 672, 720, 2_160],
  d: [1, 3, 7, 14, 28, 30, 60, 90],
  w: [1, 2, 4, 8, 12],
  M: [1, 2, 3, 6, 12],
  Q: [1, 2, 3, 4],
  Y: [1, 2],
};

/** The fields of an objective; undefined where it has no target that could be changed. */
export function whatIfControls(
  { window }: Slo,
  { target }: Objective,
  isCalendar: boolean,
): WhatIfControls | undefined {
  if (!target) return undefined;
  const percent = plainDecimal(target.value.mul(100, 1));
  const changeable = changeableWindow(window);
  const duration = changeable?.duration.value;
  const fields: WhatIfField[] = [
    {
      id: "target",
      group: "objective",
      label: "Target, in %",
      value: percent,
      steps: withStep(TARGETS, percent),
      unit: "%",
      most: "100",
    },
  ];
  if (duration) {
    const unit = spokenDuration({ ...duration, count: 2 }).replace(/^2 /, "");
    const count = String(duration.count);
    fields.push({
      id: "window",
      group: "objective",
      label: `Window, in ${unit}`,
      value: count,
      steps: withStep(WINDOWS[duration.unit].map(String), count),
      unit,
      most: "100000",
    });
  }
  for (const { id, label, usual, limit, steps, unit } of OUTAGE_FIELDS) {
    // When it begins only matters to a window that ends.
    if (id === "startsIn" && !isCalendar) continue;
    fields.push({ id, group: "outage", label, value: usual, steps: steps.map(String), unit, most: limit });
  }
  return { fields, ...(duration ? {} : { remark: "The window can only be changed in the file." }) };
}

function withStep(steps: readonly string[], value: string): readonly string[] {
  return [...new Set([...steps, value])].sort((a, b) => Number(a) - Number(b));
}

/**
 * The fields as markup: a slider and a number for each. It holds no script; the page's own reads `data-` attributes,
 * asks when a field changes, and puts the answer into the places that are left for it.
 */
export function whatIfHtml(id: string, title: string, { fields, remark }: WhatIfControls): string {
  const group = (of: WhatIfField["group"], legend: string) => {
    const rows = fields.filter((field) => field.group === of).map((field) => fieldHtml(id, field));
    return `<fieldset><legend>${legend}</legend>\n${rows.join("\n")}\n</fieldset>`;
  };
  return [
    `<details class="what-if" data-part="${escapeMarkup(id)}"><summary>What if</summary>`,
    `<div class="what-if-inputs" role="group" aria-label="${escapeMarkup(`What if: ${title}`)}">`,
    group("objective", "Objective"),
    group("outage", "Outage"),
    "</div>",
    remark ? `<p class="detail">${escapeMarkup(remark)}</p>` : "",
    '<p class="what-if-actions"><button type="button" data-action="apply" disabled="disabled">Apply to the file</button>',
    '<button type="button" data-action="reset">Back to the start</button></p>',
    '<div class="what-if-said" aria-live="polite"></div>',
    '<div class="what-if-result"></div>',
    "</details>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function fieldHtml(part: string, { id, label, value, steps, unit, most }: WhatIfField): string {
  const name = escapeMarkup(`${part}-what-if-${id}`);
  const stop = steps.findLastIndex((step) => Number(step) <= Number(value));
  const at = Math.max(0, stop);
  return [
    '<div class="what-if-field">',
    `<label for="${name}">${escapeMarkup(label)}</label>`,
    `<input type="number" id="${name}" data-field="${escapeMarkup(id)}" data-start="${escapeMarkup(value)}" value="${escapeMarkup(value)}" min="0" max="${escapeMarkup(most)}" step="any"/>`,
    `<input type="range" data-steps="${escapeMarkup(steps.join(" "))}" data-unit="${escapeMarkup(unit)}" value="${at}" min="0" max="${steps.length - 1}" step="1" aria-label="${escapeMarkup(`${label}, in steps`)}" aria-valuetext="${escapeMarkup(`${steps[at] ?? value} ${unit}`)}"/>`,
    "</div>",
  ].join("");
}
