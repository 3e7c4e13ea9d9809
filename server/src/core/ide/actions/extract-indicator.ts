import { breakIn, columnOf, lineEnd, nextLine } from "../../text/lines";
import type { Span } from "../../text/span";
import type { Workspace } from "../../workspace";
import { toData } from "../../yaml/data";
import { pairOf, valueAt, type YamlMap } from "../../yaml/node";
import { parseYaml } from "../../yaml/parse";
import { viewOf } from "../lookup";
import { uniqueName } from "../scaffold/names";
import { type IndicatorSite, indicatorAt, type SiteOptions } from "./indicator-site";
import { newFindings } from "./judge";
import { blockEnd, dedented, isRemark } from "./lines";
import type { FileChange } from "./text-edits";

/** A change of files that a person can ask for. */
export interface Refactoring {
  readonly title: string;
  readonly changes: readonly FileChange[];
}

/**
 * Makes an SLI of its own out of an indicator that is written in place: a document behind the SLO's, with the same
 * text, and its name in the SLO. Undefined where there is none, or where it cannot be moved as it is written: in
 * flow style, with anchors that are used elsewhere, in a list of objects.
 */
export function extractIndicator(
  workspace: Workspace,
  uri: string,
  range: Span,
  options: SiteOptions = {},
): Refactoring | undefined {
  const site = indicatorAt(workspace, uri, range, options);
  if (site?.use.kind !== "inline" || site.object.path.length > 0) return undefined;
  const block = readBlock(site);
  const { text } = site.slot.document.yaml;
  if (!block || /^\.\.\.(?:\s|$)/m.test(text)) return undefined;
  const name = nameFor(site, workspace, uri);
  const body = bodyNamed(site, block, name, text);
  if (body === undefined || !isSame(body, block.map, name)) return undefined;
  const eol = breakIn(text);
  const ends = /[\r\n]$/.test(text);
  const document = `---${eol}${header(site, eol)}${body}${ends ? eol : ""}`;
  const { start } = site.slot;
  const { key } = site.pair;
  const changes: FileChange[] = [
    {
      uri,
      edits: [
        {
          span: { start: start + key.span.start, end: start + block.end },
          newText: `${site.refKey}: ${name}${block.remark}`,
        },
        {
          span: { start: start + text.length, end: start + text.length },
          newText: ends ? document : eol + document,
        },
      ],
    },
  ];
  if (newFindings(workspace, changes, options.settings).length > 0) return undefined;
  return { title: `Extract to SLI \`${name}\``, changes };
}

interface Block {
  readonly map: YamlMap;
  /** From the first line below the key to the last one's end. */
  readonly start: number;
  readonly end: number;
  readonly column: number;
  /** What stands behind the key, its blank included. */
  readonly remark: string;
}

/** The indicator's lines; undefined where it is not a block of its own. */
function readBlock({ pair, slot }: IndicatorSite): Block | undefined {
  const { key, value: map } = pair;
  const { text } = slot.document.yaml;
  const first = map.kind === "map" ? map.pairs[0] : undefined;
  if (map.kind !== "map" || !first || first.merged || map.span.start !== first.key.span.start)
    return undefined;
  const afterKey = lineEnd(text, key.span.end);
  const behind = /^[ \t]*:(.*)$/.exec(text.slice(key.span.end, afterKey))?.[1];
  const start = nextLine(text, afterKey);
  if (behind === undefined || !isRemark(behind) || first.key.span.start < start) return undefined;
  const column = columnOf(text, first.key.span.start);
  const lead = text.slice(start, first.key.span.start);
  if (!/^(?:[ \t]*(?:#.*)?(?:\r\n|\n|\r))* *$/.test(lead)) return undefined;
  // With what it refers to, or is a part of, the text means something else at another place.
  if (["apiVersion", "kind"].some((header) => pairOf(map, header))) return undefined;
  return { map, start, end: blockEnd(text, map.span, column), column, remark: behind.trimEnd() };
}

/** The indicator's own name, or one made from the SLO's; changed where another SLI has it. */
function nameFor({ object, use }: IndicatorSite, workspace: Workspace, uri: string): string {
  const own = use.kind === "inline" ? use.name?.value : undefined;
  const view = viewOf(workspace, uri);
  const wanted = own ?? `${object.name?.value ?? "new"}-sli`;
  return uniqueName(wanted, (name) => view.lookup("SLI", name).length > 0);
}

/** The indicator's text in the first column, under this name. */
function bodyNamed({ use }: IndicatorSite, block: Block, name: string, text: string): string | undefined {
  const own = use.kind === "inline" ? use.name : undefined;
  const eol = breakIn(text);
  if (own && own.value !== name) {
    const { start, end } = own.span;
    return dedented(text.slice(block.start, start) + name + text.slice(end, block.end), block.column);
  }
  const body = dedented(text.slice(block.start, block.end), block.column);
  if (own) return body;
  return pairOf(block.map, "metadata") ? undefined : `metadata:${eol}  name: ${name}${eol}${body}`;
}

function header({ object, sliSchema }: IndicatorSite, eol: string): string {
  const version = valueAt(object.root, "apiVersion");
  const written = version?.kind === "scalar" ? version.source : "";
  return `apiVersion: ${written}${eol}kind: ${sliSchema.replace(/^.*#/, "")}${eol}`;
}

/** Whether the text by itself says what it said in its place, but for the name. */
function isSame(body: string, map: YamlMap, name: string): boolean {
  const { root, faults } = parseYaml(body);
  if (!root || faults.length > 0) return false;
  const data = toData(map) as Record<string, unknown>;
  const metadata = { ...(data.metadata as Record<string, unknown> | undefined), name };
  return sameData(toData(root), { ...data, metadata });
}

function sameData(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const other = new Map(Object.entries(b));
  return Object.entries(a).every(([key, value]) => other.has(key) && sameData(value, other.get(key)));
}
