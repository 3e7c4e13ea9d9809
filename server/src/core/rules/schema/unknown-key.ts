import type { SpecObject } from "../../model/spec-object";
import { schemaAt } from "../../schema/property";
import { nearest } from "../../text/nearest";
import type { Path } from "../../yaml/node";
import { valueAt, type YamlNode } from "../../yaml/node";
import type { Rule } from "../rule";
import { consequenceOfUnknown } from "./format-of";
import { meantKey, type Refusal, refusalsFor, schemaOf } from "./refusals";
import { capital, choice, code, keyWords, subject } from "./words";

export const rule: Rule = {
  code: "unknown-key",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A key that the format does not know.",
    why: "Strict readers such as OpenSLO's go-sdk refuse the document. Lenient ones ignore the key: what it was to say is lost without a word.",
    bad: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  target: pagerduty
  descripton: Pages whoever is on call
`,
    good: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  target: pagerduty
  description: Pages whoever is on call
`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkObject(object, report, document) {
    for (const refusal of refusalsFor("unknown-key", object, document)) {
      const { key, path, known } = unknownKey(refusal, object);
      if (isServerNoise(refusal.error.node, key, path)) continue;
      const meant = meantKey(key, refusal.error.node, known);
      const elsewhere = meant === undefined ? (twinOf(key, known) ?? placeOf(key, object, path)) : undefined;
      report({
        span: refusal.error.span,
        message: {
          what: `${capital(keyWords(key))} is not known ${path.length === 0 ? "at the top level" : `in ${subject(path)}`}.`,
          why: consequenceOfUnknown(object),
          todo: meant !== undefined ? `Did you mean ${code(meant)}?` : (elsewhere ?? listKnown(known)),
        },
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safe: isSameWord(key, meant),
                  edits: [{ span: refusal.error.span, newText: meant }],
                },
              ],
            }),
      });
    }
  },
};

/** Only letter case, hyphens and underscores differ: nothing else can have been meant. */
function isSameWord(written: string, meant: string): boolean {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, "");
  return letters(written) === letters(meant);
}

/** What Kubernetes' tools write into every object, empty: `metadata.creationTimestamp: null` and `status: {}`. */
function isServerNoise(holder: YamlNode | undefined, key: string, path: Path): boolean {
  const value = valueAt(holder, key);
  if (key === "status" && path.length === 0) return value?.kind === "map" && value.pairs.length === 0;
  const inMetadata = path.length === 1 && path[0] === "metadata";
  return inMetadata && key === "creationTimestamp" && value?.kind === "scalar" && value.value === null;
}

/** The key, the map that it stands in, and what that map knows. */
function unknownKey({ error }: Refusal, object: SpecObject): { key: string; path: Path; known: string[] } {
  if (error.keyword === "key-enum") {
    const known = Array.isArray(error.params.allowedValues) ? error.params.allowedValues.map(String) : [];
    return { key: String(error.path.at(-1)), path: error.path.slice(0, -1), known };
  }
  const known = Object.keys(schemaOf(object, error.path).properties ?? {});
  return { key: String(error.params.additionalProperty), path: error.path, known };
}

/** A near name that stands here already, so that it cannot have been meant a second time. */
function twinOf(key: string, known: readonly string[]): string | undefined {
  const twin = nearest(key, known);
  return twin === undefined ? undefined : `${capital(code(twin))} stands here already: remove this one.`;
}

/** Where a key that is right elsewhere belongs: beside or one level below, or in the map around. */
function placeOf(key: string, object: SpecObject, path: Path): string | undefined {
  if (object.schemaKey === undefined) return undefined;
  const outer = path.slice(0, typeof path.at(-1) === "number" ? -2 : -1);
  if (path.length > 0 && Object.hasOwn(schemaOf(object, outer).properties ?? {}, key)) {
    const place = outer.length === 0 ? "the top level" : subject(outer);
    return `It belongs to ${place}: indent it less.`;
  }
  for (const name of Object.keys(schemaOf(object, path).properties ?? {})) {
    const below = schemaAt(object.schemaKey, [...path, name])?.schema.properties ?? {};
    if (Object.hasOwn(below, key)) return `It belongs in ${code(name)}: move it there.`;
  }
  return undefined;
}

function listKnown(known: readonly string[]): string {
  return known.length === 0 ? "Remove it." : `Known here: ${choice(known, "and")}.`;
}
