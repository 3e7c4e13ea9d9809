import type { PortableSource } from "../dialects/portable";
import type { SpecObject } from "../model/spec-object";
import { shortened } from "../text/shortened";
import type { Span } from "../text/span";
import type { YamlNode } from "../yaml/node";

/** A key that no part of a conversion takes over. */
export interface Leftover {
  /** As people write it: `spec.performanceOverAccuracy`. */
  readonly path: string;
  /** Its value on one line, cut where it is long. */
  readonly value: string;
  readonly span: Span;
}

/** The keys of an object that stand behind no path of its format's list. */
export function leftoversOf(object: SpecObject, source: PortableSource | undefined): Leftover[] {
  const carried = source?.carries[object.kind];
  if (!carried) return [];
  const patterns = carried.map(segmentsOf);
  const found: Leftover[] = [];
  collect(object.root, [], patterns, found);
  return found;
}

function segmentsOf(path: string): string[] {
  return path
    .replaceAll("[]", ".[]")
    .split(".")
    .filter((segment) => segment !== "");
}

function collect(
  node: YamlNode,
  path: readonly string[],
  patterns: readonly (readonly string[])[],
  found: Leftover[],
): void {
  const below = (segment: string, value: YamlNode, span: Span) => {
    const here = [...path, segment];
    const matching = patterns.filter((pattern) => agree(pattern, here));
    if (matching.some((pattern) => pattern.length <= here.length)) return;
    if (matching.length > 0 && value.kind !== "scalar") collect(value, here, patterns, found);
    else if (says(value)) found.push({ path: written(here), value: shown(value), span });
  };
  if (node.kind === "map") for (const { key, value } of node.pairs) below(key.source, value, key.span);
  if (node.kind === "seq") for (const item of node.items) below("[]", item, item.span);
}

/** Whether one is the beginning of the other. */
function agree(pattern: readonly string[], path: readonly string[]): boolean {
  const length = Math.min(pattern.length, path.length);
  return path.slice(0, length).every((segment, at) => pattern[at] === segment || pattern[at] === "*");
}

/** An empty value says nothing that could be lost. */
function says(node: YamlNode): boolean {
  if (node.kind === "scalar") return !node.missing && node.value !== null && node.value !== "";
  return node.kind === "seq" ? node.items.length > 0 : node.pairs.length > 0;
}

function written(path: readonly string[]): string {
  return path.join(".").replaceAll(".[]", "[]");
}

const LONGEST = 60;

function shown(node: YamlNode): string {
  return shortened(shownWhole(node), LONGEST);
}

function shownWhole(node: YamlNode): string {
  if (node.kind === "scalar") return node.source.replaceAll(/\s+/g, " ").trim();
  if (node.kind === "seq") return `[${node.items.map(shownWhole).join(", ")}]`;
  return `{${node.pairs.map(({ key, value }) => `${key.source}: ${shownWhole(value)}`).join(", ")}}`;
}
