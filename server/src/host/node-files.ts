import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { isEntered } from "./passed-over";

const YAML_NAME = /\.ya?ml$/i;

/** All YAML files below a directory, in the order of their names. What cannot be read is left out. */
export async function findYamlFiles(directory: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of walkYamlFiles(directory)) found.push(file);
  return found;
}

/** The same, one by one. A directory that a symbolic link leads to a second time is entered once. */
export async function* walkYamlFiles(directory: string, entered = new Set<string>()): AsyncGenerator<string> {
  const real = await realpath(directory).catch(() => undefined);
  if (real === undefined || entered.has(real)) return;
  entered.add(real);
  const entries = await readdir(directory, { withFileTypes: true }).catch((): Dirent[] => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isFile() && YAML_NAME.test(entry.name)) yield path;
    else if (entry.isDirectory() && isEntered(entry.name)) yield* walkYamlFiles(path, entered);
    else if (entry.isSymbolicLink()) {
      if (YAML_NAME.test(entry.name)) yield path;
      else if (isEntered(entry.name)) yield* walkYamlFiles(path, entered);
    }
  }
}
