import type { LocatedHeaderFault, SpecDocument } from "../../dialects/spec-document";
import { nearest } from "../../text/nearest";
import { pairOf, type YamlScalar } from "../../yaml/node";
import { isTemplated } from "../../yaml/template-actions";
import type { Fix, Message, Rule } from "../rule";
import { choice, code } from "./words";

export const rule: Rule = {
  code: "header",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "An `apiVersion` or `kind` that is nearly right or absent, or another version's than the body.",
    why: "Tools choose their reader by these two. With a near miss they refuse the document, or pass it over without a word, and nobody notices that the SLO is not there.",
    bad: `apiVersion: openslo.com/v1
kind: Service
metadata:
  name: checkout
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
`,
    references: [
      { title: "OpenSLO v1, general schema", url: "https://github.com/OpenSLO/OpenSLO#general-schema" },
    ],
  },
  checkDocument(document, report) {
    for (const fault of document.headerFaults) {
      if (isTemplated(fault.written)) continue;
      if (fault.older) {
        const { what, why, todo } = fault.older;
        report({ span: fault.span, message: { what, why, todo } });
        continue;
      }
      const value = headerValue(fault);
      if (value?.templated) continue;
      const meant = fault.suggestion ?? nearest(fault.written, fault.known);
      const message = value && !value.missing ? mistaken(fault, value, meant) : missing(fault, meant);
      const fix = value && !value.missing ? replace(fault, value, meant) : insert(document, fault, meant);
      report({
        span: fault.span,
        message,
        // Somebody may still use the tools that read it.
        ...(fault.retired === undefined ? {} : { severity: "warning" as const }),
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
  },
};

/** The value that a fault speaks of; undefined where the key is absent. */
function headerValue(fault: LocatedHeaderFault): YamlScalar | undefined {
  const value = pairOf(fault.root, fault.field)?.value;
  return value?.kind === "scalar" ? value : undefined;
}

function mistaken(fault: LocatedHeaderFault, value: YamlScalar, meant: string | undefined): Message {
  const written = fault.written === "" ? value.source : fault.written;
  if (fault.fields && meant !== undefined) return ofOtherBody(fault, written, fault.fields, meant);
  if (fault.retired !== undefined) {
    return {
      what: `\`${fault.field}\` is ${code(written)}, a version that has gone.`,
      why: fault.retired,
      todo:
        meant === undefined
          ? "Use a version of today."
          : `Change it to ${code(meant)}: what else has changed since is then checked.`,
    };
  }
  return {
    what:
      fault.field === "kind"
        ? `\`kind\` is ${code(written)}, which this format does not know.`
        : `\`${fault.field}\` is ${code(written)}, where ${choice(fault.known)} is wanted.`,
    why: consequence(fault),
    todo: meant === undefined ? `Known here: ${choice(fault.known, "and")}.` : `Did you mean ${code(meant)}?`,
  };
}

/** The header names one version, the body is written in another one's fields. */
function ofOtherBody(
  { field, rewrite }: LocatedHeaderFault,
  written: string,
  fields: readonly string[],
  meant: string,
): Message {
  const shown = choice(fields.slice(0, 3), "and");
  const they = fields.length === 1 ? "it does not know this field" : "it does not know these fields";
  return {
    what: `\`${field}\` is ${code(written)}, but the body is written in ${code(meant)}: it has ${shown}.`,
    why: `Tools read it by the header, and ${they}: they refuse the document or pass over what it measures.`,
    todo:
      rewrite === undefined
        ? `Change the header to ${code(meant)}, or rewrite the body in ${code(written)}.`
        : `Change the header to ${code(meant)}. ${rewrite}`,
  };
}

function missing(fault: LocatedHeaderFault, meant: string | undefined): Message {
  const one = fault.known.length === 1 ? fault.known[0] : meant;
  return {
    what: `\`${fault.field}\` is missing from this object.`,
    why: consequence(fault),
    todo: one === undefined ? `Add it: ${choice(fault.known)}.` : `Add \`${fault.field}: ${one}\`.`,
  };
}

function consequence(fault: LocatedHeaderFault): string {
  if (fault.consequence !== undefined) return fault.consequence;
  if (fault.field === "kind") {
    const then = fault.isRead ? "" : ", so nothing else in it is checked";
    return `No tool can tell what the object is${then}.`;
  }
  return "Tools choose their reader by it: they refuse the object or pass it over.";
}

function replace(fault: LocatedHeaderFault, value: YamlScalar, meant: string | undefined): Fix | undefined {
  if (meant === undefined) return undefined;
  return {
    title: `Change to \`${meant}\``,
    safe: isSameWord(fault.written, meant),
    edits: [{ span: value.span, newText: meant }],
  };
}

/** Only letter case, a hyphen or the domain's ending differ: nothing else can have been meant. */
function isSameWord(written: string, meant: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/\.(?:com|io|org)\//, "/")
      .replaceAll(/[\s_-]/g, "");
  return plain(written) === plain(meant);
}

/** Writes an absent `apiVersion` on a line of its own above `kind`, an absent `version` above all else. */
function insert(
  document: SpecDocument,
  fault: LocatedHeaderFault,
  meant: string | undefined,
): Fix | undefined {
  if (fault.field === "kind" || meant === undefined) return undefined;
  const key = fault.field === "version" ? fault.root.pairs[0]?.key : pairOf(fault.root, "kind")?.key;
  if (!key) return undefined;
  const text = document.yaml.text;
  const lineStart =
    Math.max(text.lastIndexOf("\n", key.span.start - 1), text.lastIndexOf("\r", key.span.start - 1)) + 1;
  if (!/^[\s\ufeff-]*$/.test(text.slice(lineStart, key.span.start))) return undefined;
  const column = key.span.start - lineStart;
  return {
    title: `Add \`${fault.field}: ${meant}\``,
    safe: false,
    edits: [
      {
        span: { start: key.span.start, end: key.span.start },
        newText: `${fault.field}: ${meant}\n${" ".repeat(column)}`,
      },
    ],
  };
}
