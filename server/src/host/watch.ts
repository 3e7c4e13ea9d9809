import { watch } from "node:fs";
import { isEntered } from "./passed-over";

/** An editor that saves writes, renames and touches: its changes are taken together. */
const QUIET_MS = 100;

/** Calls back after changes of YAML and ignore files below folders, until it is told to end. */
export function watchFolders(
  folders: readonly string[],
  changed: () => Promise<void>,
  ended: Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: Promise<void> = Promise.resolve();
    const end = () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(changed).catch((error: unknown) => {
          end();
          reject(error);
        });
      }, QUIET_MS);
    };
    const watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, (_event, name) => {
        if (name === null || concerns(name)) soon();
      }).on("error", (error) => {
        end();
        reject(error);
      }),
    );
    void ended.then(async () => {
      end();
      await running;
      resolve();
    });
  });
}

/** Whether a change of this path below a folder may change what is found. */
function concerns(path: string): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.pop() ?? "";
  if (!parts.every(isEntered)) return false;
  // A folder that comes or goes takes its files with it.
  return /\.ya?ml$/i.test(name) || name === ".gitignore" || !name.includes(".");
}
