import type { ObjectKind } from "./model/spec-object";
import type { Definition, WorkspaceView } from "./resolve/workspace-view";
import type { WorkspaceIndex } from "./workspace-index";

/** Questions with the answers that they had. */
export type Asked = ReadonlyMap<string, readonly Definition[]>;

/** What was made once, and what had to be asked for it. */
interface Made {
  readonly value: unknown;
  readonly asked: Asked;
}

/** A view on an index that remembers what was asked and what the answer was. */
export class TrackingView implements WorkspaceView {
  private asked = new Map<string, readonly Definition[]>();
  private made = new Map<object, Map<string, Made>>();

  constructor(
    private readonly index: WorkspaceIndex,
    readonly uri: string,
  ) {}

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

  once<T>(owner: object, what: string, make: () => T): T {
    let own = this.made.get(owner);
    if (!own) {
      own = new Map();
      this.made.set(owner, own);
    }
    const made = own.get(what);
    if (made) {
      for (const [key, answer] of made.asked) this.asked.set(key, answer);
      return made.value as T;
    }
    const outer = this.asked;
    const [result, asked] = this.recording(() => attempt(make));
    for (const [key, answer] of asked) outer.set(key, answer);
    if ("error" in result) throw result.error;
    own.set(what, { value: result.value, asked });
    return result.value;
  }

  /** What `make` gives, and all that it asked, be it for the first time or not. */
  recording<T>(make: () => T): [T, Asked] {
    const outer = this.asked;
    const asked = new Map<string, readonly Definition[]>();
    this.asked = asked;
    try {
      return [make(), asked];
    } finally {
      this.asked = outer;
    }
  }

  private ask(key: string): readonly Definition[] {
    const answer = this.index.answer(key);
    this.asked.set(key, answer);
    return answer;
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

/** Whether an index answers all questions as they were answered. */
export function holdsFor(asked: Asked, index: WorkspaceIndex): boolean {
  for (const [key, answer] of asked) if (index.answer(key) !== answer) return false;
  return true;
}
