import type { YamlNode } from "../../yaml/node";
import { groupStart, type LocatedSignalReference, named, queryTexts, runsIntoHole } from "./query-text";

const TEXT_KEYS = /query|sql|statement|expression|filter|good|total|bad|valid/i;
/** A table after FROM or JOIN: `shop.public.requests`, quoted with `"…"`, `` `…` `` or `[…]`. */
const TABLE =
  /(?<![\w.])(?:FROM|JOIN)\s{1,200}(?:`([^`\n]{1,300})`|"([^"\n]{1,300}(?:"\."[^"\n]{1,300}){0,3})"|\[([^\]\n]{1,300})\]|([A-Za-z_][\w.$*-]{0,300}))/dgi;
/** `WITH errors AS (`: a name for a part of the query, not a table. */
const NAMED_PART =
  /(?<![\w.])([A-Za-z_]\w{0,128})\s{1,20}AS\s{0,20}(?:NOT\s{1,20}MATERIALIZED\s{0,20}|MATERIALIZED\s{0,20})?\(/gi;
/** What can follow FROM without being a table: `EXTRACT(hour FROM ts)` cannot be told, these can. */
const NO_TABLE = /^(unnest|lateral|select|table|generate_series|current_timestamp|current_date|now)$/i;

/**
 * The tables of SQL queries. A table's name rarely tells where its rows were measured; those of log exports do.
 */
export function sqlReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  for (const query of queryTexts(spec, documentText, TEXT_KEYS)) {
    const parts = new Set<string>();
    for (const [, part = ""] of query.text.matchAll(NAMED_PART)) parts.add(part.toLowerCase());
    for (const match of query.text.matchAll(TABLE)) {
      const group = [1, 2, 3, 4].find((at) => match[at] !== undefined) ?? 4;
      const written = match[group] ?? "";
      const name = written.replaceAll('"', "");
      const end = match.index + match[0].length;
      if (NO_TABLE.test(name) || parts.has(name.toLowerCase()) || /[{}]|\$\{/.test(name)) continue;
      if (runsIntoHole(query.text, end) || query.text[end] === "(") continue;
      found.push(named("sql", query, { start: groupStart(match, group), written, name }));
    }
  }
  return found;
}
