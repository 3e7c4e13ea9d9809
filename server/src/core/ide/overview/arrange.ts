import type { OverviewOptions, OverviewOrder } from "./options";
import type { OverviewNode } from "./tree";
import { sum } from "./tree";

/** The nodes that are wanted, in the wanted order; what a kept node comes to counts only what is kept below it. */
export function arrange(nodes: readonly OverviewNode[], options: OverviewOptions): readonly OverviewNode[] {
  const text = options.text?.trim().toLowerCase() ?? "";
  const kept = nodes.flatMap((node) => keep(node, text, options.onlyFindings === true) ?? []);
  return sorted(kept, options.order);
}

function keep(node: OverviewNode, text: string, onlyFindings: boolean): OverviewNode | undefined {
  const { errors, warnings, missing } = node.totals;
  if (onlyFindings && errors + warnings + missing === 0) return undefined;
  const isMatch = text === "" || node.label.toLowerCase().includes(text);
  if (isMatch && !onlyFindings) return node;
  if (node.children.length === 0) return isMatch ? node : undefined;
  const children = node.children.flatMap((child) => keep(child, isMatch ? "" : text, onlyFindings) ?? []);
  return isMatch || children.length > 0 ? narrowed(node, children) : undefined;
}

/** The node with fewer children: its own part of the totals stays. */
function narrowed(node: OverviewNode, children: readonly OverviewNode[]): OverviewNode {
  if (children.length === node.children.length && children.every((one, at) => one === node.children[at]))
    return node;
  const before = sum(node.children.map(({ totals }) => totals));
  const now = sum(children.map(({ totals }) => totals));
  const totals = { ...node.totals };
  for (const key of Object.keys(totals) as (keyof typeof totals)[])
    totals[key] = node.totals[key] - before[key] + now[key];
  return { ...node, children, totals };
}

type Compare = (a: OverviewNode, b: OverviewNode) => number;

function sorted(nodes: readonly OverviewNode[], order: OverviewOrder): readonly OverviewNode[] {
  const compare = COMPARE[order];
  return [...nodes]
    .sort((a, b) => a.last - b.last || compare(a, b) || byName(a, b))
    .map((node) => (node.children.length === 0 ? node : { ...node, children: sorted(node.children, order) }));
}

/** Made once: `localeCompare` with a locale makes another for each pair. */
const NAMES = new Intl.Collator("en", { numeric: true });

/** Tiers by their rank, objectives as they are written, all else by the alphabet; numbers by their size. */
const byName: Compare = (a, b) => {
  if (a.kind === "objective" && b.kind === "objective") return 0;
  const rank = (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER);
  return rank || NAMES.compare(a.label, b.label);
};

const COMPARE: Readonly<Record<OverviewOrder, Compare>> = {
  name: () => 0,
  findings: (a, b) =>
    b.totals.errors - a.totals.errors ||
    b.totals.warnings + b.totals.missing - a.totals.warnings - a.totals.missing,
  budget: (a, b) =>
    (a.budgetSeconds ?? Number.MAX_SAFE_INTEGER) - (b.budgetSeconds ?? Number.MAX_SAFE_INTEGER),
  // What was never reviewed stands behind what has a date, and ahead of what no tier asks for.
  review: (a, b) => (reviewKey(a) < reviewKey(b) ? -1 : reviewKey(a) > reviewKey(b) ? 1 : 0),
};

function reviewKey({ due, totals }: OverviewNode): string {
  return due ?? (totals.never > 0 ? "~" : "~~");
}
