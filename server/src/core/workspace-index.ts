import type { SpecDocument } from "./dialects/spec-document";
import type { SpecObject } from "./model/spec-object";
import { mentionsOf } from "./resolve/mentions";
import type { Definition } from "./resolve/workspace-view";
import { WorkspaceMap } from "./workspace-map";

const NONE: readonly Definition[] = [];

/**
 * Who defines what in a workspace: an immutable table from a question (a key) to its answer. A key whose
 * answer did not change keeps the same array, so whoever asked can tell by identity.
 */
export class WorkspaceIndex {
  static readonly empty = new WorkspaceIndex(WorkspaceMap.empty());

  private constructor(private readonly answers: WorkspaceMap<readonly Definition[]>) {}

  answer(key: string): readonly Definition[] {
    return this.answers.get(key) ?? NONE;
  }

  /** The file that a document stands in; undefined for one that holds no object of the workspace. */
  uriOf(document: SpecDocument): string | undefined {
    let least: readonly Definition[] | undefined;
    for (const { key } of entriesOf(document)) {
      const answer = this.answer(key);
      if (!least || answer.length < least.length) least = answer;
    }
    return least?.find((definition) => definition.document === document)?.uri;
  }

  /** The index after the documents of some files were replaced by others. Each file is named once. */
  replace(changes: readonly FileDocuments[]): WorkspaceIndex {
    const changed = changes.map(turnover).filter(({ came, went }) => came.size + went.size > 0);
    const coming = new Map<string, Definition[]>();
    const touched = new Set<string>();
    for (const { uri, came, went } of changed) {
      for (const document of went) for (const { key } of entriesOf(document)) touched.add(key);
      for (const document of came) {
        for (const { key, object } of entriesOf(document)) {
          touched.add(key);
          const list = coming.get(key);
          const definition = { uri, document, object };
          if (list) list.push(definition);
          else coming.set(key, [definition]);
        }
      }
    }
    if (touched.size === 0) return this;
    const order = new FileOrder(changed);
    return new WorkspaceIndex(
      this.answers.with(
        [...touched].map((key) => {
          const stays = this.answer(key).filter((definition) => order.stays(definition));
          const now = merged(stays, coming.get(key) ?? NONE, order);
          return [key, now.length > 0 ? now : undefined];
        }),
      ),
    );
  }
}

/** What a file held before a change, and what it holds now. */
export interface FileDocuments {
  readonly uri: string;
  readonly before: readonly SpecDocument[];
  readonly after: readonly SpecDocument[];
}

/** The documents of a file that came or went; all of them, where those that stayed have changed their order. */
interface Turnover extends FileDocuments {
  readonly came: ReadonlySet<SpecDocument>;
  readonly went: ReadonlySet<SpecDocument>;
}

function turnover(change: FileDocuments): Turnover {
  const { before, after } = change;
  const were = new Set(before);
  const are = new Set(after);
  const kept = after.filter((document) => were.has(document));
  const stayed = before.filter((document) => are.has(document));
  if (stayed.some((document, at) => document !== kept[at])) return { ...change, came: are, went: were };
  return {
    ...change,
    came: new Set(after.filter((document) => !were.has(document))),
    went: new Set(before.filter((document) => !are.has(document))),
  };
}

/** Files in the order of their names, whatever the order of edits was: the same texts give the same answers. */
class FileOrder {
  private readonly changes: ReadonlyMap<string, Turnover>;
  private readonly places = new Map<string, ReadonlyMap<SpecDocument, number>>();

  constructor(changes: readonly Turnover[]) {
    this.changes = new Map(changes.map((change) => [change.uri, change]));
  }

  stays({ uri, document }: Definition): boolean {
    return !this.changes.get(uri)?.went.has(document);
  }

  compare(a: Definition, b: Definition): number {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    return this.placeOf(a) - this.placeOf(b);
  }

  private placeOf({ uri, document }: Definition): number {
    let places = this.places.get(uri);
    if (!places) {
      places = new Map(this.changes.get(uri)?.after.map((one, at) => [one, at]));
      this.places.set(uri, places);
    }
    return places.get(document) ?? 0;
  }
}

/** Two lists in order as one. Of one document's objects each list has all or none. */
function merged(stays: readonly Definition[], coming: readonly Definition[], order: FileOrder): Definition[] {
  const sorted = coming.length > 1 ? [...coming].sort((a, b) => order.compare(a, b)) : coming;
  const all: Definition[] = [];
  let at = 0;
  for (const definition of sorted) {
    for (let next = stays[at]; next && order.compare(next, definition) < 0; next = stays[++at])
      all.push(next);
    all.push(definition);
  }
  all.push(...stays.slice(at));
  return all;
}

function entriesOf({ objects, beside }: SpecDocument): { key: string; object: SpecObject }[] {
  const indexed = beside.length === 0 ? objects : [...objects, ...beside];
  return indexed.flatMap((object) => keysOf(object).map((key) => ({ key, object })));
}

function keysOf(object: SpecObject): string[] {
  if (object.body.type === "recordingRules") {
    return [...new Set(object.body.rules.map(({ record }) => `record:${record.value}`))];
  }
  const keys = [`all:${object.kind}`];
  const name = object.name?.value;
  if (name !== undefined) keys.push(`name:${object.kind}/${name}`);
  if (object.body.type === "slo") {
    const { service, indicator, objectives } = object.body;
    if (service) keys.push(`service:${service.value}`);
    const uses = [indicator, ...objectives.map((objective) => objective.indicator)];
    const named = uses.flatMap((use) => (use?.kind === "ref" ? [use.name.value] : []));
    for (const indicatorName of new Set(named)) keys.push(`indicator:${indicatorName}`);
  }
  if (object.body.type === "tier") {
    if (name !== undefined) keys.push(`tier:${name}`);
    for (const alias of object.body.aliases) if (alias.value !== name) keys.push(`tier:${alias.value}`);
  }
  for (const { kinds, name: used } of mentionsOf(object)) {
    for (const kind of kinds) keys.push(`uses:${kind}/${used}`);
  }
  return [...new Set(keys)];
}
