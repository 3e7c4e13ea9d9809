import { shift } from "../../text/span";
import { decoded } from "../words";
import { type Counts, NO_FINDINGS, type PlacedRow } from "./counts";
import type { OverviewFile, OverviewModel } from "./model";
import type { OverviewGrouping } from "./options";
import type { MissingRow, ObjectiveRow, ObjectRow } from "./row";
import { Growing, type OverviewKind, type OverviewNode, type OverviewPlace, type Totals } from "./tree";

/** The whole overview, grouped. Nothing is sorted and nothing is left out yet. */
export function growOverview({ files }: OverviewModel, groupBy: OverviewGrouping): readonly OverviewNode[] {
  const root = new Growing("file", "");
  if (groupBy === "file") for (const file of files) growFile(root, file);
  else growGroups(root, files, groupBy);
  const taken = new Map<string, number>();
  return root.children.map((child) => child.grown("", taken));
}

function growFile(root: Growing, { file, rows, counts }: OverviewFile): void {
  const start = { uri: file.uri, span: { start: 0, end: 0 } };
  const node = root.add(new Growing("file", nameOfFile(file.uri), { place: start }));
  node.count(counts?.rest ?? NO_FINDINGS);
  for (const placed of rows) {
    const { row } = placed;
    const own = countsOf(row, counts);
    if (row.kind === "SLO") growSlo(node, placed, file.uri, counts);
    else if (row.kind !== "SLOs" || own.errors + own.warnings > 0)
      node.add(objectNode("object", placed, file.uri).count(own));
    for (const missing of row.missing) growMissing(node, missing, placeOf(placed, file.uri));
  }
}

/** By tiers and their services, or by services; then what no SLO uses, and what has findings elsewhere. */
function growGroups(root: Growing, files: readonly OverviewFile[], groupBy: "tier" | "service"): void {
  const groups = new Groups(root, groupBy);
  for (const file of files) {
    const { uri } = file.file;
    for (const placed of file.rows) {
      const { row } = placed;
      if (row.kind === "SLO") growSlo(groups.ofSlo(row), placed, uri, file.counts);
      for (const missing of row.missing) {
        growMissing(groups.ofMissing(missing), missing, placeOf(placed, uri));
      }
    }
  }
  const unused = new Growing("unusedGroup", "Not referred to", { last: 2 });
  const elsewhere = new Growing("elsewhere", "Findings elsewhere", { last: 3 });
  for (const { file, rows, counts } of files) {
    const { uri } = file;
    for (const placed of rows) {
      const { row } = placed;
      if (row.kind === "SLO") continue;
      const own = countsOf(row, counts);
      const group = groups.existing(row, uri);
      if (row.unused && !group) unused.add(objectNode("unused", placed, uri).count(own));
      else if (group) group.know({ place: placeOf(placed, uri), row }).count(own);
      else if (own.errors + own.warnings > 0) elsewhere.add(objectNode("object", placed, uri).count(own));
    }
    const rest = counts?.rest ?? NO_FINDINGS;
    if (rest.errors + rest.warnings === 0) continue;
    const place = { uri, span: { start: 0, end: 0 } };
    elsewhere.add(new Growing("file", nameOfFile(uri), { place }).count(rest));
  }
  for (const group of [unused, elsewhere]) if (group.children.length > 0) root.add(group);
}

/** The groups that SLOs stand in. */
class Groups {
  private readonly tiers = new Map<string, Growing>();
  /** Of a service that stands in several tiers the first group. */
  private readonly services = new Map<string, Growing>();

  constructor(
    private readonly root: Growing,
    private readonly groupBy: "tier" | "service",
  ) {}

  ofSlo({ tier, service }: ObjectRow): Growing {
    const parent = this.groupBy === "tier" ? this.ofTier(tier) : this.root;
    if (service !== undefined) return this.ofService(parent, service);
    return this.groupBy === "tier"
      ? parent
      : parent.group("", () => new Growing("noService", "No service", { last: 1 }));
  }

  ofMissing({ tier, service }: MissingRow): Growing {
    return this.ofService(this.groupBy === "tier" ? this.ofTier(tier) : this.root, service);
  }

  /** The group that stands for a tier or a service itself, where SLOs made one. */
  existing(row: ObjectRow, uri: string): Growing | undefined {
    const { kind, ownName = "" } = row;
    if (kind === "ReliabilityTier" && this.groupBy === "tier") return this.tiers.get(`${uri} ${ownName}`);
    return kind === "Service" ? this.services.get(ownName) : undefined;
  }

  private ofTier(tier: ObjectRow["tier"]): Growing {
    if (!tier) return this.root.group("", () => new Growing("noTier", "No tier", { last: 1 }));
    const { uri, object } = tier.definition;
    const key = `${uri} ${object.name?.value ?? ""}`;
    return this.root.group(`tier ${key}`, () => {
      const rank = tier.tier.rank?.value;
      const label = tier.tier.displayName?.value || object.name?.value || tier.claim.name;
      const made = new Growing("tier", label, rank === undefined ? {} : { rank });
      this.tiers.set(key, made);
      return made;
    });
  }

  private ofService(parent: Growing, service: string): Growing {
    return parent.group(`service ${service}`, () => {
      const made = new Growing("service", service);
      if (!this.services.has(service)) this.services.set(service, made);
      return made;
    });
  }
}

function growSlo(parent: Growing, placed: PlacedRow, uri: string, counts: OverviewFile["counts"]): void {
  const { row, start } = placed;
  const node = objectNode("slo", placed, uri).count({
    ...countsOf(row, counts),
    ...reviewCount(row),
    slos: 1,
  });
  if (row.review && "due" in row.review) node.know({ due: row.review.due });
  parent.add(node);
  const [first, ...more] = row.objectives;
  if (first && more.length === 0) {
    node.know({ objective: first }).count(countsOf(first, counts));
    if (first.budgetSeconds !== undefined) node.know({ budgetSeconds: first.budgetSeconds });
    return;
  }
  for (const [at, objective] of row.objectives.entries()) {
    const { budgetSeconds } = objective;
    node.add(
      new Growing("objective", objective.name ?? `Objective ${at + 1}`, {
        row,
        objective,
        place: { uri, span: shift(objective.place, start) },
        ...(budgetSeconds === undefined ? {} : { budgetSeconds }),
      }).count(countsOf(objective, counts)),
    );
  }
}

function growMissing(parent: Growing, missing: MissingRow, place: OverviewPlace): void {
  parent
    .add(new Growing("missing", `${missing.words.replaceAll("`", "")} is missing`, { missing, place }))
    .count({
      missing: 1,
    });
}

function objectNode(kind: OverviewKind, placed: PlacedRow, uri: string): Growing {
  const { row } = placed;
  return new Growing(kind, row.name ?? `${row.kind} without a name`, { row, place: placeOf(placed, uri) });
}

function placeOf({ row, start }: PlacedRow, uri: string): OverviewPlace {
  return { uri, span: shift(row.place, start) };
}

function countsOf(row: ObjectRow | ObjectiveRow, counts: OverviewFile["counts"]): Counts {
  return counts?.of.get(row) ?? NO_FINDINGS;
}

function reviewCount({ review }: ObjectRow): Partial<Totals> {
  switch (review?.state) {
    case "overdue":
      return { overdue: 1 };
    case "dueSoon":
      return { dueSoon: 1 };
    case "never":
      return { never: 1 };
    default:
      return {};
  }
}

/** The end of a file's address, as people wrote it: its folder and its name. */
function nameOfFile(uri: string): string {
  return decoded(uri.split("/").slice(-2).join("/"));
}
