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

/**
 * The same, one by one; files that only a symbolic link leads to come last. Each directory and each file is met once,
 * whatever links lead to it: an object that is found under two names would seem to be defined twice.
 */
export async function* walkYamlFiles(directory: string): AsyncGenerator<string> {
  const walk: Walk = { entered: new Set(), files: new Set(), links: [] };
  yield* enter(directory, walk);
  for (const link of walk.links) {
    const real = await realpath(link).catch(() => undefined);
    if (real === undefined || walk.files.has(real)) continue;
    walk.files.add(real);
    yield link;
  }
}

interface Walk {
  /** The real paths of the directories that were entered, and of the files that were met. */
  readonly entered: Set<string>;
  readonly files: Set<string>;
  /** Symbolic links with names of YAML files. */
  readonly links: string[];
}

async function* enter(directory: string, walk: Walk): AsyncGenerator<string> {
  const real = await realpath(directory).catch(() => undefined);
  if (real === undefined || walk.entered.has(real)) return;
  walk.entered.add(real);
  const entries = await readdir(directory, { withFileTypes: true }).catch((): Dirent[] => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    const isLink = entry.isSymbolicLink();
    if (YAML_NAME.test(entry.name) && (isLink || entry.isFile())) {
      if (isLink) walk.links.push(path);
      else {
        walk.files.add(join(real, entry.name));
        yield path;
      }
    } else if ((isLink || entry.isDirectory()) && isEntered(entry.name)) {
      yield* enter(path, walk);
    }
  }
}
