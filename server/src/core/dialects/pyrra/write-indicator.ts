import type { Measure, PortableObjective, PortableSlo } from "../../model/portable-slo";
import { isFiller } from "../../promql/counts";
import type { Matcher } from "../../promql/expr";
import { parsePromql } from "../../promql/parse";
import { unwrap } from "../../promql/walk";
import { countedRatio, restOfTotal, type SummedVector, summedVector } from "../../promql/window-forms";
import { shortened } from "../../text/shortened";
import type { NoteBook } from "../writing/notes";
import { queryText, type YamlValue } from "../writing/yaml-text";

type Events = Extract<Measure, { kind: "events" }>;

/** Writes what is measured; undefined where Pyrra cannot ask it, which is refused. */
export function writeIndicator(
  slo: PortableSlo,
  { indicator }: PortableObjective,
  book: NoteBook,
): YamlValue | undefined {
  const { measure } = indicator;
  if (slo.method === "Timeslices") {
    book.refuse(slo, "It counts slices of time (`Timeslices`).", "Pyrra counts events alone.");
    return undefined;
  }
  const events = eventsOf(slo, measure, book);
  if (!events) return undefined;
  const total = vectorOf(events.total, slo, book);
  const counted = vectorOf(events.counted, slo, book);
  if (!total || !counted) {
    const query = (total ? events.counted : events.total).trim().replaceAll(/\s+/g, " ");
    book.refuse(
      slo,
      `Pyrra takes one series for all events and one for bad events; \`${cut(query)}\` is more than a sum of one.`,
      "Record it under a name of its own, or stay with a tool that takes queries.",
    );
    return undefined;
  }
  if (total.by.join() !== counted.by.join()) {
    book.refuse(
      slo,
      `Its queries are grouped by different labels: ${grouping(counted)} and ${grouping(total)}.`,
      "Pyrra groups both by the same.",
    );
    return undefined;
  }
  const by = total.by.length > 0 ? { grouping: [...total.by] } : {};
  const rated = counted.call === total.call && (total.call === "rate" || total.call === "increase");
  const metric = (text: string) => ({ metric: queryText(text) });
  if (isGauge(events, counted, total)) return { bool_gauge: { ...metric(counted.text), ...by } };
  if (!rated) {
    book.refuse(
      slo,
      `Its queries use \`${counted.call}\` and \`${total.call}\`; Pyrra takes the increase of counters.`,
      "Count the events in a counter, or stay with a tool that takes queries.",
    );
    return undefined;
  }
  if (events.part === "bad")
    return { ratio: { errors: metric(counted.text), total: metric(total.text), ...by } };
  const rest = restOfTotal(events.counted, events.total);
  const errors = rest === undefined ? undefined : summedVector(rest);
  if (errors) return { ratio: { errors: metric(errors.text), total: metric(total.text), ...by } };
  if (isLatency(counted, total)) {
    return { latency: { success: metric(counted.text), total: metric(total.text), ...by } };
  }
  book.refuse(
    slo,
    `Pyrra takes bad events, and those that \`${cut(counted.text)}\` leaves out of \`${cut(total.text)}\` are no single series.`,
    "Write the series of the bad events, or stay with a tool that takes queries.",
  );
  return undefined;
}

function grouping({ by }: SummedVector): string {
  return by.length > 0 ? by.map((label) => `\`${label}\``).join(", ") : "nothing";
}

function eventsOf(slo: PortableSlo, measure: Measure, book: NoteBook): Events | undefined {
  if (measure.kind === "events") return measure;
  if (measure.kind === "ratio") {
    const ratio = countedRatio(measure.query);
    if (ratio) {
      book.assumed(
        slo,
        "The one query that gave its ratio is two series of events now.",
        "Busy times weigh more than quiet ones; a mean of ratios weighs them alike.",
      );
      const failures = (measure.of === "failure") !== ratio.complement;
      return { kind: "events", part: failures ? "bad" : "good", counted: ratio.counted, total: ratio.total };
    }
    book.refuse(
      slo,
      "One query gives its ratio, and no two counts could be read from it.",
      "Pyrra takes the series of bad events and of all events.",
    );
    return undefined;
  }
  if (measure.kind === "threshold") {
    book.refuse(
      slo,
      "It compares values with a threshold.",
      "Pyrra counts events; count those beyond the threshold.",
    );
    return undefined;
  }
  book.refuse(slo, measure.what, measure.todo);
  return undefined;
}

/** The series that a query adds up; `or vector(0)` around it is left out, and said to be. */
function vectorOf(query: string, slo: PortableSlo, book: NoteBook): SummedVector | undefined {
  const found = summedVector(query);
  if (found) return found;
  const { expr } = parsePromql(query);
  const at = expr && unwrap(expr);
  if (at?.kind !== "binary" || at.op !== "or" || !isFiller(at.right)) return undefined;
  const left = summedVector(query.slice(at.left.span.start, at.left.span.end));
  if (left) {
    book.lost(
      slo,
      `\`or ${query.slice(at.right.span.start, at.right.span.end)}\` is left out.`,
      "Pyrra takes the series alone; while no failure has ever been counted, it shows no data.",
    );
  }
  return left;
}

/** A gauge that is 0 or 1: the sum of its samples out of their number. */
function isGauge({ part }: Events, counted: SummedVector, total: SummedVector): boolean {
  return (
    part === "good" &&
    counted.call === "sum_over_time" &&
    total.call === "count_over_time" &&
    counted.text === total.text
  );
}

/** A histogram's bucket out of its count, selected alike. */
function isLatency({ selector: bucket }: SummedVector, { selector: count }: SummedVector): boolean {
  const base = /^(.+)_bucket$/.exec(bucket.metric?.name ?? "")?.[1];
  const le = bucket.matchers.find(({ label }) => label === "le");
  const others = bucket.matchers.filter((matcher) => matcher !== le);
  if (
    base === undefined ||
    count.metric?.name !== `${base}_count` ||
    le?.op !== "=" ||
    !/^[\d.e+-]+$/.test(le.value)
  )
    return false;
  return spelled(others) === spelled(count.matchers);
}

function spelled(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`)
    .sort()
    .join();
}

function cut(text: string): string {
  return shortened(text, 100);
}
