import type { Span } from "../../text/span";
import { type Counts, NO_FINDINGS } from "./counts";
import type { MissingRow, ObjectiveRow, ObjectRow } from "./row";

export type OverviewKind =
  | "tier"
  | "noTier"
  | "service"
  | "noService"
  | "file"
  | "slo"
  | "objective"
  | "missing"
  | "unusedGroup"
  | "unused"
  | "elsewhere"
  | "object";

/** Where a node leads: a range of a file's offsets. */
export interface OverviewPlace {
  readonly uri: string;
  readonly span: Span;
}

/** What a node and all below it come to. */
export interface Totals extends Counts {
  readonly slos: number;
  readonly missing: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly never: number;
}

/** A node of the overview, before it is put into words. */
export interface OverviewNode {
  /** The same for the same thing, whatever is edited around it; unique in the tree. */
  readonly id: string;
  readonly kind: OverviewKind;
  readonly label: string;
  readonly place?: OverviewPlace;
  readonly row?: ObjectRow;
  readonly objective?: ObjectiveRow;
  readonly missing?: MissingRow;
  readonly totals: Totals;
  readonly children: readonly OverviewNode[];
  /** The smallest budget in seconds, on itself or below. */
  readonly budgetSeconds?: number;
  /** The earliest due date of a review, on itself or below. */
  readonly due?: string;
  /** Groups stand in this order whatever they are sorted by, where it is the same for two. */
  readonly last: number;
  /** Of a tier. */
  readonly rank?: number;
}

const NOTHING: Totals = { ...NO_FINDINGS, slos: 0, missing: 0, overdue: 0, dueSoon: 0, never: 0 };

export function sum(all: readonly Totals[]): Totals {
  const total = { ...NOTHING };
  for (const one of all) {
    total.errors += one.errors;
    total.warnings += one.warnings;
    total.slos += one.slos;
    total.missing += one.missing;
    total.overdue += one.overdue;
    total.dueSoon += one.dueSoon;
    total.never += one.never;
  }
  return total;
}

/** A node while it is being gathered. */
export class Growing {
  readonly children: Growing[] = [];
  private readonly named = new Map<string, Growing>();
  private own: Totals = NOTHING;

  constructor(
    readonly kind: OverviewKind,
    readonly label: string,
    private parts: Partial<OverviewNode> = {},
  ) {}

  /** The child for this thing, made at the first call. */
  group(key: string, make: () => Growing): Growing {
    let child = this.named.get(key);
    if (!child) {
      child = make();
      this.named.set(key, child);
      this.children.push(child);
    }
    return child;
  }

  add(child: Growing): Growing {
    this.children.push(child);
    return child;
  }

  /** What stands on the node itself. */
  count(totals: Partial<Totals>): this {
    this.own = sum([this.own, { ...NOTHING, ...totals }]);
    return this;
  }

  /** What is known of it only when its own object is met. */
  know(parts: Partial<OverviewNode>): this {
    this.parts = { ...this.parts, ...parts };
    return this;
  }

  /**
   * @param id of the node that it stands below
   * @param taken ids in use, each with the last number that was put behind it
   */
  grown(id: string, taken: Map<string, number>): OverviewNode {
    const base = `${id}/${this.kind}:${this.label}`;
    let own = base;
    let at = taken.get(base) ?? 1;
    while (taken.has(own)) own = `${base}~${++at}`;
    taken.set(base, at);
    if (own !== base) taken.set(own, 1);
    const children = this.children.map((child) => child.grown(own, taken));
    const budgets = [this.parts.budgetSeconds, ...children.map(({ budgetSeconds }) => budgetSeconds)];
    const dues = [this.parts.due, ...children.map(({ due }) => due)];
    const budgetSeconds = least(budgets);
    const due = least(dues);
    return {
      last: 0,
      ...this.parts,
      id: own,
      kind: this.kind,
      label: this.label,
      totals: sum([this.own, ...children.map(({ totals }) => totals)]),
      children,
      ...(budgetSeconds === undefined ? {} : { budgetSeconds }),
      ...(due === undefined ? {} : { due }),
    };
  }
}

function least<T extends number | string>(values: readonly (T | undefined)[]): T | undefined {
  let found: T | undefined;
  for (const value of values)
    if (value !== undefined && (found === undefined || value < found)) found = value;
  return found;
}
