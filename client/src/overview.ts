import * as vscode from "vscode";
import type { OverviewItem } from "../../server/src/lsp/protocol";
import {
  filterOverview,
  type OverviewChoices,
  pickGrouping,
  pickOrder,
  readChoices,
} from "./overview-choices";
import { overviewIcon } from "./overview-icon";
import type { Server } from "./server";

/** The view's id, and the beginning of its commands' names. */
const VIEW = "slosmith.overview";
/** Set as soon as a spec was seen: before that there is no view. */
const SEEN_CONTEXT = "slosmith.specSeen";
/** Set while something is left out. */
const FILTERED_CONTEXT = "slosmith.overviewFiltered";
const STORED = "slosmith.overview";

/** The workspace's tiers, services and objectives as a tree. It follows edits; hidden, it asks for nothing. */
export class Overview implements vscode.TreeDataProvider<OverviewItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<OverviewItem>;
  private readonly disposables: vscode.Disposable[];
  private choices: OverviewChoices;
  /** It was told of a change while nobody looked. */
  private isStale = false;

  constructor(
    private readonly server: Server,
    private readonly memory: vscode.Memento,
  ) {
    this.choices = readChoices(memory.get(STORED));
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    const command = (name: string, run: (argument: unknown) => Promise<void> | void) =>
      vscode.commands.registerCommand(`${VIEW}.${name}`, run);
    const choose = async (ask: Promise<Partial<OverviewChoices> | undefined>) => this.choose(await ask);
    this.disposables = [
      this.view,
      this.changed,
      vscode.commands.registerCommand("slosmith.showOverview", () => this.show()),
      command("groupBy", (wanted) => choose(pickGrouping(this.choices, wanted))),
      command("order", (wanted) => choose(pickOrder(this.choices, wanted))),
      command("filter", (wanted) => choose(filterOverview(this.choices, wanted))),
      command("clearFilter", () => this.choose({ text: "", onlyFindings: false })),
      server.onDidStart(() => {
        void vscode.commands.executeCommand("setContext", SEEN_CONTEXT, true);
        this.refresh();
      }),
      server.onDidChangeOverview(() => this.refresh()),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.isStale) this.refresh();
      }),
    ];
    this.describe();
  }

  async getChildren(parent?: OverviewItem): Promise<OverviewItem[]> {
    // Before a spec was seen there is nothing to tell: the server is not started for a view that is only there.
    if (!this.server.isStarted) return [];
    const { groupBy, order, text, onlyFindings } = this.choices;
    const answer = await this.server.ask("slosmith/overview", {
      groupBy,
      order,
      text,
      onlyFindings,
      ...(parent ? { parent: parent.id } : {}),
    });
    if (!parent) this.tellState(answer?.state, answer?.errors ?? 0, answer?.warnings ?? 0);
    return [...(answer?.items ?? [])];
  }

  getTreeItem(item: OverviewItem): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const isOuter = item.kind === "tier" || item.kind === "noTier" || item.kind === "noService";
    const shown = new vscode.TreeItem(
      item.label,
      item.hasChildren ? (isOuter || this.isFiltered ? Expanded : Collapsed) : None,
    );
    // What was opened and closed while something was left out is not what a person did to the whole.
    shown.id = `${this.choices.groupBy} ${this.isFiltered ? "filtered" : ""} ${item.id}`;
    shown.description = item.description;
    shown.tooltip = item.tooltip;
    shown.iconPath = overviewIcon(item);
    shown.contextValue = item.kind;
    shown.accessibilityInformation = { label: item.spoken };
    if (item.location) {
      const { uri, range } = item.location;
      const { start, end } = range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      shown.command = {
        command: "vscode.open",
        title: "Go to the place",
        arguments: [vscode.Uri.parse(uri), { selection } satisfies vscode.TextDocumentShowOptions],
      };
    }
    return shown;
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async show(): Promise<void> {
    await this.server.start();
    await vscode.commands.executeCommand("setContext", SEEN_CONTEXT, true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  private get isFiltered(): boolean {
    return this.choices.text !== "" || this.choices.onlyFindings;
  }

  private refresh(): void {
    this.isStale = !this.view.visible;
    if (!this.isStale) this.changed.fire(undefined);
  }

  private async choose(chosen: Partial<OverviewChoices> | undefined): Promise<void> {
    if (!chosen) return;
    this.choices = { ...this.choices, ...chosen };
    this.describe();
    await this.memory.update(STORED, this.choices);
    this.refresh();
  }

  private describe(): void {
    const { groupBy } = this.choices;
    this.view.description = { tier: "by tier", service: "by service", file: "by file" }[groupBy];
    void vscode.commands.executeCommand("setContext", FILTERED_CONTEXT, this.isFiltered);
  }

  private tellState(state: string | undefined, errors: number, warnings: number): void {
    const { text, onlyFindings } = this.choices;
    const left = [
      ...(onlyFindings ? ["only what has findings"] : []),
      ...(text === "" ? [] : [`only what has "${text}" in its name`]),
    ];
    const parts = [
      ...(state === "reading" ? ["The workspace is still being read."] : []),
      ...(state === "checking" ? ["Findings are being counted."] : []),
      ...(left.length > 0 ? [`Shown is ${left.join(" and ")}.`] : []),
    ];
    this.view.message = parts.join(" ");
    const count = errors + warnings;
    this.view.badge =
      count > 0
        ? { value: count, tooltip: `${errors} errors and ${warnings} warnings in the workspace's SLO files` }
        : undefined;
  }
}
