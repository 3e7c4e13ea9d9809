import { nodeAtOffset } from "../promql/walk";
import type { Definition } from "../resolve/workspace-view";
import { slisOf } from "../rules/indicator/slis";
import { type Span, shift, touches } from "../text/span";
import type { Workspace } from "../workspace";
import { anchorsOf } from "../yaml/anchors";
import { inFile, type Lookup, lookAt, viewOf } from "./lookup";
import { isDeclaration, nameSiteAt, nameSpan, targetsOf } from "./navigation/name-sites";

/** Where a name leads. Spans are file offsets. */
export interface DefinitionLink {
  /** The reference, in the file that was asked about. */
  readonly origin: Span;
  readonly uri: string;
  /** The name of what it refers to, in `uri`. */
  readonly target: Span;
}

/**
 * What the name at an offset refers to: an object, the rule that records a series, the value that an alias repeats.
 * Several places where a name was given twice, none where it leads nowhere; an object's own name leads to itself.
 */
export function definitionsAt(workspace: Workspace, uri: string, offset: number): DefinitionLink[] {
  const named = namedAt(workspace, uri, offset);
  if (named.length > 0) return named;
  const lookup = lookAt(workspace, uri, offset);
  const recorded = lookup ? recordedAt(workspace, lookup) : [];
  return recorded.length > 0 ? recorded : anchoredAt(workspace, uri, offset);
}

function namedAt(workspace: Workspace, uri: string, offset: number): DefinitionLink[] {
  const site = nameSiteAt(workspace, uri, offset);
  if (!site) return [];
  const origin = nameSpan(site);
  if (isDeclaration(site)) return [{ origin, uri, target: origin }];
  return targetsOf(site.mention, viewOf(workspace, uri)).flatMap((target) => {
    const slot = workspace.slotOf(target.uri, target.document);
    return slot ? [{ origin, uri: target.uri, target: nameSpan({ ...target, slot }) }] : [];
  });
}

/** Where the series that a query names is recorded. */
function recordedAt(workspace: Workspace, lookup: Lookup): DefinitionLink[] {
  const { object, node, offset, view } = lookup;
  if (lookup.onKey || node.kind !== "scalar") return [];
  const queries = slisOf(object).flatMap(({ metrics }) =>
    metrics.flatMap(({ queryText }) => queryText ?? []),
  );
  const query = queries.find(({ scalar }) => scalar === node);
  const at = query?.toText(offset);
  const expr = query?.promql.expr;
  if (!query || at === undefined || !expr) return [];
  const selector = nodeAtOffset(expr, at).find((inner) => inner.kind === "selector");
  const metric = selector?.kind === "selector" ? selector.metric : undefined;
  if (!metric || !touches(metric.span, at)) return [];
  const origin = inFile(lookup, query.toSource(metric.span));
  return view
    .recordingRules(metric.name)
    .flatMap((definition) => recordsOf(workspace, definition, metric.name, origin));
}

function recordsOf(
  workspace: Workspace,
  { uri, document, object }: Definition,
  metric: string,
  origin: Span,
): DefinitionLink[] {
  const slot = workspace.slotOf(uri, document);
  if (!slot || object.body.type !== "recordingRules") return [];
  return object.body.rules
    .filter(({ record }) => record.value === metric)
    .map(({ record }) => ({ origin, uri, target: shift(record.span, slot.start) }));
}

/** The value that an alias repeats. */
function anchoredAt(workspace: Workspace, uri: string, offset: number): DefinitionLink[] {
  const slot = workspace.slotAt(uri, offset);
  if (!slot?.document.claimed) return [];
  for (const { span, aliases } of anchorsOf(slot.document.yaml.text)) {
    const alias = aliases.find((one) => touches(one, offset - slot.start));
    if (alias) return [{ origin: shift(alias, slot.start), uri, target: shift(span, slot.start) }];
  }
  return [];
}
