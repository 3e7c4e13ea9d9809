import { durationSeconds } from "../../math/duration";
import { ratio } from "../../math/rational";
import type { PortableObjective, PortableSlo } from "../../model/portable-slo";
import { parsePromql } from "../../promql/parse";
import { unwrap } from "../../promql/walk";
import { difference, operand, restOfTotal, withWindow } from "../../promql/window-forms";
import { WINDOW as ANY_WINDOW, inBrackets, STEP, type WindowedQuery } from "../../promql/window-query";
import type { NoteBook } from "../writing/notes";
import { decimal, lengthText } from "../writing/numbers";
import { queryText, type YamlValue } from "../writing/yaml-text";
import { type SlothWords, WINDOW } from "./words";

const COMPARISON: Readonly<Record<string, string>> = { lte: "<=", lt: "<", gte: ">=", gt: ">" };
/** The ratios whose mean Sloth takes over its period. Source: Sloth, the recording rule of the period. */
const AVERAGED = ratio(300);

/** Writes what is measured; undefined where Sloth cannot ask it, which is refused. */
export function writeSli(
  slo: PortableSlo,
  objective: PortableObjective,
  words: SlothWords,
  book: NoteBook,
): YamlValue | undefined {
  const { measure } = objective.indicator;
  if (measure.kind === "other") {
    book.refuse(slo, measure.what, measure.todo);
    return undefined;
  }
  const raw = (query: string) => ({ raw: { [words.errorRatioQuery]: asked(query) } });
  const slices = slicesOf(slo, objective);
  if (slices !== undefined && measure.kind !== "threshold") {
    const bad = badRatio(objective);
    if (bad === undefined) return undefined;
    return raw(sliced(bad, slices, slo, objective, book));
  }
  if (measure.kind === "threshold") {
    const query = thresholdQuery(measure.query, slo, objective, book);
    return query === undefined ? undefined : raw(query);
  }
  if (measure.kind === "ratio") return raw(badRatio(objective) ?? "");
  return {
    events: {
      [words.errorQuery]: asked(badEvents(objective) ?? ""),
      [words.totalQuery]: asked(measure.total),
    },
  };
}

function asked(query: WindowedQuery): string {
  return queryText(withWindow(query, WINDOW.text));
}

function badEvents({ indicator: { measure } }: PortableObjective): WindowedQuery | undefined {
  if (measure.kind !== "events") return undefined;
  if (measure.part === "bad") return measure.counted;
  return restOfTotal(measure.counted, measure.total) ?? difference(measure.total, measure.counted);
}

/** The share of failures, in one query. */
function badRatio(objective: PortableObjective): WindowedQuery | undefined {
  const { measure } = objective.indicator;
  if (measure.kind === "ratio") {
    return measure.of === "failure" ? measure.query : `1 - ${operand(measure.query)}`;
  }
  const bad = badEvents(objective);
  return bad !== undefined && measure.kind === "events"
    ? `${operand(bad)} / ${operand(measure.total)}`
    : undefined;
}

/** The length of the slices that are counted; undefined where events are. */
function slicesOf(
  { method }: PortableSlo,
  { timeSliceWindow, indicator }: PortableObjective,
): string | undefined {
  if (!timeSliceWindow || (method !== "Timeslices" && method !== "RatioTimeslices")) return undefined;
  // What Sloth does by itself needs no query of its own.
  const own = method === "RatioTimeslices" && durationSeconds(timeSliceWindow).equals(AVERAGED);
  return own && indicator.measure.kind === "ratio" ? undefined : lengthText(timeSliceWindow);
}

function sliced(
  bad: WindowedQuery,
  slice: string,
  slo: PortableSlo,
  { timeSliceTarget }: PortableObjective,
  book: NoteBook,
): WindowedQuery {
  const ratioOfSlice = inBrackets(withWindow(bad, slice));
  const over = (query: string) => `avg_over_time(${inBrackets(query)}[${ANY_WINDOW}:${slice}])`;
  const why = "A slice without events counts neither way; before, that was left to the tool.";
  if (slo.method === "RatioTimeslices" || !timeSliceTarget) {
    book.assumed(slo, `Sloth is asked for the mean ratio of slices of ${slice}, by a subquery.`, why);
    return over(`${ratioOfSlice} >= 0`);
  }
  const most = decimal(ratio(1).sub(timeSliceTarget)).text;
  book.assumed(
    slo,
    `Sloth is asked for the share of slices of ${slice} in which more than ${most} of the events fail, by a subquery.`,
    why,
  );
  return over(`(${ratioOfSlice} >= 0) > bool ${most}`);
}

function thresholdQuery(
  query: string,
  slo: PortableSlo,
  { op, value, timeSliceWindow }: PortableObjective,
  book: NoteBook,
): WindowedQuery | undefined {
  const sign = COMPARISON[op ?? ""];
  if (!sign || !value) {
    book.refuse(
      slo,
      "Its threshold indicator has no `op` and `value` to compare with.",
      "Write both in the objective.",
    );
    return undefined;
  }
  const timeslices = slo.method === "Timeslices" && timeSliceWindow;
  const step = timeslices ? lengthText(timeSliceWindow) : STEP;
  const { expr, placeholders } = parsePromql(query);
  if (placeholders[0]) {
    book.refuse(
      slo,
      `The query holds \`${placeholders[0].text}\`, and a threshold's range is not the window's.`,
      "Give the query a fixed range.",
    );
    return undefined;
  }
  const one = expr && unwrap(expr).kind !== "selector";
  const compared = `${operand(query)} ${sign} bool ${decimal(value).text}`;
  book.assumed(
    slo,
    `Sloth is asked how many of the values, one every ${step}, are ${sign} ${decimal(value).text}.`,
    timeslices
      ? "A slice counts by its last value."
      : "The source leaves open how often a threshold is looked at.",
  );
  const mean = `avg_over_time(${inBrackets(compared)}[${ANY_WINDOW}:${step}])`;
  return one ? `1 - ${mean}` : `1 - avg(${mean})`;
}
