import type { Rule } from "../rule";

/** The parser's faults in plain words: what is wrong, and what to do. What is not here keeps the parser's words. */
const WORDS: Readonly<Record<string, { what: string; todo: string }>> = {
  TAB_AS_INDENT: {
    what: "A tab indents this line; YAML allows only spaces.",
    todo: "Replace the tab by spaces.",
  },
  BAD_INDENT: {
    what: "This line's indentation fits no block around it.",
    todo: "Align it with the keys or items it belongs to.",
  },
  MISSING_CHAR: {
    what: "A closing quote, bracket or comma is missing.",
    todo: "Close what was opened before this place.",
  },
  MULTILINE_IMPLICIT_KEY: {
    what: "This key has no value: its line has no colon.",
    todo: "Add `:` and a value, or quote the text if it belongs to the line before.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: "A second `key: value` stands where the first one's value is.",
    todo: "Put it on a line of its own, or quote the value if the colon belongs to it.",
  },
  BAD_ALIAS: {
    what: "This alias is not written as YAML wants it.",
    todo: "Write `*` and the anchor's name.",
  },
};

export const rule: Rule = {
  code: "yaml-syntax",
  concern: "syntax",
  severity: "error",
  fix: "none",
  docs: {
    summary: "The document is not valid YAML.",
    why: "No tool can read it. SLOsmith goes on with the parts that can be read, and says nothing of what seems to be absent.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: "Takes orders and payments
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: "Takes orders and payments"
`,
    references: [{ title: "YAML 1.2.2", url: "https://yaml.org/spec/1.2.2/" }],
  },
  checkDocument(document, report) {
    if (!document.claimed) return;
    for (const fault of document.yaml.faults) {
      const words = WORDS[fault.code];
      report({
        span: fault.span,
        message: {
          what: words?.what ?? sentence(fault.message),
          why: "YAML parsers refuse the document.",
          todo: words?.todo ?? "Mend the YAML here first.",
        },
      });
    }
  },
};

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
