import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { mayHoldSpecs } from "../../core/dialects/registry";
import { type FileChange, Workspace } from "../../core/workspace";
import { findYamlFiles } from "../../host/node-files";
import { LARGEST_FILE } from "../../host/passed-over";
import { type CliIo, MisuseError, reasonOf } from "../io";
import { type Decoded, decode } from "./decode";
import { expand } from "./expand";

/** A file that was asked for. */
export interface CheckedFile {
  readonly uri: string;
  /** As people read it: relative to where they stand, with forward slashes. */
  readonly path: string;
}

export interface Sources {
  readonly workspace: Workspace;
  readonly files: readonly CheckedFile[];
  /** The folder in which references are looked up, absolute; undefined where there is none. */
  readonly root?: string;
  /** What could not be found or read, a sentence each. All else was read. */
  readonly problems: readonly string[];
  /** What was passed over, a sentence each: nothing is wrong with the call. */
  readonly notes: readonly string[];
  /** Files whose bytes are to stay as they are. */
  readonly readOnly: ReadonlySet<string>;
}

/** What is asked for, and where. */
export interface Asked {
  /** Files, directories, patterns; `-` is standard input. */
  readonly paths: readonly string[];
  readonly root?: string;
  /** Under which name standard input is read. */
  readonly stdinName?: string;
}

/** What marks a directory as the root of the files that belong together. */
const ROOT_MARKS = [".slosmith.yaml", ".git"];

/** Reads what was asked for, for commands that go on only with everything in hand. What was passed over is told. */
export async function readSources(
  paths: readonly string[],
  root: string | undefined,
  io: CliIo,
): Promise<Sources> {
  const sources = await new SourceReader(root === undefined ? { paths } : { paths, root }, io).read();
  const [problem] = sources.problems;
  if (problem !== undefined) throw new MisuseError(problem);
  for (const note of sources.notes) io.err(`slosmith: ${note}\n`);
  return sources;
}

/** Parts the files that a `.slosmith.yaml` excludes, and that hold specs, from those that count. */
export function partExcluded({ workspace, files }: Sources): {
  readonly counted: readonly CheckedFile[];
  readonly excluded: readonly CheckedFile[];
} {
  const isExcluded = ({ uri }: CheckedFile) => workspace.settingsOf(uri).excluded;
  const isSpec = ({ uri }: CheckedFile) =>
    workspace.files.get(uri)?.slots.some(({ document }) => document.claimed) ?? false;
  return {
    counted: files.filter((file) => !isExcluded(file)),
    excluded: files.filter((file) => isExcluded(file) && isSpec(file)),
  };
}

/**
 * Reads what was asked for, and beside it the other YAML files of the same repository: references lead there, and
 * what the editor says of a file the command line must say too. A second reading reads what has changed since.
 */
export class SourceReader {
  private workspace = Workspace.create();
  private readonly seen = new Map<string, { readonly stamp: string; readonly decoded?: Decoded }>();
  private stdin: string | undefined;

  constructor(
    private readonly asked: Asked,
    private readonly io: CliIo,
  ) {}

  async read(): Promise<Sources> {
    const { io } = this;
    const named = this.asked.paths.filter((path) => path !== "-");
    const hasStdin = named.length < this.asked.paths.length;
    const { files, problems: missing } =
      hasStdin && named.length === 0
        ? { files: new Map<string, { named: boolean }>(), problems: [] }
        : await expand(named, io.cwd);
    const shownAs = new Map([...files.keys()].map((file) => [file, shown(file, io.cwd)]));
    const stdinFile = hasStdin ? resolve(io.cwd, this.asked.stdinName ?? "stdin.yaml") : undefined;
    if (stdinFile !== undefined) {
      this.stdin ??= await io.stdin();
      shownAs.set(stdinFile, this.asked.stdinName === undefined ? "-" : shown(stdinFile, io.cwd));
    }
    const root = this.rootFor([...shownAs.keys()]);
    const beside = root === undefined ? [] : await findYamlFiles(root);
    const problems = [...missing];
    const notes: string[] = [];
    const readOnly = new Set<string>();
    const changes: FileChange[] = [];
    const all = new Set([...shownAs.keys(), ...beside]);
    let done = 0;
    for (const file of all) {
      io.progress?.(`Reading ${++done} of ${all.size} files`);
      const asked = shownAs.get(file);
      if (file === stdinFile) {
        changes.push({ kind: "set", uri: uriOf(file), text: this.stdin ?? "" });
        continue;
      }
      const text = this.readOne(file, asked, files.get(file)?.named ?? false, { problems, notes, readOnly });
      if (text !== undefined) changes.push({ kind: "set", uri: uriOf(file), text });
      else if (this.workspace.files.has(uriOf(file))) changes.push({ kind: "delete", uri: uriOf(file) });
    }
    io.progress?.();
    const gone = [...this.workspace.files.values()].filter(({ uri }) => !all.has(fileURLToPath(uri)));
    for (const { uri } of gone) changes.push({ kind: "delete", uri });
    this.workspace = this.workspace.apply(changes);
    const checked = [...shownAs]
      .map(([file, path]) => ({ uri: uriOf(file), path }))
      .filter(({ uri }) => this.workspace.files.has(uri));
    return {
      workspace: this.workspace,
      files: checked.sort((a, b) => (a.path < b.path ? -1 : 1)),
      ...(root === undefined ? {} : { root }),
      problems,
      notes,
      readOnly,
    };
  }

  /** A file's text; undefined where it cannot be had. Of a file that was asked for it is told why. */
  private readOne(
    file: string,
    asked: string | undefined,
    named: boolean,
    told: { problems: string[]; notes: string[]; readOnly: Set<string> },
  ): string | undefined {
    try {
      const stat = statSync(file);
      // A pipe that is named, `<(helm template .)`, comes to an end; one that a link leads to may not.
      if (!named && !stat.isFile()) return undefined;
      const { size, mtimeMs, ino } = stat;
      if (size > LARGEST_FILE) {
        const megabytes = Math.ceil(size / 1_000_000);
        const words = `"${asked}" has ${megabytes} MB; no more than ${LARGEST_FILE / 1_000_000} MB are read.`;
        if (asked !== undefined) (named ? told.problems : told.notes).push(words);
        return undefined;
      }
      const stamp = `${size} ${mtimeMs} ${ino}`;
      const before = this.seen.get(file);
      const decoded = before?.stamp === stamp && before.decoded ? before.decoded : decode(readFileSync(file));
      this.seen.set(file, { stamp, decoded });
      if (decoded.readOnly) told.readOnly.add(uriOf(file));
      if (decoded.fault && asked !== undefined && (named || mayHoldSpecs(decoded.text)))
        told.problems.push(`"${asked}" ${decoded.fault}.`);
      return decoded.text;
    } catch (error) {
      // Of the others, what cannot be read is left out.
      if (asked !== undefined) told.problems.push(`"${asked}" cannot be read (${reasonOf(error)}).`);
      return undefined;
    }
  }

  private rootFor(files: readonly string[]): string | undefined {
    const { root } = this.asked;
    if (root === undefined) return rootOf(files);
    const absolute = resolve(this.io.cwd, root);
    if (!existsSync(absolute)) throw new MisuseError(`--root: there is no directory "${root}".`);
    return absolute;
  }
}

function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/**
 * Writes a file.
 *
 * @param shown its path as people read it
 */
export function writeText(file: string, shown: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new MisuseError(`"${shown}" cannot be written (${reasonOf(error)}).`);
  }
}

/**
 * The repository that holds all the files; undefined where there is none or they lie in different ones. A folder with
 * a `.slosmith.yaml` of its own may lie in another: then the outer one counts.
 */
function rootOf(files: readonly string[]): string | undefined {
  const folders = new Set(files.map((file) => dirname(file)));
  const roots = [...new Set([...folders].map(markedAncestor))];
  const outermost = roots.reduce((a, b) => ((b?.length ?? 0) < (a?.length ?? 0) ? b : a), roots[0]);
  if (outermost === undefined) return undefined;
  return roots.every((root) => join(root ?? "", sep).startsWith(join(outermost, sep)))
    ? outermost
    : undefined;
}

function markedAncestor(from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A file of the workspace as people read it, relative to where they stand. */
export function shownPath(uri: string, cwd: string): string {
  return uri.startsWith("file:") ? shown(fileURLToPath(uri), cwd) : decodeURIComponent(uri);
}

function shown(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path.startsWith("..") && path.split(sep).length > 4 ? file : path).replaceAll("\\", "/");
}
