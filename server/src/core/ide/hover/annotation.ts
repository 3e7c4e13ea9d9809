import {
  calendarPeriod,
  canonicalTimeZone,
  durationSeconds,
  formatCount,
  formatDuration,
  formatPercent,
  guaranteedWorstCase,
  parseDecimal,
  parseDuration,
  parseFineDuration,
  type Rational,
  ratio,
  seriesTarget,
} from "../../math";
import type { Tag } from "../../model/spec-object";
import { type AnnotationDoc, annotationDoc } from "../../schema/annotations";
import { eventsIn } from "../budget/objective-facts";
import { windowFacts } from "../budget/window-facts";
import type { Lookup } from "../lookup";
import { code, lines, plain } from "../markdown";
import type { IdeOptions } from "../options";
import { counted, listed } from "../words";
import { referenceHover } from "./reference";

const HOUR = ratio(3_600);
const DAY = ratio(86_400);
const FOUR_WEEKS = ratio(2_419_200);

/** One of SLOsmith's annotations: what it is for, and what its value means here. */
export function annotationHover(lookup: Lookup, tag: Tag, options: IdeOptions): string | undefined {
  const doc = annotationDoc(tag.key);
  if (!doc) return undefined;
  const value = tag.values[0]?.value;
  const meaning = value === undefined ? unreadable(lookup) : meaningOf(doc, value, lookup, options);
  const elsewhere = doc.appliesTo.includes(lookup.object.kind)
    ? undefined
    : `It is read on ${listed(doc.appliesTo, "or")}; on ${lookup.object.kind} it has no effect.`;
  return lines(`**${doc.title}** ${code(tag.key)}`, doc.description, elsewhere, meaning, usage(doc, value));
}

function unreadable(lookup: Lookup): string | undefined {
  const templated = lookup.node.kind === "scalar" && lookup.node.templated;
  return templated ? "A template fills in the value, so nothing is calculated from it here." : undefined;
}

function usage(doc: AnnotationDoc, value: string | undefined): string | undefined {
  if (doc.enum && value !== undefined && doc.enum.includes(value)) return undefined;
  if (doc.enum) {
    return doc.enum.map((word, at) => `- ${code(word)}: ${doc.enumDescriptions?.[at] ?? ""}`).join("\n");
  }
  return value === undefined ? `Example: ${code(doc.examples[0] ?? "")}.` : undefined;
}

function meaningOf(
  doc: AnnotationDoc,
  value: string,
  lookup: Lookup,
  options: IdeOptions,
): string | readonly string[] | undefined {
  if (doc.type.startsWith("ref:")) return referenceHover("ReliabilityTier", value, lookup.view);
  switch (doc.type) {
    case "positive-number":
      return trafficMeaning(value, lookup, options);
    case "enum": {
      const at = doc.enum?.indexOf(value) ?? -1;
      return at < 0 ? undefined : `${code(value)}: ${doc.enumDescriptions?.[at] ?? ""}`;
    }
    case "time-zone":
      return timeZoneMeaning(value, options);
    case "names":
      return split(value).map((name) => dependencyMeaning(name, lookup));
    case "dependency-targets":
      return dependencyTargets(value);
    case "fine-duration":
      return sampleMeaning(value);
    case "duration":
      return retentionMeaning(value);
    default:
      return undefined;
  }
}

/** "1,200,000 events a day: 50,000 an hour, 33.6M in 28d." */
function trafficMeaning(value: string, lookup: Lookup, options: IdeOptions): string | undefined {
  const perDay = parseDecimal(value.replaceAll("_", ""));
  if (!perDay || perDay.compare(0) <= 0) return undefined;
  const { body } = lookup.object;
  const reading = body.type === "slo" ? windowFacts(body.window, options.nowEpochMs) : undefined;
  const window = reading?.ok
    ? { label: reading.window.label, seconds: reading.window.seconds }
    : { label: "28d", seconds: FOUR_WEEKS };
  const hourly = formatCount(eventsIn(perDay, HOUR), "nearest");
  return `${exactCount(perDay)} a day: ${formatCount(eventsIn(perDay, window.seconds))} in ${window.label}, ${hourly} an hour when spread evenly.`;
}

/** The number as it was written, with its thousands told apart, where it is a whole one. */
function exactCount(value: Rational): string {
  return value.d === 1n
    ? value.n.toString().replace(/\B(?=(?:\d{3})+$)/g, ",")
    : formatCount(value, "nearest");
}

function timeZoneMeaning(value: string, options: IdeOptions): string {
  const zone = canonicalTimeZone(value);
  const month = zone && calendarPeriod("month", zone, options.nowEpochMs);
  if (!zone || !month) return `${code(value, 80)} is not a time zone that is known here.`;
  const spelling = zone === value ? "" : ` The usual spelling is ${code(zone)}.`;
  return `${month.label} is ${formatDuration(month.seconds)} long in ${zone}.${spelling}`;
}

function split(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function dependencyMeaning(name: string, { view }: Lookup): string {
  const kind = (["SLO", "Service"] as const).find((one) => view.lookup(one, name).length > 0);
  return kind
    ? referenceHover(kind, name, view)
    : `No SLO or Service named ${code(name, 80)} is defined in this workspace.`;
}

function dependencyTargets(value: string): string | undefined {
  const targets = split(value).map((part) => parseDecimal((part.split("=")[1] ?? "").trim()));
  const ratios = targets.flatMap((percent) => (percent && inRange(percent) ? [percent.div(100)] : []));
  if (ratios.length === 0 || ratios.length < targets.length) return undefined;
  const worst = formatPercent(guaranteedWorstCase(ratios), "down");
  if (ratios.length === 1) return `No more than ${worst} can be promised on top of it.`;
  const series = formatPercent(seriesTarget(ratios), "down");
  return `Together they leave ${series} if they fail independently, and ${worst} at worst.`;
}

function inRange(percent: Rational): boolean {
  return percent.compare(0) >= 0 && percent.compare(100) <= 0;
}

function sampleMeaning(value: string): string | undefined {
  const parsed = parseFineDuration(value);
  if (!parsed.ok) return undefined;
  const perDay = DAY.div(durationSeconds(parsed.duration));
  return `One sample every ${formatDuration(durationSeconds(parsed.duration))}: ${counted(perDay, "sample")} a day. What happens between two samples goes unseen.`;
}

function retentionMeaning(value: string): string | undefined {
  const parsed = parseDuration(value);
  if (!parsed.ok) return undefined;
  return `No window longer than ${plain(formatDuration(durationSeconds(parsed.duration)))} can be calculated.`;
}
