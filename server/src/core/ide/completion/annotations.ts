import { civilDate } from "../../math/calendar";
import { timeZoneOf } from "../../resolve/facts";
import { type AnnotationDoc, annotationDoc, annotationKeys } from "../../schema/annotations";
import type { Path } from "../../yaml/node";
import type { Choice } from "./choice";
import { type Context, schemasAt } from "./context";
import { keysIn, unquoted } from "./outline";
import { nameChoices } from "./references";
import { type ScalarForm, writeScalar } from "./scalar";
import { wordChoices } from "./values";

/** SLOsmith's own annotations, where a map of them is being written. */
export function annotationKeyChoices(context: Context): Choice[] {
  const { place, path } = context;
  if (!isAnnotations(path) || place.role !== "key") return [];
  const kind = kindAt(context, path);
  return annotationKeys.flatMap((key): Choice[] => {
    const doc = annotationDoc(key);
    if (!doc?.appliesTo.includes(kind) || place.siblings.has(key)) return [];
    const [example] = doc.examples;
    return [
      {
        label: key,
        kind: "key",
        detail: doc.title,
        documentation: `${doc.description}${example === undefined ? "" : `\n\nExample: \`${example}\``}`,
        newText: `${place.lead}${writeScalar(key, place)}: `,
        asksOn: true,
      },
    ];
  });
}

/** The values of one of SLOsmith's annotations; undefined for other keys. */
export function annotationValueChoices(context: Context): Choice[] | undefined {
  const { place, path, text, offset } = context;
  const key = path.at(-1);
  if (place.role !== "value" || typeof key !== "string" || !isAnnotations(path.slice(0, -1)))
    return undefined;
  const doc = annotationDoc(key);
  if (!doc) return undefined;
  if (doc.type === "words") return listedWords(doc, text.slice(place.replace.start, offset), place);
  if (doc.type === "ref:ReliabilityTier") return nameChoices(context, ["ReliabilityTier"], place);
  if (doc.type === "names") return nameChoices(context, ["Service", "SLO"], place);
  if (doc.enum) return wordChoices(doc.enum, doc.enumDescriptions, doc.default, place);
  if (doc.type === "date") return today(context, place);
  return doc.examples.map((example) => ({
    label: example,
    kind: "value",
    detail: "an example",
    newText: writeScalar(example, place),
  }));
}

/** Today, where the SLO's days begin. */
function today({ object, view, options }: Context, form: ScalarForm): Choice[] {
  const zone = object ? timeZoneOf(object, view) : "UTC";
  const date = civilDate(zone, options.nowEpochMs) ?? civilDate("UTC", options.nowEpochMs);
  if (date === undefined) return [];
  return [{ label: date, kind: "value", detail: "today", newText: writeScalar(date, form) }];
}

/** The words of a list that are not there yet; the one that is being written is replaced. */
function listedWords(doc: AnnotationDoc, written: string, form: ScalarForm): Choice[] {
  const before = /^.*,\s*/.exec(written)?.[0] ?? "";
  const taken = new Set(before.split(",").map((word) => word.trim().replace(/^["']/, "")));
  const words = wordChoices(doc.enum ?? [], doc.enumDescriptions, undefined, form);
  const free = words.filter(({ label }) => !taken.has(label));
  if (before === "") return free;
  return free.map((choice) => ({ ...choice, newText: choice.label + form.quote, from: before.length }));
}

/** `metadata.annotations` of an object, or of an indicator that is written in place. */
function isAnnotations(path: Path): boolean {
  return path.at(-1) === "annotations" && path.at(-2) === "metadata";
}

/** What the annotations belong to, in the words of their table. */
function kindAt(context: Context, path: Path): string {
  const holder = path.at(-3);
  if (holder !== undefined) return holder === "indicator" ? "SLI" : "";
  const written = keysIn(context.objectNode).find(({ entry }) => entry.key === "kind")?.entry;
  const kind = written && unquoted(context.place.outlineText(written.value));
  const { object } = context;
  // A file that holds SLOs has their annotations.
  if (object && (object.kind === "SLOs" || object.body.type === "slo")) return "SLO";
  if (kind) return kind;
  return String(schemasAt(context, ["kind"])[0]?.schema.const ?? "");
}
