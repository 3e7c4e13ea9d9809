import { standingFor } from "./consumers/judgement";
import type { SpecDocument } from "./dialects/spec-document";
import type { ConsumerSetting } from "./resolve/workspace-view";
import type { Finding } from "./rules/rule";
import {
  applySettings,
  checkDocument,
  type RuleFault,
  type RuleSettings,
  type RunResult,
  type Suppressed,
  workspaceRuns,
} from "./rules/run";
import { shift } from "./text/span";
import { Clock } from "./workspace-clock";
import { type DocumentSlot, isSpecFile, readFile, type SourceFile } from "./workspace-file";
import { WorkspaceIndex } from "./workspace-index";
import { WorkspaceMap } from "./workspace-map";
import { type FileSettings, settingsFor } from "./workspace-settings";
import { type Answer, type Asked, holdsFor, TrackingView } from "./workspace-view";

export { type DocumentSlot, isSpecFile, type SourceFile } from "./workspace-file";

export type FileChange =
  | { readonly kind: "set"; readonly uri: string; readonly text: string }
  | { readonly kind: "delete"; readonly uri: string };

/** A finding with its place in a file, and the same for what it refers to. */
export interface FileFinding extends Omit<Finding, "related"> {
  readonly related: readonly {
    readonly message: string;
    readonly uri: string;
    readonly span: Finding["span"];
  }[];
}

export interface CheckResult {
  readonly findings: readonly FileFinding[];
  /** What comments put aside. */
  readonly suppressed: readonly Suppressed[];
  /** Rules that threw; each finding of theirs is missing. */
  readonly faults: readonly RuleFault[];
}

/** What a document says beside others, and all of its findings that stand for those who read it. */
interface BesideResult extends RunResult {
  readonly standing: readonly Finding[];
}

/** The same, kept rule by rule with what each rule asked for it. */
interface KeptResult {
  readonly uri: string;
  /** The last index for which the answers are known to hold. */
  index: WorkspaceIndex;
  /** The last clock for which they are. */
  clock: Clock | undefined;
  readonly asked: Asked;
  readonly parts: readonly { readonly asked: Asked; readonly result: RunResult }[];
  readonly result: BesideResult;
}

/** Results that snapshots of one workspace share. They depend on nothing but the texts and the day. */
class Memo {
  /** @param own What a document's own text says: kept for as long as the document is. */
  constructor(readonly own = new WeakMap<SpecDocument, RunResult>()) {}

  /** What it says beside others: kept while what it asked of the workspace has the same answer. */
  readonly beside = new WeakMap<SpecDocument, KeptResult>();

  /** A memo that keeps only what does not depend on other files, nor on who reads them. */
  forOtherReaders(): Memo {
    return new Memo(this.own);
  }
}

/** What the files are judged by, that no file says. */
interface Surroundings {
  /** Who reads the files, as far as no file says it. */
  readonly consumers?: ConsumerSetting | undefined;
  /** What the caller says of rules, above all that files and editors say. */
  readonly ruleOverrides?: RuleSettings;
  /** What day it is; absent where nobody has said: then no rule speaks of overdue reviews. */
  readonly clock?: Clock;
}

/**
 * An immutable snapshot of all files. Every YAML document of a stream is read on its own and the result is
 * kept while its text is the same, so an edit costs the documents that it touches.
 */
export class Workspace {
  private constructor(
    readonly files: WorkspaceMap<SourceFile>,
    readonly index: WorkspaceIndex,
    private readonly memo: Memo,
    private readonly around: Surroundings = {},
  ) {}

  static create(): Workspace {
    return new Workspace(WorkspaceMap.empty(), WorkspaceIndex.empty, new Memo());
  }

  /** What day it is; absent where nobody has said. */
  get clock(): Clock | undefined {
    return this.around.clock;
  }

  /** Who reads the files, as far as no file says it. */
  get consumers(): ConsumerSetting | undefined {
    return this.around.consumers;
  }

  /** The same files, read by others. What was found beside other files is found anew. */
  withConsumers(consumers: ConsumerSetting | undefined): Workspace {
    if (consumers === this.consumers) return this;
    return this.within({ ...this.around, consumers }, this.memo.forOtherReaders());
  }

  /** The same files, with these severities whatever files and editors say. */
  withRules(ruleOverrides: RuleSettings): Workspace {
    return this.within({ ...this.around, ruleOverrides });
  }

  /**
   * The same files at a moment in milliseconds since the epoch; this very snapshot, where no day has begun since
   * in any time zone.
   */
  at(nowEpochMs: number): Workspace {
    const clock = Clock.at(nowEpochMs, this.clock);
    return clock === this.clock ? this : this.within({ ...this.around, clock });
  }

  /**
   * The same files, with findings kept by themselves: to be asked beside this one, each of the two after changes of its
   * own, without either displacing what is kept for the other.
   */
  aside(): Workspace {
    return this.within(this.around, this.memo.forOtherReaders());
  }

  private within(around: Surroundings, memo = this.memo): Workspace {
    return new Workspace(this.files, this.index, memo, around);
  }

  /**
   * What holds for a file's check.
   *
   * @param settings what the editor says, where no file says otherwise
   */
  settingsOf(uri: string, settings: RuleSettings = {}): FileSettings {
    return settingsFor(this.index, uri, settings, this.around.ruleOverrides ?? {});
  }

  /** The snapshot after some changes. Unchanged files and documents are shared with this one. */
  apply(changes: readonly FileChange[]): Workspace {
    const now = new Map<string, SourceFile | undefined>();
    for (const change of changes) {
      const { uri } = change;
      const before = now.has(uri) ? now.get(uri) : this.files.get(uri);
      if (change.kind === "delete") now.set(uri, undefined);
      else if (before?.text !== change.text) now.set(uri, readFile(uri, change.text, before));
    }
    const replaced = [...now].map(([uri, file]) => ({
      uri,
      before: documentsOf(this.files.get(uri)),
      after: documentsOf(file),
    }));
    return new Workspace(this.files.with(now), this.index.replace(replaced), this.memo, this.around);
  }

  /**
   * All that is to be said of a file, in the order of its text. A file without a known object has nothing, and so has
   * one that its workspace excludes.
   *
   * @param only one of its YAML documents, where nothing else is asked for
   */
  check(uri: string, settings: RuleSettings = {}, only?: SpecDocument): CheckResult {
    const file = this.files.get(uri);
    const nothing = { findings: [], suppressed: [], faults: [] };
    if (!file || !isSpecFile(file)) return nothing;
    const { rules, excluded } = this.settingsOf(uri, settings);
    if (excluded) return nothing;
    const findings: FileFinding[] = [];
    const suppressed: Suppressed[] = [];
    const faults: RuleFault[] = [];
    for (const slot of file.slots) {
      if (only && slot.document !== only) continue;
      const own = this.ownResult(slot.document);
      const beside = this.workspaceResult(slot.document, uri);
      for (const finding of applySettings(beside.standing, rules)) {
        findings.push(this.place(finding, slot, file));
      }
      for (const one of [...own.suppressed, ...beside.suppressed]) {
        suppressed.push({ ...one, span: shift(one.span, slot.start) });
      }
      faults.push(...own.faults, ...beside.faults);
    }
    return { findings, suppressed, faults };
  }

  /** A document's place in a file, wherever edits have moved it. */
  slotOf(uri: string, document: SpecDocument): DocumentSlot | undefined {
    return this.files.get(uri)?.slots.find((slot) => slot.document === document);
  }

  /** The document that an offset of a file lies in. */
  slotAt(uri: string, offset: number): DocumentSlot | undefined {
    const slots = this.files.get(uri)?.slots ?? [];
    let found = slots[0];
    for (const slot of slots) if (slot.start <= offset) found = slot;
    return found;
  }

  private ownResult(document: SpecDocument): RunResult {
    let result = this.memo.own.get(document);
    if (!result) {
      result = checkDocument(document);
      this.memo.own.set(document, result);
    }
    return result;
  }

  private workspaceResult(document: SpecDocument, uri: string): BesideResult {
    const found = this.memo.beside.get(document);
    const kept = found?.uri === uri ? found : undefined;
    const { index, clock } = this;
    if (kept && ((kept.index === index && kept.clock === clock) || holdsFor(kept.asked, index, clock))) {
      kept.index = index;
      kept.clock = clock;
      return kept.result;
    }
    const view = new TrackingView(index, uri, this.consumers, clock);
    const parts = workspaceRuns(document, view).map((run, at) => {
      const before = kept?.parts[at];
      if (before && holdsFor(before.asked, index, clock)) return before;
      const [result, asked] = view.recording(run);
      return { asked, result };
    });
    const beside = together(parts.map((part) => part.result));
    const all = [...this.ownResult(document).findings, ...beside.findings];
    const [standing, askedForIt] = view.recording(() => standingFor(all, document, view));
    const asked = allAsked([...parts.map((part) => part.asked), askedForIt]);
    const result = { ...beside, standing };
    this.memo.beside.set(document, { uri, index, clock, asked, parts, result });
    return result;
  }

  private place(finding: Finding, slot: DocumentSlot, file: SourceFile): FileFinding {
    const { related = [], fixes, ...rest } = finding;
    return {
      ...rest,
      span: shift(finding.span, slot.start),
      related: related.flatMap((other) => this.placeRelated(other, slot, file) ?? []),
      ...(fixes
        ? {
            fixes: fixes.map((fix) => ({
              ...fix,
              edits: fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, slot.start) })),
            })),
          }
        : {}),
    };
  }

  private placeRelated(
    related: NonNullable<Finding["related"]>[number],
    slot: DocumentSlot,
    file: SourceFile,
  ) {
    const { document, message, span } = related;
    if (!document || document === slot.document)
      return { message, uri: file.uri, span: shift(span, slot.start) };
    const uri = this.index.uriOf(document);
    const other = uri === undefined ? undefined : this.slotOf(uri, document);
    return uri !== undefined && other ? { message, uri, span: shift(span, other.start) } : undefined;
  }
}

function allAsked(parts: readonly Asked[]): Asked {
  const all = new Map<string, Answer>();
  for (const asked of parts) for (const [key, answer] of asked) all.set(key, answer);
  return all;
}

/** Of many results most say nothing. */
function together(results: readonly RunResult[]): RunResult {
  const said = results.filter(
    ({ findings, suppressed, faults }) => findings.length + suppressed.length + faults.length > 0,
  );
  return {
    findings: said.flatMap((one) => one.findings),
    suppressed: said.flatMap((one) => one.suppressed),
    faults: said.flatMap((one) => one.faults),
  };
}

function documentsOf(file: SourceFile | undefined): readonly SpecDocument[] {
  return file?.slots.map((slot) => slot.document) ?? [];
}
