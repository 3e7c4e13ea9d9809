import { counted } from "../core/ide/words";
import { messageText } from "./diagnostics";
import { knownRules } from "./rule-counts";
import { checkNow, type Session } from "./session";
import type { Settings } from "./settings";
import type { Store } from "./store";

/** The name of the files that say what holds for a folder's SLOs. */
const WORKSPACE_FILE = ".slosmith.yaml";

/** What was found in the workspace's folders: "Specs in 12 of 340 YAML files (openslo/v1: 10, sloth/v1: 2), read in 45 ms." */
export function foundWords(store: Store, files: number, milliseconds: number): string {
  const formats = new Map<string, number>();
  let specs = 0;
  for (const key of store.workspace.files.keys()) {
    if (!store.isSpec(key)) continue;
    specs++;
    const objects = store.file(key)?.slots.flatMap(({ document }) => document.objects) ?? [];
    for (const dialect of new Set(objects.map((object) => object.dialect)))
      formats.set(dialect, (formats.get(dialect) ?? 0) + 1);
  }
  const each = [...formats].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => `${id}: ${count}`);
  const named = each.length > 0 ? ` (${each.join(", ")})` : "";
  return `Specs in ${specs} of ${counted(files, "YAML file")}${named}, read in ${milliseconds} ms.`;
}

/** The settings that are in force and are not what everybody has. */
export function settingsWords(settings: Settings): string {
  const { rules, consumers, besideYamlExtension, ...switches } = settings;
  const { off, all } = knownRules(rules);
  const others = Object.entries(rules).filter(([, severity]) => severity !== "off");
  const on = Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [name] : []));
  return [
    `Settings: ${off === 0 ? `all ${all} rules on` : `${off} of ${all} rules off`}`,
    ...(others.length > 0 ? [others.map(([code, severity]) => `${code}=${severity}`).join(", ")] : []),
    `shown: ${on.join(", ") || "no hints and no lenses"}`,
    ...(consumers.length > 0 ? [`read by ${consumers.join(", ")}`] : []),
    `besideYamlExtension=${besideYamlExtension}.`,
  ].join("; ");
}

/** What is wrong with files `.slosmith.yaml`, one line a fault, with its place: they govern other files and are seldom open. */
export function workspaceFileFaults(session: Session): string[] {
  const { store } = session;
  const keys = [...store.workspace.files.keys()].filter((key) => key.endsWith(`/${WORKSPACE_FILE}`));
  return keys.flatMap((key) =>
    checkNow(session, key).findings.flatMap(({ span, code, severity, message }) => {
      if (severity !== "error" && severity !== "warning") return [];
      const { line, character } = store.linesOf(key).positionAt(span.start);
      const place = `${store.clientUri(key)}:${line + 1}:${character + 1}`;
      return [`${place} ${severity} ${code}: ${messageText(message)}`];
    }),
  );
}

/** Says a thing again only when it has become another. */
export class LastSaid {
  private last: string | undefined;

  constructor(private readonly out: (text: string) => void) {}

  say(text: string): void {
    if (text === this.last) return;
    this.last = text;
    this.out(text);
  }
}
