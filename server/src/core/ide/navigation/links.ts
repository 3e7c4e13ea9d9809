import { rulePageUrl } from "../../rules/page-url";
import { ruleNamed } from "../../rules/run";
import { readSuppressions } from "../../rules/suppressions";
import { type Span, shift } from "../../text/span";
import type { DocumentSlot, SourceFile } from "../../workspace";
import type { YamlNode, YamlScalar } from "../../yaml/node";
import { scalarText } from "../../yaml/scalar-text";

/** A text that leads to a page. The span is in file offsets. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
  /** What is opened, in a few words. */
  readonly tooltip: string;
}

/**
 * The addresses in a file's values, comments included: runbooks, dashboards and others, and the pages of the rules
 * that a `slo-ignore` names.
 */
export function documentLinks(file: SourceFile): DocumentLink[] {
  const links = file.slots.flatMap((slot) => [...rulePages(slot), ...addresses(slot)]);
  return links.sort((a, b) => a.span.start - b.span.start);
}

function rulePages({ document, start }: DocumentSlot): DocumentLink[] {
  if (!document.claimed) return [];
  return readSuppressions(document.yaml).entries.flatMap(({ codes }) =>
    codes.flatMap(({ code, span }) => {
      const rule = ruleNamed(code);
      if (!rule) return [];
      return [{ span: shift(span, start), target: rulePageUrl(rule.code), tooltip: `Rule ${rule.code}` }];
    }),
  );
}

function addresses({ document, start }: DocumentSlot): DocumentLink[] {
  if (!document.claimed || !/https?:\/\//i.test(document.yaml.text)) return [];
  const found = new Map<number, DocumentLink>();
  const visit = (node: YamlNode, key: string): void => {
    if (node.kind === "seq") for (const item of node.items) visit(item, key);
    else if (node.kind === "map") for (const pair of node.pairs) visit(pair.value, pair.key.source);
    else {
      for (const { span, target } of addressesIn(node, document.yaml.text))
        found.set(span.start, { span: shift(span, start), target, tooltip: tooltipOf(key) });
    }
  };
  if (document.yaml.root) visit(document.yaml.root, "");
  return [...found.values()];
}

/** An address ends at white space, quotes, brackets of prose, and signs that end a sentence. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^[\]]+/gi;

function addressesIn(scalar: YamlScalar, documentText: string): { span: Span; target: string }[] {
  if (scalar.missing || typeof scalar.value !== "string" || !/https?:\/\//i.test(scalar.source)) return [];
  const text = scalarText(scalar, documentText);
  if (!text?.exact) return [];
  return [...text.text.matchAll(ADDRESS)].flatMap((match) => {
    // A template fills in the rest of it.
    if (/^\{\{|^\$\{/.test(text.text.slice(match.index + match[0].length))) return [];
    const target = withoutTail(match[0]);
    if (!/^https?:\/\/[^/?#:@]/i.test(target)) return [];
    return [{ span: text.toSource({ start: match.index, end: match.index + target.length }), target }];
  });
}

function withoutTail(address: string): string {
  let target = address.replace(/[.,;:!?*_~]+$/, "");
  // A closing bracket belongs to the address if it opens there: https://example.com/a_(b).
  while (target.endsWith(")") && count(target, ")") > count(target, "(")) {
    target = target.slice(0, -1).replace(/[.,;:!?*_~]+$/, "");
  }
  return target;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function tooltipOf(key: string): string {
  if (/run_?-?book|playbook/i.test(key)) return "Runbook";
  if (/dashboard/i.test(key)) return "Dashboard";
  return "Page";
}
