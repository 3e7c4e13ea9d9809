import { measurabilityContext } from "../ide/measurability/context";
import { objectMeasurability } from "../ide/measurability/summary";
import type { IdeOptions } from "../ide/options";
import type { Definition } from "../resolve/workspace-view";
import type { Workspace } from "../workspace";
import { type Asked, holdsFor, TrackingView } from "../workspace-view";
import { promiseChanges } from "./compare";
import { readMeasurability } from "./measurability";
import { added, changed, type Judged, type ObjectiveChange, removed } from "./objective-change";
import { type Pair, pairObjectives, pairSlos } from "./pairing";
import { type Promised, readPromises } from "./promised";
import { renamedPairs } from "./renamed";

export interface ChangeOptions extends IdeOptions {
  /** What was asked for SLOs that are in both workspaces; kept by whoever compares again and again. */
  readonly known?: WeakMap<object, Asked>;
}

/**
 * What lies between two workspaces: each objective that was added, removed or changed, in the order of files and
 * places. Meanings are compared with all references followed, not texts: comments, order and spelling change nothing,
 * and a changed SLI, alert policy, tier or data source changes the objectives that use it.
 *
 * The two are compared quickly where one was made from the other, so that what did not change is the same in both.
 */
export function changesBetween(
  before: Workspace,
  after: Workspace,
  options: ChangeOptions,
): ObjectiveChange[] {
  return changesOf(slosOf(before), slosOf(after), { before, after, options });
}

/** The same for one file: its objectives, and those that it held before and no file holds now. */
export function changesInFile(
  before: Workspace,
  after: Workspace,
  uri: string,
  options: ChangeOptions,
): ObjectiveChange[] {
  const own = [...slosIn(before, uri), ...slosIn(after, uri)];
  const names = new Set(own.flatMap(({ object }) => object.name?.value ?? []));
  const all = (workspace: Workspace) => {
    const named = [...names].flatMap((name) => workspace.index.answer(`name:SLO/${name}`));
    const unnamed = slosIn(workspace, uri).filter(({ object }) => object.name === undefined);
    return [...named, ...unnamed].filter(({ object }) => object.body.type === "slo");
  };
  return changesOf(all(before), all(after), { before, after, options }).filter((change) =>
    change.after ? change.after.place.uri === uri : change.before?.place.uri === uri,
  );
}

interface Sides {
  readonly before: Workspace;
  readonly after: Workspace;
  readonly options: ChangeOptions;
}

function changesOf(
  before: readonly Definition[],
  after: readonly Definition[],
  sides: Sides,
): ObjectiveChange[] {
  const pairs = pairSlos(before, after).filter((pair) => mayDiffer(pair, sides));
  const read = pairs.map((pair) => ({
    before: pair.before ? promisesOf(pair.before, sides.before, sides.options) : [],
    after: pair.after ? promisesOf(pair.after, sides.after, sides.options) : [],
  }));
  const objectives = renamedPairs(read).flatMap(({ before: were, after: are }) =>
    pairObjectives(were, are, (one, other) => promiseChanges(one, other).length === 0),
  );
  // First all of one side, then all of the other: what is kept of findings serves one workspace at a time.
  const were = objectives.map(
    ({ before: one, after: other }) =>
      one && (other ? judge(one, sides.before, sides.options) : unjudged(one)),
  );
  const are = objectives.map(({ after: one }) => one && judge(one, sides.after, sides.options));
  const changes = objectives.flatMap((_, at) => changeOf(were[at], are[at]) ?? []);
  return changes.sort(byPlace);
}

function changeOf(before: Judged | undefined, after: Judged | undefined): ObjectiveChange | undefined {
  if (before && after) return changed(before, after);
  if (after) return added(after);
  return before && removed(before.promised);
}

function slosOf(workspace: Workspace): Definition[] {
  return [...workspace.files.keys()].sort().flatMap((uri) => slosIn(workspace, uri));
}

function slosIn(workspace: Workspace, uri: string): Definition[] {
  return (workspace.files.get(uri)?.slots ?? []).flatMap(({ document }) =>
    document.objects.filter(({ body }) => body.type === "slo").map((object) => ({ uri, document, object })),
  );
}

function promisesOf(place: Definition, workspace: Workspace, options: ChangeOptions): Promised[] {
  const view = new TrackingView(workspace.index, place.uri, workspace.consumers);
  return readPromises(place, view, options.nowEpochMs);
}

/** An SLO whose text is the same says the same, unless something that it refers to is another. */
function mayDiffer({ before, after }: Pair<Definition>, sides: Sides): boolean {
  if (!before || !after || before.document !== after.document || before.uri !== after.uri) return true;
  const { known } = sides.options;
  let asked = known?.get(after.object);
  if (!asked || !holdsFor(asked, sides.after.index)) {
    asked = questionsOf(after, sides);
    known?.set(after.object, asked);
  }
  return !holdsFor(asked, sides.before.index);
}

/** All that is asked of the workspace for an SLO's promises and for what can be said about measuring them. */
function questionsOf(place: Definition, { after, options }: Sides): Asked {
  const view = new TrackingView(after.index, place.uri, after.consumers);
  const [, asked] = view.recording(() => {
    readPromises(place, view, options.nowEpochMs);
    const { object, document } = place;
    for (const objective of object.body.type === "slo" ? object.body.objectives : [])
      measurabilityContext(object, document, objective, view, options.nowEpochMs);
  });
  return asked;
}

function judge(promised: Promised, workspace: Workspace, options: ChangeOptions): Judged {
  const { object, document, uri } = promised.place;
  const slot = workspace.slotOf(uri, document);
  const summaries = slot ? objectMeasurability(workspace, uri, { object, document, slot }, options) : [];
  return {
    promised,
    measurability: readMeasurability(summaries[promised.slo.objectives.indexOf(promised.objective)]),
  };
}

function unjudged(promised: Promised): Judged {
  return { promised, measurability: readMeasurability(undefined) };
}

function byPlace(a: ObjectiveChange, b: ObjectiveChange): number {
  const [one, other] = [(a.after ?? a.before)?.place, (b.after ?? b.before)?.place];
  if (!one || !other || one.uri === other.uri) return 0;
  return one.uri < other.uri ? -1 : 1;
}
