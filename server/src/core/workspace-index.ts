import type { SpecDocument } from "./dialects/spec-document";
import type { ObjectKind, SpecObject } from "./model/spec-object";
import { mentionsOf } from "./resolve/mentions";
import type { ConsumerSetting, Definition, WorkspaceView } from "./resolve/workspace-view";

const NONE: readonly Definition[] = [];

/**
 * Who defines what in a workspace: an immutable table from a question (a key) to its answer. A key whose
 * answer did not change keeps the same array, so whoever asked can tell by identity.
 */
export class WorkspaceIndex {
  static readonly empty = new WorkspaceIndex(new Map());

  private constructor(private readonly answers: ReadonlyMap<string, readonly Definition[]>) {}

  answer(key: string): readonly Definition[] {
    return this.answers.get(key) ?? NONE;
  }

  /** The index after the documents of some files were replaced by others. Each file is named once. */
  replace(changes: readonly FileDocuments[]): WorkspaceIndex {
    const touched = new Set<string>();
    for (const change of changes) {
      for (const document of touchedDocuments(change)) {
        for (const object of indexed(document)) for (const key of keysOf(object)) touched.add(key);
      }
    }
    if (touched.size === 0) return this;
    const answers = new Map(this.answers);
    const replaced = new Set(changes.map(({ uri }) => uri));
    const own = ownAnswers(changes, touched);
    for (const key of touched) {
      const others = (answers.get(key) ?? NONE).filter((definition) => !replaced.has(definition.uri));
      const now = inFileOrder([...others, ...(own.get(key) ?? NONE)]);
      if (now.length > 0) answers.set(key, now);
      else answers.delete(key);
    }
    return new WorkspaceIndex(answers);
  }
}

/** What a file held before a change, and what it holds now. */
export interface FileDocuments {
  readonly uri: string;
  readonly before: readonly SpecDocument[];
  readonly after: readonly SpecDocument[];
}

/** The documents that came or went; all of the file's, where those that stayed have changed their order. */
function touchedDocuments({ before, after }: FileDocuments): readonly SpecDocument[] {
  const were = new Set(before);
  const are = new Set(after);
  const kept = after.filter((document) => were.has(document));
  const stayed = before.filter((document) => are.has(document));
  if (stayed.some((document, at) => document !== kept[at])) return [...before, ...after];
  return [
    ...before.filter((document) => !are.has(document)),
    ...after.filter((document) => !were.has(document)),
  ];
}

/** The changed files' answers to the touched keys. */
function ownAnswers(
  changes: readonly FileDocuments[],
  touched: ReadonlySet<string>,
): Map<string, Definition[]> {
  const own = new Map<string, Definition[]>();
  for (const { uri, after } of changes) {
    for (const document of after) {
      for (const object of indexed(document)) {
        for (const key of keysOf(object)) {
          if (!touched.has(key)) continue;
          const list = own.get(key);
          if (list) list.push({ uri, document, object });
          else own.set(key, [{ uri, document, object }]);
        }
      }
    }
  }
  return own;
}

/** Files in the order of their names, whatever the order of edits was: the same texts give the same answers. */
function inFileOrder(definitions: Definition[]): Definition[] {
  return definitions
    .map((definition, at) => ({ definition, at }))
    .sort((a, b) =>
      a.definition.uri < b.definition.uri ? -1 : a.definition.uri > b.definition.uri ? 1 : a.at - b.at,
    )
    .map(({ definition }) => definition);
}

function indexed({ objects, beside }: SpecDocument): readonly SpecObject[] {
  return beside.length === 0 ? objects : [...objects, ...beside];
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

/** A view on an index that remembers what was asked and what the answer was. */
export class TrackingView implements WorkspaceView {
  readonly setting?: ConsumerSetting;
  private readonly asked = new Map<string, readonly Definition[]>();
  private made = new Map<object, Map<string, unknown>>();

  constructor(
    private readonly index: WorkspaceIndex,
    readonly uri: string,
    setting?: ConsumerSetting,
  ) {
    if (setting) this.setting = setting;
  }

  lookup(kind: ObjectKind, name: string): readonly Definition[] {
    return this.ask(`name:${kind}/${name}`);
  }

  all(kind: ObjectKind): readonly Definition[] {
    return this.ask(`all:${kind}`);
  }

  slosOfService(service: string): readonly Definition[] {
    return this.ask(`service:${service}`);
  }

  tiersNamed(nameOrAlias: string): readonly Definition[] {
    return this.ask(`tier:${nameOrAlias}`);
  }

  slosOfIndicator(name: string): readonly Definition[] {
    return this.ask(`indicator:${name}`);
  }

  recordingRules(name: string): readonly Definition[] {
    return this.ask(`record:${name}`);
  }

  usersOf(kind: ObjectKind, name: string): readonly Definition[] {
    return this.ask(`uses:${kind}/${name}`);
  }

  once<T>(owner: object, what: string, make: () => T): T {
    let own = this.made.get(owner);
    if (!own) {
      own = new Map();
      this.made.set(owner, own);
    }
    if (!own.has(what)) own.set(what, make());
    return own.get(what) as T;
  }

  /** Lets go of what {@link once} has kept; what was asked stays known. */
  forget(): void {
    this.made = new Map();
  }

  /** Whether another index would answer every question the same. */
  holdsFor(index: WorkspaceIndex): boolean {
    for (const [key, answer] of this.asked) if (index.answer(key) !== answer) return false;
    return true;
  }

  private ask(key: string): readonly Definition[] {
    const answer = this.index.answer(key);
    this.asked.set(key, answer);
    return answer;
  }
}
