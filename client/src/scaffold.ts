import * as vscode from "vscode";
import type { ScaffoldKind, TierChoice } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

/** What to make. Whatever is left out is asked for. */
interface Choices {
  readonly journey?: string;
  readonly kind?: ScaffoldKind;
  /** A tier's name; null for none. */
  readonly tier?: string | null;
  /** `untitled`, or the folder for a new file. */
  readonly target?: "untitled" | vscode.Uri;
}

const TITLE = "New SLO for a user journey";
const FOLDER = "slo";

/**
 * Asks for a user journey, makes its SLOs and opens them.
 *
 * @param given choices that a keybinding or a test makes beforehand
 * @returns the new document, or undefined where the person thought better of it
 */
export async function newSlo(server: Server, given: unknown): Promise<vscode.Uri | undefined> {
  const choices = readChoices(given);
  // Its answers are needed by the third question: it may start during the first.
  const offers = server.ask("slosmith/tiers", {});
  const journey = choices.journey ?? (await askJourney());
  if (journey === undefined) return undefined;
  const kind = choices.kind ?? (await askKind());
  if (kind === undefined) return undefined;
  const tier = choices.tier !== undefined ? choices.tier : await askTier((await offers) ?? []);
  if (tier === undefined) return undefined;
  const made = await server.ask("slosmith/scaffold", { journey, kind, ...(tier === null ? {} : { tier }) });
  if (!made) {
    void vscode.window.showErrorMessage(`No name can be made of "${journey}": it needs a letter or a digit.`);
    return undefined;
  }
  const target = choices.target ?? (await askTarget(made.fileName));
  if (target === undefined) return undefined;
  const document =
    target === "untitled"
      ? await vscode.workspace.openTextDocument({ language: "yaml", content: made.text })
      : await createFile(target, made.fileName, made.text);
  await vscode.window.showTextDocument(document, { preview: false });
  return document.uri;
}

function askJourney(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: TITLE,
    prompt: "What do users come for? A few words: they become the names of the service and its SLOs.",
    placeHolder: "Sign in",
    ignoreFocusOut: true,
    validateInput: (text) => (/[\p{L}\p{N}]/u.test(text) ? undefined : "A letter or a digit is needed."),
  });
}

async function askKind(): Promise<ScaffoldKind | undefined> {
  const items: (vscode.QuickPickItem & { readonly promise: ScaffoldKind })[] = [
    { label: "Availability", detail: "Do users get an answer?", promise: "availability" },
    { label: "Latency", detail: "Does a good answer come in time?", promise: "latency" },
    { label: "Both", detail: "One SLO for each", promise: "both" },
  ];
  const options = { title: TITLE, placeHolder: "What is promised?", ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.promise;
}

async function askTier(tiers: readonly TierChoice[]): Promise<string | null | undefined> {
  // There is nothing to choose from.
  if (tiers.length === 0) return null;
  const items: (vscode.QuickPickItem & { readonly tier: string | null })[] = [
    ...tiers.map(({ name, displayName, description }) => ({
      label: displayName ?? name,
      ...(displayName ? { description: name } : {}),
      ...(description ? { detail: description } : {}),
      tier: name,
    })),
    {
      label: "No tier",
      detail: "Usual defaults: 28d, 99.9 % or 99 %, alerts of the SRE Workbook",
      tier: null,
    },
  ];
  const options = { title: TITLE, placeHolder: "Which tier does it belong to?", ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.tier;
}

async function askTarget(fileName: string): Promise<Choices["target"] | undefined> {
  const folder = vscode.window.activeTextEditor
    ? vscode.workspace.getWorkspaceFolder(vscode.window.activeTextEditor.document.uri)
    : undefined;
  const home = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (!home) return "untitled";
  const items: (vscode.QuickPickItem & { readonly target: NonNullable<Choices["target"]> })[] = [
    {
      label: `${FOLDER}/${fileName}`,
      detail: `A new file in ${home.name}`,
      target: vscode.Uri.joinPath(home.uri, FOLDER),
    },
    { label: "Untitled document", detail: "To be saved wherever you like", target: "untitled" },
  ];
  const options = { title: TITLE, placeHolder: "Where should it go?", ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.target;
}

/** Creates a file under this name, or the first free one of `name-2`, `name-3` …: none is ever overwritten. */
async function createFile(folder: vscode.Uri, fileName: string, text: string): Promise<vscode.TextDocument> {
  const stem = fileName.replace(/\.yaml$/, "");
  let file = vscode.Uri.joinPath(folder, fileName);
  for (let at = 2; await exists(file); at++) file = vscode.Uri.joinPath(folder, `${stem}-${at}.yaml`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(file);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

/** Takes what is usable of a command's argument. */
function readChoices(given: unknown): Choices {
  if (typeof given !== "object" || given === null) return {};
  const { journey, kind, tier, target }: { [Key in keyof Choices]?: unknown } = given;
  return {
    ...(typeof journey === "string" ? { journey } : {}),
    ...(kind === "availability" || kind === "latency" || kind === "both" ? { kind } : {}),
    ...(typeof tier === "string" || tier === null ? { tier } : {}),
    ...(target === "untitled" || target instanceof vscode.Uri ? { target } : {}),
  };
}
