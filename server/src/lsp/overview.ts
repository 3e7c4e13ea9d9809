import { arrange } from "../core/ide/overview/arrange";
import { growOverview } from "../core/ide/overview/grow";
import { countOverview, type OverviewModel, readOverview } from "../core/ide/overview/model";
import {
  OVERVIEW_GROUPINGS,
  OVERVIEW_ORDERS,
  type OverviewGrouping,
  type OverviewOptions,
} from "../core/ide/overview/options";
import { OverviewReader } from "../core/ide/overview/read";
import { type OverviewNode, sum } from "../core/ide/overview/tree";
import { overviewWords } from "../core/ide/overview/words";
import type { Workspace } from "../core/workspace";
import type { Overview, OverviewItem } from "./protocol";
import { isJudgedAlone, type Session } from "./session";
import { isRecord, type Settings } from "./settings";
import { inSlices } from "./slices";

/** Findings that are counted within this time are part of the first answer: so a small workspace does not flicker. */
const COUNTS_WITHIN_MS = 150;

/** Ways of showing an overview that are kept. */
const MOST_TREES = 8;

/** What an overview is made from. */
interface Basis {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly complete: boolean;
}

/** An overview of one state of the workspace. */
interface Made extends Basis {
  readonly model: OverviewModel;
  /** Fulfilled when all findings are counted. */
  counting: Promise<void>;
  isCounted: boolean;
  /** The whole tree, with all that was counted so far, by what it is grouped by. */
  readonly grown: Map<OverviewGrouping, readonly OverviewNode[]>;
  /** The tree as it was shown last, by how it was shown. */
  readonly trees: Map<string, Tree>;
}

interface Tree {
  readonly roots: readonly OverviewNode[];
  readonly byId: ReadonlyMap<string, OverviewNode>;
}

/**
 * Answers `slosmith/overview`. Nothing is read and nothing is counted before somebody asks, and a change is told only
 * to who has asked since the last one.
 */
export class OverviewService {
  private readonly reader = new OverviewReader();
  private made: Made | undefined;
  private making: { readonly basis: Basis; readonly done: Promise<Made | undefined> } | undefined;
  /** What the oldest line that the client shows was made from, until a change was told. */
  private told: Basis | undefined;
  private isDisposed = false;

  /** @param changed tells the client */
  constructor(
    private readonly session: Session,
    private readonly changed: () => void,
  ) {}

  async answer(params: unknown): Promise<Overview | null> {
    const options = readOptions(params);
    if (!options) return null;
    const made = await this.make();
    if (!made) return null;
    const parent = isRecord(params) && typeof params.parent === "string" ? params.parent : undefined;
    // Below a line that was asked for earlier the client still shows the rest of the earlier tree.
    if (parent === undefined || !this.told) this.told = made;
    const { roots, byId } = treeOf(made, options);
    const nodes = parent === undefined ? roots : (byId.get(parent)?.children ?? []);
    const all = sum(grownOf(made, options.groupBy).map(({ totals }) => totals));
    return {
      items: nodes.map((node) => this.itemOf(node)),
      state: made.complete ? (made.isCounted ? "complete" : "checking") : "reading",
      errors: all.errors,
      warnings: all.warnings,
    };
  }

  /** Something may have changed. */
  update(): void {
    if (!this.told || isSame(this.told, this.basis())) return;
    this.tell();
  }

  dispose(): void {
    this.isDisposed = true;
  }

  private tell(): void {
    if (!this.told || this.isDisposed) return;
    this.told = undefined;
    this.changed();
  }

  private basis(): Basis {
    const { store, settings, indexer } = this.session;
    return { workspace: store.workspace, settings, complete: indexer.isComplete };
  }

  /** The overview of the workspace as it is now; one that was overtaken while it was read is begun anew. */
  private async make(): Promise<Made | undefined> {
    for (;;) {
      const basis = this.basis();
      if (this.made && isSame(this.made, basis)) return this.made;
      if (!this.making || !isSame(this.making.basis, basis)) this.making = { basis, done: this.read(basis) };
      const made = await this.making.done;
      if (made || this.isDisposed) return made;
    }
  }

  private async read(basis: Basis): Promise<Made | undefined> {
    const now = () => this.session.host.nowEpochMs();
    const isWanted = () => !this.isDisposed && isSame(basis, this.basis());
    const model = await inSlices(readOverview(basis.workspace, this.reader, now()), now, isWanted);
    if (!model) return undefined;
    const made: Made = {
      ...basis,
      model,
      counting: Promise.resolve(),
      isCounted: false,
      grown: new Map(),
      trees: new Map(),
    };
    this.made = made;
    made.counting = this.count(made);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, COUNTS_WITHIN_MS);
    });
    await Promise.race([made.counting, patience]);
    clearTimeout(timer);
    return made;
  }

  private async count(made: Made): Promise<void> {
    const { workspace, settings, complete, model } = made;
    const now = () => this.session.host.nowEpochMs();
    const accepts = complete ? () => true : isJudgedAlone;
    const steps = (function* () {
      yield* countOverview(workspace, model, settings.rules, accepts);
      return true;
    })();
    const isDone = await inSlices(steps, now, () => !this.isDisposed && this.made === made);
    if (!isDone) return;
    made.isCounted = true;
    made.grown.clear();
    made.trees.clear();
    if (this.told === made) this.tell();
  }

  private itemOf(node: OverviewNode): OverviewItem {
    const { store } = this.session;
    const { id, kind, label, totals, place, children } = node;
    const severity =
      totals.errors > 0 ? "error" : totals.warnings + totals.missing > 0 ? "warning" : undefined;
    const review = totals.overdue > 0 ? "overdue" : totals.dueSoon > 0 ? "dueSoon" : undefined;
    return {
      id,
      kind,
      label,
      ...overviewWords(node),
      ...(severity ? { severity } : {}),
      ...(review ? { review } : {}),
      ...(place
        ? { location: { uri: store.clientUri(place.uri), range: store.rangeOf(place.uri, place.span) } }
        : {}),
      hasChildren: children.length > 0,
    };
  }
}

function isSame(a: Basis, b: Basis): boolean {
  return a.workspace === b.workspace && a.settings === b.settings && a.complete === b.complete;
}

/** How the overview is wanted; undefined where that cannot be read. */
function readOptions(params: unknown): OverviewOptions | undefined {
  if (!isRecord(params)) return undefined;
  const groupBy = OVERVIEW_GROUPINGS.find((one) => one === params.groupBy);
  const order = OVERVIEW_ORDERS.find((one) => one === params.order);
  if (!groupBy || !order) return undefined;
  return {
    groupBy,
    order,
    text: typeof params.text === "string" ? params.text : "",
    onlyFindings: params.onlyFindings === true,
  };
}

/** The whole tree of an overview, made once: a filter and an order only choose from it. */
function grownOf(made: Made, groupBy: OverviewGrouping): readonly OverviewNode[] {
  let grown = made.grown.get(groupBy);
  if (!grown) {
    grown = growOverview(made.model, groupBy);
    made.grown.set(groupBy, grown);
  }
  return grown;
}

/** The tree of an overview, made once for as long as it is asked for in the same way. */
function treeOf(made: Made, options: OverviewOptions): Tree {
  const key = JSON.stringify([options.groupBy, options.order, options.text, options.onlyFindings]);
  let tree = made.trees.get(key);
  if (!tree) {
    const roots = arrange(grownOf(made, options.groupBy), options);
    const byId = new Map<string, OverviewNode>();
    const note = (nodes: readonly OverviewNode[]) => {
      for (const node of nodes) {
        byId.set(node.id, node);
        note(node.children);
      }
    };
    note(roots);
    tree = { roots, byId };
    // Whoever types a filter asks for each letter.
    if (made.trees.size >= MOST_TREES) made.trees.clear();
    made.trees.set(key, tree);
  }
  return tree;
}
