import { OverviewReader } from "../../server/src/core/ide/overview/read";
import { type FileChange, Workspace } from "../../server/src/core/workspace";
import { Random } from "../promtool/random";
import { NOW_EPOCH_MS, uriOf } from "../support/workspace";
import { type Answers, answersAt, fileAnswers, text, workspaceAnswers } from "./answers";
import { edited } from "./edits";
import { rangesOutside } from "./ranges";

export interface SoakOptions {
  /** What the edited files begin with. */
  readonly texts: readonly string[];
  readonly seed: number;
  readonly edits: number;
  /** All answers are compared after so many edits of a session. */
  readonly compareEvery: number;
  /** Asked between sessions: true ends the run early. */
  readonly isOver?: () => boolean;
  readonly onProgress?: (counts: SoakCounts) => void;
}

export interface SoakCounts {
  sessions: number;
  edits: number;
  /** How often the workspace was told of edits: of one, or of several at once. */
  steps: number;
  /** How often a workspace was compared with a fresh one. */
  comparisons: number;
  /** Single answers that were compared. */
  answers: number;
  readonly byKind: Record<string, number>;
  readonly findings: string[];
}

/** After so many edits other texts are taken: little of these is left. */
const EDITS_IN_SESSION = 210;
/** A text that has grown longer is cut: edits should meet what is in it. */
const LONGEST = 2_000;
const MOST_AT_ONCE = 7;
const POSITIONS = 3;
const NAMES = ["a.yaml", "b.yaml", "c.yaml"];
const MOST_FINDINGS = 20;

/** Edits files at random, and compares what is said of them with what a fresh workspace says of the same texts. */
export function soak(options: SoakOptions): SoakCounts {
  const random = new Random(options.seed);
  const counts: SoakCounts = {
    sessions: 0,
    edits: 0,
    steps: 0,
    comparisons: 0,
    answers: 0,
    byKind: {},
    findings: [],
  };
  while (counts.edits < options.edits && !options.isOver?.() && counts.findings.length < MOST_FINDINGS) {
    new Session(random, options, counts).run();
    counts.sessions++;
    options.onProgress?.(counts);
  }
  return counts;
}

/** Three files that are edited for a while. */
class Session {
  private readonly texts = new Map<string, string>();
  private readonly reader = new OverviewReader();
  private readonly past: { name: string; text: string }[] = [];
  private workspace: Workspace;
  private compareAt: number;

  constructor(
    private readonly random: Random,
    private readonly options: SoakOptions,
    private readonly counts: SoakCounts,
  ) {
    for (const name of NAMES) this.texts.set(name, this.text());
    this.workspace = fresh(this.texts);
    this.compareAt = counts.edits + options.compareEvery;
  }

  run(): void {
    const { random, counts, options } = this;
    const end = Math.min(counts.edits + EDITS_IN_SESSION, options.edits);
    while (counts.edits < end) {
      try {
        this.edit();
        counts.steps++;
        // What was asked in between must not change later answers.
        if (random.below(20) === 0) this.workspace.check(uriOf(random.pick(NAMES)));
        if (counts.edits < this.compareAt) continue;
        this.compareAt = counts.edits + options.compareEvery;
        this.compare();
      } catch (error) {
        const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.report(`threw ${what}`);
        return;
      }
    }
  }

  private text(): string {
    const { random } = this;
    const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(this.options.texts));
    const joined = parts.join("\n---\n").slice(0, LONGEST);
    return random.below(4) === 0 ? joined.replace(/\r?\n/g, "\r\n") : joined;
  }

  private edit(): void {
    const { random, texts, counts } = this;
    const name = random.pick(["a.yaml", "a.yaml", "a.yaml", "b.yaml", "c.yaml"]);
    const before = texts.get(name);
    const count = (kind: string) => {
      counts.byKind[kind] = (counts.byKind[kind] ?? 0) + 1;
      counts.edits++;
    };
    const undone = random.below(6) === 0 ? this.past.pop() : undefined;
    if (undone) {
      count("undo");
      this.set(undone.name, undone.text);
    } else if (before === undefined) {
      count("newFile");
      this.set(name, this.text());
    } else if (random.below(150) === 0) {
      count("deleteFile");
      texts.delete(name);
      this.workspace = this.workspace.apply([{ kind: "delete", uri: uriOf(name) }]);
    } else {
      let content = before;
      // Editors send what several cursors do, or what was typed meanwhile, at once.
      for (let left = 1 + random.below(MOST_AT_ONCE); left > 0; left--) {
        const { kind, text: after } = edited(content, random);
        count(kind);
        content = after.slice(0, LONGEST);
      }
      this.past.push({ name, text: before });
      this.set(name, content);
    }
  }

  private set(name: string, content: string): void {
    this.texts.set(name, content);
    this.workspace = this.workspace.apply([{ kind: "set", uri: uriOf(name), text: content }]);
  }

  private compare(): void {
    this.counts.comparisons++;
    const { workspace, texts } = this;
    const other = fresh(texts);
    this.same("workspace", workspaceAnswers(workspace, this.reader), workspaceAnswers(other));
    for (const [name, content] of texts) {
      const uri = uriOf(name);
      for (const { code, message } of workspace.check(uri).faults)
        this.report(`rule ${code} threw ${message}`);
      this.inside(uri, this.same(name, fileAnswers(workspace, uri), fileAnswers(other, uri)));
      for (let at = 0; at < POSITIONS; at++) {
        const offset = this.random.below(content.length + 1);
        const place = `${name} at ${offset}`;
        this.inside(uri, this.same(place, answersAt(workspace, uri, offset), answersAt(other, uri, offset)));
      }
    }
  }

  private same(place: string, mine: Answers, wanted: Answers): Answers {
    for (const service of Object.keys(wanted)) {
      this.counts.answers++;
      const [one, two] = [text(mine[service]), text(wanted[service])];
      if (one === two) continue;
      let at = 0;
      while (one[at] === two[at]) at++;
      const part = (all: string) => all.slice(Math.max(at - 80, 0), at + 160);
      this.report(`${service} of ${place} differs: ${part(one)} | fresh: ${part(two)}`);
    }
    return mine;
  }

  private inside(uri: string, answers: Answers): void {
    for (const outside of rangesOutside(this.workspace, uri, answers)) this.report(`outside: ${outside}`);
  }

  private report(what: string): void {
    const { seed } = this.options;
    const files = [...this.texts].map(([name, content]) => `${name}: ${JSON.stringify(content)}`).join("\n");
    if (this.counts.findings.length < MOST_FINDINGS)
      this.counts.findings.push(`seed ${seed}, after ${this.counts.edits} edits: ${what}\n${files}`);
  }
}

function fresh(texts: ReadonlyMap<string, string>): Workspace {
  const changes = [...texts].map(
    ([name, content]): FileChange => ({ kind: "set", uri: uriOf(name), text: content }),
  );
  return Workspace.create().at(NOW_EPOCH_MS).apply(changes);
}
