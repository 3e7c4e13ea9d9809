import type { Definition } from "../../resolve/workspace-view";
import { applyEdits, type TextEdit } from "../../text/edits";
import { breakIn, columnOf, lineEnd, lineStart, nextLine } from "../../text/lines";
import type { Span } from "../../text/span";
import type { Workspace } from "../../workspace";
import { pairOf, type YamlMap } from "../../yaml/node";
import { viewOf } from "../lookup";
import type { Refactoring } from "./extract-indicator";
import { type IndicatorSite, indicatorAt, type SiteOptions } from "./indicator-site";
import { newFindings } from "./judge";
import { indented, isRemark } from "./lines";
import { removeDocument } from "./remove-document";
import type { FileChange } from "./text-edits";

/**
 * Writes an SLI in place where an SLO names it; its document goes where nothing else names it. Undefined where the
 * range is no such name, several SLIs have it, or the text cannot be moved as it is written.
 */
export function inlineIndicator(
  workspace: Workspace,
  uri: string,
  range: Span,
  options: SiteOptions = {},
): Refactoring | undefined {
  const site = indicatorAt(workspace, uri, range, options);
  if (site?.use.kind !== "ref") return undefined;
  const name = site.use.name.value;
  const view = viewOf(workspace, uri);
  const [sli, ...more] = view.lookup("SLI", name);
  if (!sli || more.length > 0 || sli.object.dialect !== site.object.dialect) return undefined;
  const body = bodyOf(sli);
  const here = body === undefined ? undefined : inPlace(site, body);
  if (!here) return undefined;
  const others = view.slosOfIndicator(name).filter(({ object }) => object !== site.object).length;
  const isAlone = others === 0 && timesNamed(site, name) === 1;
  const gone = isAlone ? removeDocument(workspace, sli) : undefined;
  if (isAlone && !gone) return undefined;
  const changes = merged({ uri, edits: [here] }, gone);
  if (newFindings(workspace, changes, options.settings).length > 0) return undefined;
  const kept =
    others > 0 ? `; ${others} other ${others === 1 ? "SLO names" : "SLOs name"} it` : "; it is named twice";
  return { title: `Inline SLI \`${name}\`${isAlone ? "" : kept}`, changes };
}

function timesNamed({ object }: IndicatorSite, name: string): number {
  return object.references.filter((one) => one.kind === "SLI" && one.name === name).length;
}

/** Both changes; as one where they are of one file. */
function merged(here: FileChange, gone: FileChange | undefined): FileChange[] {
  if (!gone) return [here];
  if (gone.uri !== here.uri) return [here, gone];
  const edits = [...here.edits, ...gone.edits].sort((a, b) => a.span.start - b.span.start);
  return [{ uri: here.uri, edits }];
}

/** The lines of an SLI's document without its header; undefined where a remark would be lost with that. */
function bodyOf({ object, document }: Definition): string | undefined {
  const { text, faults } = document.yaml;
  const { root } = object;
  if (object.partial || object.path.length > 0 || faults.length > 0) return undefined;
  if (/^(?:%|\.\.\.(?:\s|$))/m.test(text) || !isBlock(root, text)) return undefined;
  const marker = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text)?.[0].length ?? 0;
  if (/^---(?:\s|$)/m.test(text.slice(marker))) return undefined;
  const header = headerLines(root, text);
  if (!header) return undefined;
  return applyEdits(
    text,
    header.map((span) => ({ span, newText: "" })),
  )
    .slice(marker)
    .replace(/\s+$/, "");
}

function isBlock(root: YamlMap, text: string): boolean {
  return root.pairs.every(({ merged: isMerged, key }) => !isMerged && columnOf(text, key.span.start) === 0);
}

/** The lines of `apiVersion` and `kind`; undefined where one of them holds more. */
function headerLines(root: YamlMap, text: string): Span[] | undefined {
  const lines: Span[] = [];
  for (const key of ["apiVersion", "kind"]) {
    const pair = pairOf(root, key);
    if (!pair) return undefined;
    const end = nextLine(text, pair.value.span.end);
    if (text.slice(pair.value.span.end, end).trim() !== "") return undefined;
    lines.push({ start: lineStart(text, pair.key.span.start), end });
  }
  return lines;
}

/** The indicator in the place of its name. */
function inPlace(
  { pair, holder, slot, inlineKey, object }: IndicatorSite,
  body: string,
): TextEdit | undefined {
  const { text } = slot.document.yaml;
  const { key, value } = pair;
  if (text[holder.span.start] === "{") return undefined;
  const end = lineEnd(text, value.span.end);
  const remark = text.slice(value.span.end, end);
  if (!isRemark(remark) || /[\r\n]/.test(text.slice(key.span.start, value.span.end))) return undefined;
  const column = columnOf(text, key.span.start) + unitOf(object.root, text);
  const eol = breakIn(text);
  const lines = indented(body, column).replaceAll(/\r\n|\r|\n/g, eol);
  return {
    span: { start: slot.start + key.span.start, end: slot.start + end },
    newText: `${inlineKey}:${remark.trimEnd()}${eol}${lines}`,
  };
}

/** How many columns a level of a document is indented by. */
function unitOf(root: YamlMap, text: string): number {
  for (const { value } of root.pairs) {
    const first = value.kind === "map" ? value.pairs[0] : undefined;
    if (first && text[value.span.start] !== "{") return Math.max(columnOf(text, first.key.span.start), 1);
  }
  return 2;
}
