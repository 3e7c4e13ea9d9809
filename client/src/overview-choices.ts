import * as vscode from "vscode";
import type { OverviewGrouping, OverviewOrder } from "../../server/src/lsp/protocol";

/** How a person wants the overview. */
export interface OverviewChoices {
  readonly groupBy: OverviewGrouping;
  readonly order: OverviewOrder;
  readonly text: string;
  readonly onlyFindings: boolean;
}

const GROUPINGS: Readonly<Record<OverviewGrouping, string>> = {
  tier: "By tier",
  service: "By service",
  file: "By file",
};

const ORDERS: Readonly<Record<OverviewOrder, readonly [string, string]>> = {
  name: ["By name", "Tiers by their rank"],
  findings: ["By findings", "Most errors first"],
  budget: ["By error budget", "Smallest first"],
  review: ["By review", "Overdue first"],
};

/** What was stored, as far as it can be read. */
export function readChoices(stored: unknown): OverviewChoices {
  const { groupBy, order, text, onlyFindings } = (stored ?? {}) as Partial<
    Record<keyof OverviewChoices, unknown>
  >;
  return {
    groupBy: isKey(groupBy, GROUPINGS) ? groupBy : "tier",
    order: isKey(order, ORDERS) ? order : "name",
    text: typeof text === "string" ? text : "",
    onlyFindings: onlyFindings === true,
  };
}

function isKey<Key extends string>(value: unknown, table: Readonly<Record<Key, unknown>>): value is Key {
  return typeof value === "string" && Object.hasOwn(table, value);
}

/** @param wanted by whoever runs the command with an argument: then nobody is asked */
export async function pickGrouping(
  { groupBy }: OverviewChoices,
  wanted: unknown,
): Promise<Partial<OverviewChoices> | undefined> {
  if (isKey(wanted, GROUPINGS)) return { groupBy: wanted };
  const items = (Object.keys(GROUPINGS) as OverviewGrouping[]).map((value) => ({
    value,
    label: GROUPINGS[value],
    ...(value === groupBy ? { description: "now" } : {}),
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Group the overview" });
  return chosen && { groupBy: chosen.value };
}

export async function pickOrder(
  { order }: OverviewChoices,
  wanted: unknown,
): Promise<Partial<OverviewChoices> | undefined> {
  if (isKey(wanted, ORDERS)) return { order: wanted };
  const items = (Object.keys(ORDERS) as OverviewOrder[]).map((value) => ({
    value,
    label: ORDERS[value][0],
    detail: ORDERS[value][1],
    ...(value === order ? { description: "now" } : {}),
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Sort the overview" });
  return chosen && { order: chosen.value };
}

/** Asks for what is to be shown: all, only what has findings, or only what has a text in its name. */
export async function filterOverview(
  { text, onlyFindings }: OverviewChoices,
  wanted: unknown,
): Promise<Partial<OverviewChoices> | undefined> {
  if (typeof wanted === "object" && wanted !== null && ("text" in wanted || "onlyFindings" in wanted)) {
    const { text, onlyFindings } = readChoices(wanted);
    return { text, onlyFindings };
  }
  const now = (is: boolean) => (is ? { description: "now" } : {});
  const chosen = await vscode.window.showQuickPick(
    [
      { value: "all" as const, label: "Everything", ...now(text === "" && !onlyFindings) },
      { value: "findings" as const, label: "Only what has findings", ...now(onlyFindings) },
      { value: "text" as const, label: "Only what has a text in its name...", ...now(text !== "") },
    ],
    { title: "Filter the overview" },
  );
  if (!chosen) return undefined;
  if (chosen.value === "all") return { text: "", onlyFindings: false };
  if (chosen.value === "findings") return { onlyFindings: true };
  const typed = await vscode.window.showInputBox({
    title: "Filter the overview",
    prompt: "A part of the name of a tier, service, SLO or file",
    value: text,
  });
  return typed === undefined ? undefined : { text: typed.trim() };
}
