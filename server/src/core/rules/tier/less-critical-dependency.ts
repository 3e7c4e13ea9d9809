import type { Located } from "../../model/located";
import { annotation, type SpecObject } from "../../model/spec-object";
import { type ResolvedTier, tierName, tierOf } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import type { Span } from "../../text/span";
import type { Rule } from "../rule";
import { serviceExample, sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

const TIERS = [tierExample({ rank: "1" }, "core"), tierExample({ rank: "2" }, "internal")];
const needs = (tier: string) =>
  stream(
    ...TIERS,
    serviceExample(),
    serviceExample(`slosmith/tier: ${tier}`).replaceAll("search", "catalogue"),
    sloExample({ annotations: "slosmith/tier: core\nslosmith/depends-on: catalogue" }),
  );

export const rule: Rule = {
  code: "less-critical-dependency",
  alias: "TS13",
  concern: "tier",
  severity: "warning",
  fix: "none",
  judges: "dependencies",
  docs: {
    summary: "A hard dependency that stands in a less important tier.",
    why: "A service cannot be more reliable than what it cannot work without. A dependency in a less important tier may have a lower floor, slower alerts and nobody who is woken: its failures become yours. `slosmith/depends-on` names hard dependencies, as SLOs or Services of the workspace.",
    bad: needs("internal"),
    good: needs("core"),
    references: [
      TIERS_PAGE,
      {
        title: "The Calculus of Service Availability",
        url: "https://queue.acm.org/detail.cfm?id=3096459",
      },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    const stated = annotation(object, "slosmith/depends-on");
    if (!stated || (object.kind !== "SLO" && object.kind !== "Service")) return;
    const own = tierOfAny(object, view);
    const rank = own?.tier.rank?.value;
    if (!own || rank === undefined) return;
    for (const { name, span } of namesIn(stated, document.yaml.text)) {
      const dependency = definitionOf(name, view);
      const other = dependency && tierOfAny(dependency.object, view);
      const otherRank = other?.tier.rank?.value;
      if (!dependency || !other || otherRank === undefined || otherRank <= rank) continue;
      report({
        span,
        message: {
          what: `\`${name}\` is in tier \`${tierName(other.definition)}\` (rank ${otherRank}), and what depends on it in \`${tierName(own.definition)}\` (rank ${rank}).`,
          why: "It may fail more often and be repaired later than this promise allows.",
          todo: "Move it to a tier at least as important, or work without it when it fails.",
        },
        related: [
          {
            message: "The dependency",
            span: dependency.object.name?.span ?? dependency.object.headerSpan,
            document: dependency.document,
          },
        ],
      });
    }
  },
};

/** The names of a comma-separated list, each with its place in the document's text. */
function namesIn(stated: Located<string>, text: string): { readonly name: string; readonly span: Span }[] {
  const written = text.slice(stated.span.start, stated.span.end);
  let from = 0;
  return stated.value.split(",").flatMap((part) => {
    const name = part.trim();
    if (name === "") return [];
    const at = written.indexOf(name, from);
    // Text with escapes or folded over lines is pointed at as a whole.
    if (at < 0) return [{ name, span: stated.span }];
    from = at + name.length;
    const start = stated.span.start + at;
    return [{ name, span: { start, end: start + name.length } }];
  });
}

function definitionOf(name: string, view: WorkspaceView): Definition | undefined {
  return view.lookup("Service", name)[0] ?? view.lookup("SLO", name)[0];
}

/** The tier of an SLO or a service; of a service that names none, the one that all of its SLOs name. */
function tierOfAny(object: SpecObject, view: WorkspaceView): ResolvedTier | undefined {
  const own = tierOf(object, view);
  if (own || object.kind !== "Service" || !object.name) return own;
  const found = view.slosOfService(object.name.value).map((slo) => tierOf(slo.object, view));
  const [first] = found;
  return found.every((one) => one?.definition.object === first?.definition.object) ? first : undefined;
}
