import { shortDuration } from "../../math/format";
import { decimalsNeeded, decimalText } from "../../math/format-decimal";
import { ONE, parseDecimal, type Rational } from "../../math/rational";
import { type Objective, type Slo, type SloWindow, targetText } from "../../model/slo";
import type { TextEdit } from "../../text/edits";
import { type Span, shift } from "../../text/span";
import type { WhatIfQuestion } from "./question";

/** What is to be written, or in a whole sentence why it cannot be. */
export type WhatIfEdits =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly why: string };

/** Where an objective stands. */
export interface ObjectivePlace {
  readonly slo: Slo;
  readonly objective: Objective;
  /** The file's text, and the offset in it that spans are counted from. */
  readonly text: string;
  readonly slotStart: number;
}

/** The edits of a file that give an objective another target, or its SLO another window. Nothing else changes. */
export function whatIfEdits(question: WhatIfQuestion, place: ObjectivePlace): WhatIfEdits {
  const target = targetEdits(question.target, place);
  if (!target.ok) return target;
  const window = windowEdits(question.window, place);
  return window.ok ? { ok: true, edits: [...target.edits, ...window.edits] } : window;
}

const NOTHING: WhatIfEdits = { ok: true, edits: [] };

function targetEdits(asked: string | undefined, { objective, ...place }: ObjectivePlace): WhatIfEdits {
  if (asked === undefined) return NOTHING;
  const percent = parseDecimal(asked.trim());
  if (!percent || percent.compare(0) < 0 || percent.compare(100) >= 0)
    return { ok: false, why: "A target is a number from 0 up to, but not including, 100 %." };
  const { target, targetKey } = objective;
  const ratio = percent.div(100, 1);
  if (target?.value.equals(ratio)) return NOTHING;
  if (!target || !targetKey)
    return { ok: false, why: "This objective's target can only be changed in the file." };
  const number = plainDecimal(targetKey.unit === "percent" ? percent : ratio);
  const written = inQuotesOf(place, target.span, number) ?? targetText(targetKey, number);
  return { ok: true, edits: [{ span: shift(target.span, place.slotStart), newText: written }] };
}

function windowEdits(asked: string | undefined, { slo, ...place }: ObjectivePlace): WhatIfEdits {
  if (asked === undefined) return NOTHING;
  const count = parseDecimal(asked.trim());
  if (count?.d !== 1n || count.compare(ONE) < 0 || count.compare(MOST) > 0)
    return { ok: false, why: `A window is a whole number from 1 to ${MOST}.` };
  const window = changeableWindow(slo.window);
  if (!window) return { ok: false, why: "This window can only be changed in the file." };
  const { value, span } = window.duration;
  if (count.equals(value.count)) return NOTHING;
  const text = `${count.n}${value.unit}`;
  const written = inQuotesOf(place, span, text) ?? text;
  return { ok: true, edits: [{ span: shift(span, place.slotStart), newText: written }] };
}

/** Longer windows than this many of any unit say nothing. */
const MOST = 100_000;

/** A rolling window that is written in one text with one unit; undefined for all others. */
export function changeableWindow(window: SloWindow | undefined): SloWindow | undefined {
  if (window?.kind !== "rolling" || window.implied || window.inParts) return undefined;
  const { value } = window.duration;
  return shortDuration(value) === `${value.count}${value.unit}` ? window : undefined;
}

/** A number in the quotes that stand in the file now; undefined where there are none. */
function inQuotesOf(
  { text, slotStart }: Pick<ObjectivePlace, "text" | "slotStart">,
  span: Span,
  number: string,
) {
  const quote = text[slotStart + span.start];
  const isQuoted = (quote === '"' || quote === "'") && text[slotStart + span.end - 1] === quote;
  return isQuoted ? `${quote}${number}${quote}` : undefined;
}

/** Exactly, without separators between thousands. */
export function plainDecimal(value: Rational): string {
  return decimalText(value, decimalsNeeded(value) ?? 12, "nearest").replaceAll(",", "");
}
