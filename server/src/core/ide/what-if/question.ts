import { parseDecimal, type Rational, ZERO } from "../../math/rational";

/** An outage as a person states it. All numbers are decimals in text; what is left out is as usual. */
export interface OutageTexts {
  /** Percent of events that fail; 100 if left out. */
  readonly errors?: string;
  /** How long, in minutes; 10 if left out. */
  readonly minutes?: string;
  /** Traffic meanwhile in percent of its mean; 100 if left out. */
  readonly traffic?: string;
  /** Percent of events that fail before and after; 0 if left out. */
  readonly background?: string;
  /** In how many hours it begins; 0 if left out. It matters for calendar windows, which end. */
  readonly startsIn?: string;
}

/** What a person would know of one objective of a file. */
export interface WhatIfQuestion {
  /** The objective's id in the preview: `s1-o1`. */
  readonly part: string;
  /** Another target, in percent. */
  readonly target?: string;
  /** Another window, as a count of the unit that the file has. */
  readonly window?: string;
  readonly outage: OutageTexts;
}

/** The fields of an outage, with what they hold at first. */
export const OUTAGE_FIELDS = [
  {
    id: "errors",
    label: "Errors, in % of events",
    usual: "100",
    limit: "100",
    steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
    unit: "%",
  },
  {
    id: "minutes",
    label: "Length, in minutes",
    usual: "10",
    limit: "525600",
    steps: [1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 1_440, 4_320],
    unit: "minutes",
  },
  {
    id: "traffic",
    label: "Traffic meanwhile, in % of usual",
    usual: "100",
    limit: "10000",
    steps: [0, 10, 25, 50, 75, 100, 150, 200, 500],
    unit: "%",
  },
  {
    id: "background",
    label: "Errors before and after, in %",
    usual: "0",
    limit: "100",
    steps: [0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
    unit: "%",
  },
  {
    id: "startsIn",
    label: "Begins in, hours from now",
    usual: "0",
    limit: "8784",
    steps: [0, 1, 6, 12, 24, 72, 168, 336],
    unit: "hours",
  },
] as const;

/** An outage in numbers. */
export interface OutageFigures {
  /** As a ratio, 0 to 1. */
  readonly errors: Rational;
  readonly seconds: Rational;
  /** As a multiple of the mean. */
  readonly traffic: Rational;
  /** As a ratio, 0 to 1. */
  readonly background: Rational;
  /** Seconds from now. */
  readonly startsIn: Rational;
}

/** The numbers of an outage, or in a whole sentence which one cannot be read. */
export function readOutage(
  texts: OutageTexts,
): { readonly ok: true; readonly outage: OutageFigures } | { readonly ok: false; readonly why: string } {
  const read: Record<string, Rational> = {};
  for (const { id, label, usual, limit } of OUTAGE_FIELDS) {
    const text = texts[id]?.trim() ?? usual;
    const value = parseDecimal(text);
    const most = parseDecimal(limit);
    if (!value || !most || value.compare(0) < 0 || value.compare(most) > 0)
      return { ok: false, why: `${label}: this takes a number from 0 to ${limit}.` };
    read[id] = value;
  }
  const { errors = ZERO, minutes = ZERO, traffic = ZERO, background = ZERO, startsIn = ZERO } = read;
  const outage = {
    errors: errors.div(100, 1),
    seconds: minutes.mul(60, 1),
    traffic: traffic.div(100, 1),
    background: background.div(100, 1),
    startsIn: startsIn.mul(3_600, 1),
  };
  return { ok: true, outage };
}
