import type { Connection } from "vscode-languageserver";
import type { ClientAbilities } from "./client-abilities";
import type { IndexProgress } from "./indexer";

/** Shows that the workspace is being read, where the client can show it. */
export async function beginProgress(
  connection: Connection,
  abilities: ClientAbilities,
): Promise<IndexProgress | undefined> {
  if (!abilities.workDoneProgress) return undefined;
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin("SLOsmith reads the workspace", 0);
  return {
    report: (read, all) => progress.report(Math.floor((read * 100) / all), `${read} of ${all} YAML files`),
    done: () => progress.done(),
  };
}
