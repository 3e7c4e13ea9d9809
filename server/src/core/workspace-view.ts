import type { ObjectKind } from "./model/spec-object";
import type { ConsumerSetting, Definition, WorkspaceView } from "./resolve/workspace-view";
import type { Clock } from "./workspace-clock";
import type { WorkspaceIndex } from "./workspace-index";

/** An answer: the same one as long as nothing has changed. */
export type Answer = readonly Definition[] | string | undefined;

/** Questions with the answers that they had. */
export type Asked = ReadonlyMap<string, Answer>;

const NOTHING: Asked = new Map();

/** What was made once, and what had to be asked for it. */
interface Made {
  readonly value: unknown;
  readonly asked: Asked;
}

/** Ahead of a time zone: the question which day it is there. */
const TODAY = "today:";

/** A view on an index that remembers what was asked and what the answer was. */
export class TrackingView implements WorkspaceView {
  readonly setting?: ConsumerSetting;
  /** Made at the first question: most rules ask none of most documents. */
  private asked: Map<string, Answer> | undefined;
  private made = new Map<object, Map<string, Made>>();

  constructor(
    private readonly index: WorkspaceIndex,
    readonly uri: string,
    setting?: ConsumerSetting,
    private readonly clock?: Clock,
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

  today(timeZone: string): string | undefined {
    const answer = this.clock?.today(timeZone);
    this.noteOne(`${TODAY}${timeZone}`, answer);
    return answer;
  }

  once<T>(owner: object, what: string, make: () => T): T {
    let own = this.made.get(owner);
    if (!own) {
      own = new Map();
      this.made.set(owner, own);
    }
    const made = own.get(what);
    if (made) {
      this.note(made.asked);
      return made.value as T;
    }
    const [result, asked] = this.recording(() => attempt(make));
    this.note(asked);
    if ("error" in result) throw result.error;
    own.set(what, { value: result.value, asked });
    return result.value;
  }

  /** What `make` gives, and all that it asked, be it for the first time or not. */
  recording<T>(make: () => T): [T, Asked] {
    const outer = this.asked;
    this.asked = undefined;
    try {
      const value = make();
      return [value, this.asked ?? NOTHING];
    } finally {
      this.asked = outer;
    }
  }

  private ask(key: string): readonly Definition[] {
    const answer = this.index.answer(key);
    this.noteOne(key, answer);
    return answer;
  }

  private noteOne(key: string, answer: Answer): void {
    this.asked ??= new Map();
    this.asked.set(key, answer);
  }

  private note(asked: Asked): void {
    if (asked.size === 0) return;
    this.asked ??= new Map();
    for (const [key, answer] of asked) this.asked.set(key, answer);
  }
}

/** What `make` gives or throws: whoever failed has asked questions too. */
function attempt<T>(make: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

/** Whether an index and a clock answer all questions as they were answered. */
export function holdsFor(asked: Asked, index: WorkspaceIndex, clock?: Clock): boolean {
  for (const [key, answer] of asked) {
    const now = key.startsWith(TODAY) ? clock?.today(key.slice(TODAY.length)) : index.answer(key);
    if (now !== answer) return false;
  }
  return true;
}
