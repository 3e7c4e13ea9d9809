import {
  calendarPeriod,
  canonicalTimeZone,
  formatDuration,
  parseDuration,
  parseFineDuration,
} from "../../math";
import {
  CLIENTS,
  commaParts,
  parseBuckets,
  parseDependencies,
  parsePositive,
  readWord,
} from "../../model/measurement";
import type { Tag } from "../../model/tag";
import { promiseOf } from "../../resolve/dependencies";
import { type AnnotationDoc, annotationDoc } from "../../schema/annotations";
import type { Lookup } from "../lookup";
import { code, lines } from "../markdown";
import type { IdeOptions } from "../options";
import { listed } from "../words";
import {
  bucketsMeaning,
  clientMeaning,
  dependenciesMeaning,
  retentionMeaning,
  sampleMeaning,
  trafficMeaning,
} from "./measurement";
import { referenceHover } from "./reference";
import { reviewMeaning } from "./review";

/** One of SLOsmith's annotations: what it is for, and what its value means here. */
export function annotationHover(lookup: Lookup, tag: Tag, options: IdeOptions): string | undefined {
  const doc = annotationDoc(tag.key);
  if (!doc) return undefined;
  const value = tag.values[0]?.value;
  const meaning = value === undefined ? unreadable(lookup) : meaningOf(doc, value, lookup, options);
  // What a file of several SLOs says holds for each of them.
  const kind = lookup.object.kind === "SLOs" ? "SLO" : lookup.object.kind;
  const elsewhere = doc.appliesTo.includes(kind)
    ? undefined
    : `It is read on ${listed(doc.appliesTo, "or")}; on ${lookup.object.kind} it has no effect.`;
  return lines(`**${doc.title}** ${code(tag.key)}`, doc.description, elsewhere, meaning, usage(doc, value));
}

function unreadable(lookup: Lookup): string | undefined {
  const templated = lookup.node.kind === "scalar" && lookup.node.templated;
  return templated ? "A template fills in the value, so nothing is calculated from it here." : undefined;
}

function usage(doc: AnnotationDoc, value: string | undefined): string | undefined {
  const words = doc.enum ?? [];
  const parts = value === undefined ? [] : doc.type === "words" ? commaParts(value) : [{ text: value }];
  if (parts.length > 0 && parts.every(({ text }) => readWord(text, words) !== undefined)) return undefined;
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
    case "positive-number": {
      const perDay = parsePositive(value);
      return perDay && trafficMeaning(perDay, lookup, options);
    }
    case "enum":
      return wordMeaning(doc, value);
    case "words":
      return commaParts(value).flatMap(({ text }) => wordMeaning(doc, text));
    case "time-zone":
      return timeZoneMeaning(value, options);
    case "date":
      return reviewMeaning(value, lookup);
    case "names":
      return namedDependencies(value, lookup);
    case "dependency-targets":
      return dependenciesMeaning(parseDependencies(value)?.map(({ target }) => target) ?? []);
    case "numbers":
      return bucketsMeaning(parseBuckets(value) ?? []);
    case "fine-duration": {
      const parsed = parseFineDuration(value);
      return parsed.ok ? sampleMeaning(parsed.duration, lookup, options) : undefined;
    }
    case "duration": {
      const parsed = parseDuration(value);
      return parsed.ok ? retentionMeaning(parsed.duration, lookup, options) : undefined;
    }
    default:
      return undefined;
  }
}

/** What one of the words means, written as people write it. */
function wordMeaning(doc: AnnotationDoc, value: string): string[] {
  const word = readWord(value, doc.enum ?? []);
  if (word === undefined) return [];
  const client = doc === annotationDoc("slosmith/client") ? readWord(word, CLIENTS) : undefined;
  const limit = client && clientMeaning(client);
  return [
    `${code(word)}: ${doc.enumDescriptions?.[doc.enum?.indexOf(word) ?? -1] ?? ""}`,
    ...(limit === undefined ? [] : [limit]),
  ];
}

function timeZoneMeaning(value: string, options: IdeOptions): string {
  const zone = canonicalTimeZone(value);
  const month = zone && calendarPeriod("month", zone, options.nowEpochMs);
  if (!zone || !month) return `${code(value, 80)} is not a time zone that is known here.`;
  const spelling = zone === value ? "" : ` The usual spelling is ${code(zone)}.`;
  return `${month.label} is ${formatDuration(month.seconds)} long in ${zone}.${spelling}`;
}

function dependencyMeaning(name: string, { view }: Lookup): string {
  const kind = (["Service", "SLO"] as const).find((one) => view.lookup(one, name).length > 0);
  return kind
    ? referenceHover(kind, name, view)
    : `No Service or SLO named ${code(name, 80)} is defined in this workspace.`;
}

/** Each name, and what can be promised on top of those whose targets are known. */
function namedDependencies(value: string, lookup: Lookup): string[] {
  const names = commaParts(value).map(({ text }) => text);
  const targets = names.flatMap((name) => promiseOf(name, lookup.view)?.target ?? []);
  return [...names.map((name) => dependencyMeaning(name, lookup)), dependenciesMeaning(targets) ?? ""];
}
