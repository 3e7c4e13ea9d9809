import { given } from "../../model/form";
import type { Rule } from "../rule";
import { BROWSER_EVENTS, slothExample } from "../sloth-example";
import { choice } from "./words";

const RAW = `raw:
  error_ratio_query: job:checkout_errors:ratio_rate{window="{{.window}}"}`;

export const rule: Rule = {
  code: "key-choice",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two keys that exclude each other, or none of several of which one is needed.",
    why: "Formats with a key for each way of doing a thing want exactly one of them, as with the ways of measuring: Sloth `events`, `raw` or `plugin`. It refuses an SLO without any, and one with `events` and `raw`; beside `raw` a plugin wins without a word, so that the query that stands there is not the one that is asked.",
    bad: slothExample({ sli: `${BROWSER_EVENTS}\n${RAW}` }),
    good: slothExample(),
    references: [{ title: "Sloth, SLI types", url: "https://sloth.dev/introduction/" }],
  },
  checkObject(object, report, document) {
    for (const { form, subject, keys, called, beside, several, taken, none } of object.choices ?? []) {
      const found = keys.flatMap((key) => given(form.map, key) ?? []);
      if (found.length > 1) {
        // In a template's branches they may be alternatives.
        if (document.yaml.controlLines > 0) continue;
        report({
          span: found[1]?.key.span ?? form.span,
          ...(taken ? { severity: "warning" as const } : {}),
          message: {
            what: `${subject} has ${choice(
              found.map(({ key }) => key.source),
              "and",
            )}.`,
            why: several,
            todo: "Keep one of them.",
          },
          related: found.map(({ key }) => ({ message: `\`${key.source}\``, span: key.span })),
        });
      } else if (found.length === 0 && none !== undefined && !object.partial && !form.map.open) {
        const [unknown] = form.map.pairs.filter(
          ({ key }) => !keys.includes(key.source) && !beside?.includes(key.source),
        );
        // A key that is written nearly so is reported for what it is.
        if (unknown) continue;
        report({
          span: form.span,
          message: {
            what: `${subject} has ${called === undefined ? `none of ${choice(keys)}` : `no ${called}`}.`,
            why: none,
            todo: called === undefined ? `Add ${choice(keys)}.` : `Add the ${called}.`,
          },
        });
      }
    }
  },
};
