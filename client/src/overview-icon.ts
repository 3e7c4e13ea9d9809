import * as vscode from "vscode";
import type { OverviewItem } from "../../server/src/lsp/protocol";

/** What each kind of line looks like. */
const ICONS: Readonly<Record<OverviewItem["kind"], string>> = {
  tier: "layers",
  noTier: "circle-slash",
  service: "server-environment",
  noService: "circle-slash",
  file: "file",
  slo: "target",
  objective: "symbol-numeric",
  missing: "circle-large-outline",
  unusedGroup: "debug-disconnect",
  unused: "debug-disconnect",
  elsewhere: "references",
  object: "symbol-object",
};

/**
 * The icon of a line: its kind's, in the colour of the gravest thing that is to be told of it. What has no children
 * says it by its shape too, for those who do not see the colour.
 */
export function overviewIcon({ kind, severity, review, hasChildren }: OverviewItem): vscode.ThemeIcon {
  const isLeaf = !hasChildren && kind !== "missing";
  if (severity === "error") return coloured(isLeaf ? "error" : ICONS[kind], "list.errorForeground");
  if (review === "overdue" && isLeaf) return coloured("calendar", "list.warningForeground");
  if (severity === "warning") return coloured(isLeaf ? "warning" : ICONS[kind], "list.warningForeground");
  if (review === "dueSoon" && isLeaf) return coloured("calendar", "descriptionForeground");
  return new vscode.ThemeIcon(ICONS[kind]);
}

function coloured(icon: string, colour: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}
