import type { SpecDocument } from "../../dialects/spec-document";
import type { Repetition } from "../../model/repetition";
import type { SpecObject } from "../../model/spec-object";
import type { YamlNode } from "../../yaml/node";
import { removeItem } from "../removal";
import type { Fix, Rule } from "../rule";
import { tierExample } from "../tier/example";
import { refusalsFor } from "./refusals";
import { code, found, subject } from "./words";

export const rule: Rule = {
  code: "repeated-entry",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "The same entry stands twice in a list whose entries must differ.",
    why: "Actions, signals, aliases and the like are sets: a second mention says nothing, and often another word was meant in its place.",
    bad: tierExample({ aliases: "[t1, t1]" }),
    good: tierExample({ aliases: "[t1, tier-1]" }),
    references: [],
  },
  checkObject(object, report, document) {
    for (const { list, item, named, span, first, place, why } of repetitionsIn(object, document)) {
      report({
        span,
        message: {
          what: `${code(named)} stands twice in \`${place}\`.`,
          why,
          todo: "Remove the second, or name another in its place.",
        },
        ...fixesFor(removeItem(document.yaml.text, list, item)),
        related: [{ message: "The first one", span: first }],
      });
    }
    for (const { error } of refusalsFor("repeated-entry", object, document)) {
      if (error.node?.kind !== "seq") continue;
      const seen = new Map<string, YamlNode>();
      for (const item of error.node.items) {
        if (item.kind !== "scalar" || item.templated) continue;
        const key = JSON.stringify(item.value);
        const first = seen.get(key);
        if (!first) {
          seen.set(key, item);
          continue;
        }
        // An entry that is refused for itself is spoken of once.
        if (object.schemaErrors.some((other) => other !== error && other.node === item)) continue;
        report({
          span: item.span,
          message: {
            what: `${code(item.source)} stands twice in ${subject(error.path)}.`,
            why: "The second mention says nothing, so perhaps another word was meant.",
            todo: `Remove it, or write what was meant in place of ${found(item)}.`,
          },
          ...fixesFor(removeItem(document.yaml.text, error.node, item)),
          related: [{ message: "The first one", span: first.span }],
        });
      }
    }
  },
};

/** In a template's branches two entries may be alternatives. */
function repetitionsIn(object: SpecObject, document: SpecDocument): readonly Repetition[] {
  return document.yaml.controlLines > 0 ? [] : (object.repetitions ?? []);
}

function fixesFor(edit: ReturnType<typeof removeItem>): { fixes?: Fix[] } {
  return edit ? { fixes: [{ title: "Remove the second", safe: false, edits: [edit] }] } : {};
}
