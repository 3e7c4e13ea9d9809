import type { SpecDocument } from "../../dialects/spec-document";
import type { YamlFault } from "../../yaml/fault";
import { nextOpening } from "../../yaml/template-actions";
import type { Fix, Message, Rule } from "../rule";
import { syntaxMessage } from "./syntax-words";

export const rule: Rule = {
  code: "yaml-syntax",
  concern: "syntax",
  severity: "error",
  fix: "unsafe",
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
      if (isTemplateWork(fault, document)) continue;
      const message: Message = syntaxMessage(fault);
      const fix = fixOf(fault, document.yaml.text);
      report({ span: fault.span, message, ...(fix ? { fixes: [fix] } : {}) });
    }
  },
};

/** On a line that a template writes, or right below one that it decides on, the YAML may well be whole once rendered. */
function isTemplateWork({ span }: YamlFault, document: SpecDocument): boolean {
  const { text, control } = document.yaml;
  const lineStart = lastBreak(text, span.start) + 1;
  const length = text.slice(span.start).search(/[\r\n]/);
  const lineEnd = length < 0 ? text.length : span.start + length;
  if (nextOpening(text, lineStart) < lineEnd) return true;
  return control.some((line) => line.end <= lineStart && text.slice(line.end, lineStart).trim() === "");
}

function lastBreak(text: string, before: number): number {
  return Math.max(text.lastIndexOf("\n", before - 1), text.lastIndexOf("\r", before - 1));
}

function fixOf(fault: YamlFault, text: string): Fix | undefined {
  if (fault.code === "TAB_AS_INDENT") {
    const tabs = /^\t+/.exec(text.slice(fault.span.start))?.[0].length ?? 0;
    if (tabs === 0) return undefined;
    const span = { start: fault.span.start, end: fault.span.start + tabs };
    return {
      title: "Indent by 2 spaces a tab",
      safe: false,
      edits: [{ span, newText: "  ".repeat(tabs) }],
    };
  }
  if (fault.code !== "BAD_SCALAR_START") return undefined;
  const value = /^[^\r\n#"]*[^\r\n#"\s]/.exec(text.slice(fault.span.start))?.[0];
  if (value === undefined || value.includes("\\")) return undefined;
  return {
    title: "Put it in quotes",
    safe: false,
    edits: [
      { span: { start: fault.span.start, end: fault.span.start + value.length }, newText: `"${value}"` },
    ],
  };
}
