import { describe, expect, it } from "vitest";
import { isScalar, parseDocument, visit } from "yaml";
import { type Completion, completionsAt } from "../../../server/src/core/ide/completion/completion";
import { writeScalar } from "../../../server/src/core/ide/completion/scalar";
import { takesScalar } from "../../../server/src/core/ide/completion/schema-notes";
import { schemaAt } from "../../../server/src/core/schema/property";
import type { Path } from "../../../server/src/core/yaml/node";
import { expandSnippet } from "../../support/snippet";
import { uriOf, workspaceOf } from "../../support/workspace";
import {
  cut,
  definitions,
  distinctProperties,
  documentAround,
  type Hole,
  lineBefore,
  type Property,
  sampleOf,
  valueIn,
} from "./completion-documents";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };
const URI = uriOf("a.yaml");
/** A workspace in which the names of the schemas' examples stand for something. */
const OTHERS = workspaceOf([{ name: "others.yaml", text: definitions() }]);

function open(text: string) {
  return OTHERS.apply([{ kind: "set", uri: URI, text }]);
}

function offered({ before, after }: Hole, typed = ""): Completion[] {
  return completionsAt(open(before + typed + after), URI, before.length + typed.length, NOW);
}

/** What most of the documents have in common is judged once. */
const known = new Map<string, string[]>();

function errorsIn(text: string): string[] {
  const before = known.get(text);
  if (before) return before;
  const found = readErrors(text);
  known.set(text, found);
  return found;
}

function readErrors(text: string): string[] {
  const { findings } = open(text).check(URI);
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message.what}`);
}

/** The text after a completion is accepted, and all that it awaits is filled in: with the schema's own samples. */
function accepted(hole: Hole, one: Completion, { schemaKey }: Property): string {
  const written = one.snippet === undefined ? one.newText : expandSnippet(one.snippet).text;
  const { start, end } = one.replace;
  const whole = hole.before + hole.after;
  let text = whole.slice(0, start) + written + whole.slice(end);
  let stop = start + written.length;
  for (let gap = emptyIn(text, start, stop); gap; gap = emptyIn(text, start, stop)) {
    const of = schemaAt(schemaKey, gap.path);
    const key = String(gap.path.findLast((segment) => typeof segment === "string"));
    const [next] = Object.keys(of?.schema.properties ?? {});
    const sample = !of || takesScalar(of.schema) ? [] : next === undefined ? [] : [next];
    const value = of ? (sampleOf(of, key, sample) ?? "x") : "x";
    const shown = typeof value === "object" ? JSON.stringify(value) : writeScalar(value);
    text = `${text.slice(0, gap.at)} ${shown}${text.slice(gap.at)}`;
    stop += shown.length + 1;
  }
  return text;
}

/** A value that nobody has written, among what was put in. */
function emptyIn(
  text: string,
  start: number,
  end: number,
): { readonly path: Path; readonly at: number } | undefined {
  const document = parseDocument(text);
  let found: { path: Path; at: number } | undefined;
  visit(document, {
    Scalar(key, node, above) {
      const at = node.range?.[0] ?? -1;
      if (key === "key" || node.value !== null || node.source !== "" || at < start || at > end + 1)
        return undefined;
      const path: (string | number)[] = [];
      for (const [depth, holder] of above.entries()) {
        const inner = above[depth + 1] ?? node;
        if (holder !== null && typeof holder === "object" && "key" in holder && isScalar(holder.key))
          path.push(String(holder.key.value));
        else if (
          holder !== null &&
          typeof holder === "object" &&
          "items" in holder &&
          Array.isArray(holder.items) &&
          !("key" in (inner as object))
        )
          path.push(holder.items.indexOf(inner as never));
      }
      found = { path, at };
      return visit.BREAK;
    },
  });
  return found;
}

/** A key among what is offered: by itself, with its value where the header decides the kind, as a list's new item. */
function named(found: readonly Completion[], key: string, value: unknown): Completion | undefined {
  const labels = [key, `${key}: ${String(value)}`, `- ${key}`];
  return found.find((one) => labels.includes(one.label));
}

/** The formats, with the properties that no format before them has. */
const formats = new Map<string, Property[]>();
for (const property of distinctProperties()) {
  const format = property.schemaKey.split("#")[0] ?? "";
  formats.set(format, [...(formats.get(format) ?? []), property]);
}
const label = ({ schemaKey, path }: Property) => `${schemaKey} ${path.join(".")}`;
const newIn = (after: readonly string[], before: readonly string[]) =>
  after.filter((one) => !before.includes(one));

describe.each([...formats])("%s", (format, properties) => {
  const documents = new Map(properties.map((property) => [property, documentAround(property)]));
  const textOf = (property: Property) => documents.get(property) ?? "";

  it("offers each key where it is missing, and writes no error with it", () => {
    const wrong: string[] = [];
    for (const property of properties) {
      const text = textOf(property);
      const hole = cut(text, property.path, "property");
      const own = hole && named(offered(hole), String(property.path.at(-1)), valueIn(text, property.path));
      if (!hole || !own) wrong.push(`${label(property)} is not offered`);
      else if (!decidesKind(property)) {
        const errors = newIn(errorsIn(accepted(hole, own, property)), errorsIn(text));
        wrong.push(...judged(format, label(property), errors));
      }
    }
    expect(wrong).toEqual([]);
  });

  it("offers each key from its first letter on, in place of what is typed", () => {
    const wrong: string[] = [];
    for (const property of properties) {
      const key = String(property.path.at(-1));
      const hole = cut(textOf(property), property.path, "property");
      if (!hole) continue;
      const value = valueIn(textOf(property), property.path);
      for (const length of lengthsOf(key, NOTED.has(format))) {
        const found = named(offered(hole, key.slice(0, length)), key, value);
        const taken = found && found.replace.end - found.replace.start;
        if (taken !== length) wrong.push(`${label(property)} at ${key.slice(0, length)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("writes no error with any other key that it offers", () => {
    const wrong: string[] = [];
    const seen = new Set<unknown>();
    for (const property of properties) {
      const map = property.holder.schema.properties;
      if (seen.has(map) || property.path.length === 1) continue;
      seen.add(map);
      const text = textOf(property);
      const before = errorsIn(text);
      const hole = lineBefore(text, property.path);
      for (const one of hole ? offered(hole) : []) {
        const errors = newIn(errorsIn(accepted(hole as Hole, one, property)), before);
        wrong.push(...judged(format, `${label(property)} + ${one.label}`, errors));
      }
    }
    expect(wrong).toEqual([]);
  });

  it("writes no error with any value that it offers", () => {
    const wrong: string[] = [];
    for (const property of properties) {
      if (!takesScalar(property.of.schema) || property.path.length === 1 || decidesKind(property)) continue;
      const text = textOf(property);
      const hole = cut(text, property.path, "value");
      const found = hole ? offered(hole) : [];
      const before = found.length > 0 ? errorsIn(text) : [];
      // A name or a function is only a part of a query.
      for (const one of found.filter(({ kind }) => kind !== "metric" && kind !== "function")) {
        const errors = newIn(errorsIn(accepted(hole as Hole, one, property)), before);
        wrong.push(...judged(format, `${label(property)} = ${one.label}`, errors));
      }
    }
    expect(wrong).toEqual([]);
  });
});

it("offers whole documents that are valid as they stand, plainly and with tab stops", () => {
  const empty = { before: "", after: "" };
  const whole = offered(empty).filter(({ kind }) => kind === "document");
  const formatOf = ({ label: name }: Completion) => name.split(" ")[0] ?? "";
  const noted = whole.filter((one) => NOTED.has(formatOf(one)));
  expect(noted.length).toBe(12);
  for (const { label: name, newText, snippet = "" } of noted) {
    expect(errorsIn(newText), name).toEqual([]);
    expect(expandSnippet(snippet).text, name).toBe(newText);
  }
});

/**
 * Words and keys that a format has and that ask for more than themselves: the finding says what to add or change next,
 * so they are offered all the same. Nothing else may write an error.
 */
const ASKS_FOR_MORE: ReadonlySet<string> = new Set([
  "openslo/v1#SLO spec.budgetingMethod = Timeslices",
  "openslo/v1#SLO spec.budgetingMethod = RatioTimeslices",
  "openslo/v1#SLO spec.timeWindow.0.isRolling = false",
  "prometheus/v1#SLOs slo_plugins.overridePrevious = true",
  "slosmith/v1#ReliabilityTier spec.window.max = 7d",
  "slosmith/v1#ReliabilityTier spec.objectives.0.category = latency",
  "slosmith/v1#ReliabilityTier spec.objectives.0.category = freshness",
  "slosmith/v1#ReliabilityTier spec.escalation.steps.0.consumedPercent = 25",
  "slosmith/v1#ReliabilityTier spec.escalation.steps.0.consumedPercent = 50",
  "slosmith/v1#ReliabilityTier spec.escalation.steps.0.consumedPercent = 75",
]);

/** Formats whose schemas say which keys exclude each other (`x-slosmith`: `choices`, `without`). */
const NOTED: ReadonlySet<string> = new Set([
  "openslo/v1",
  "prometheus/v1",
  "sloth.slok.dev/v1",
  "slosmith/v1",
]);

/** Rules on which keys and words go together: of these a schema without such notes knows nothing. */
const TOGETHER =
  /^(?:key-choice|key-dependence|policy-shape|ratio-shape|sli-shape|indicator-place|inline-object|window-shape|window-limits|time-slice-fields|threshold-comparison|target-choice|query-contract|bucket-bound|alert-too-late|condition-comparison|list-size): /;

/** Every length that a half-typed key may have; of many formats alike the first, the middle and the last. */
function lengthsOf(key: string, all: boolean): number[] {
  const lengths = Array.from({ length: key.length }, (_none, at) => at + 1);
  const few = [1, Math.ceil(key.length / 2), key.length];
  return all ? lengths : lengths.filter((length) => few.includes(length));
}

function judged(format: string, what: string, errors: readonly string[]): string[] {
  if (ASKS_FOR_MORE.has(what))
    return errors.length > 0 ? [] : [`${what} writes no error: it need not be named`];
  const own = NOTED.has(format) ? errors : errors.filter((error) => !TOGETHER.test(error));
  return own.map((error) => `${what}: ${error}`);
}

/** slo-generator has a schema for each backend: with that line its kind is gone. */
function decidesKind({ schemaKey, path }: Property): boolean {
  return (
    schemaKey.includes("#ServiceLevelObjective/") &&
    path[0] === "spec" &&
    (path[1] ?? "backend") === "backend"
  );
}
