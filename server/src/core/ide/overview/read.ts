import { formatPercent, shortDuration } from "../../math";
import type { Objective } from "../../model/slo";
import { type ObjectKind, objectSpan, type SpecObject } from "../../model/spec-object";
import { namesOf } from "../../resolve/mentions";
import { reviewOf } from "../../resolve/review";
import { tierOf } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { missingCategories } from "../../rules/tier/missing-categories";
import { objectiveWords } from "../../rules/tier/words";
import type { DocumentSlot, Workspace } from "../../workspace";
import { type Asked, holdsFor, TrackingView } from "../../workspace-view";
import { objectiveFacts } from "../budget/objective-facts";
import { budgetLine } from "../budget/promise";
import type { DocumentRows, ObjectiveRow, ObjectRow } from "./row";

/** Kinds that are there for others to name: one that nobody names does nothing. */
const FOR_OTHERS: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  "SLI",
  "Service",
  "DataSource",
  "AlertPolicy",
  "AlertCondition",
  "AlertNotificationTarget",
  "AlertMethod",
  "ReliabilityTier",
]);

/** What was read of a document once, and what had to be asked for it. */
interface Kept {
  readonly uri: string;
  readonly asked: Asked;
  readonly rows: DocumentRows;
}

/** Reads documents for the overview, each again only when it, or what it asked of others, has changed. */
export class OverviewReader {
  private readonly kept = new WeakMap<DocumentSlot["document"], Kept>();

  read(workspace: Workspace, uri: string, { document }: DocumentSlot, nowEpochMs: number): DocumentRows {
    const { index, consumers, clock } = workspace;
    const kept = this.kept.get(document);
    if (kept?.uri === uri && holdsFor(kept.asked, index, clock)) return kept.rows;
    const view = new TrackingView(index, uri, consumers, clock);
    const [objects, asked] = view.recording(() =>
      document.objects.map((object) => readObject(object, view, nowEpochMs)),
    );
    const rows = { document, objects };
    this.kept.set(document, { uri, asked, rows });
    return rows;
  }
}

function readObject(object: SpecObject, view: WorkspaceView, nowEpochMs: number): ObjectRow {
  const name = object.displayName?.value || object.name?.value;
  const frame = {
    kind: object.kind,
    ...(name ? { name } : {}),
    ...(object.name ? { ownName: object.name.value } : {}),
    span: object.root.span,
    place: placeIn(objectSpan(object), object.root.span),
    missing: missingOf(object, view),
  };
  if (object.body.type !== "slo") {
    const rank = object.body.type === "tier" ? object.body.rank?.value : undefined;
    const unused = isUnused(object, view);
    return { ...frame, ...(rank === undefined ? {} : { rank }), objectives: [], unused };
  }
  const { objectives, service } = object.body;
  const tier = tierOf(object, view);
  const review = reviewOf(object, view);
  return {
    ...frame,
    ...(service?.value ? { service: service.value } : {}),
    ...(tier ? { tier } : {}),
    ...(review ? { review } : {}),
    objectives: objectives.map((objective) => readObjective(object, objective, view, nowEpochMs)),
    unused: false,
  };
}

function readObjective(
  object: SpecObject,
  objective: Objective,
  view: WorkspaceView,
  nowEpochMs: number,
): ObjectiveRow {
  const reading = objectiveFacts(object, objective, view, nowEpochMs);
  const name = objective.displayName?.value;
  const frame = {
    ...(name ? { name } : {}),
    span: objective.form?.map.span ?? objective.span,
    place: objective.target?.span ?? objective.span,
  };
  if (!reading.ok) return { ...frame, promise: reading.why };
  const { facts } = reading;
  // A calendar window is another one after its last day.
  if (facts.window && facts.window.declared.kind !== "rolling") view.today(facts.timeZone);
  const budget = budgetLine(facts);
  const target = formatPercent(facts.target);
  const window = facts.slo.window;
  const over = window ? ` over ${shortDuration(window.duration.value)}` : "";
  return {
    ...frame,
    target,
    promise: `${target}${over}${window?.kind === "calendar" ? ", by calendar" : ""}`,
    ...(budget === undefined ? {} : { budget }),
    ...(facts.time ? { budgetSeconds: facts.time.valueOf() } : {}),
  };
}

function missingOf(object: SpecObject, view: WorkspaceView): ObjectRow["missing"] {
  return missingCategories(object, view).flatMap(({ service, tier, missing }) =>
    missing.map((wanted) => ({ service, tier, words: objectiveWords(wanted) })),
  );
}

/** A name that came through an alias stands elsewhere: the object's own range stands in for it. */
function placeIn(place: ObjectRow["place"], whole: ObjectRow["span"]): ObjectRow["place"] {
  return place.start >= whole.start && place.end <= whole.end ? place : whole;
}

function isUnused(object: SpecObject, view: WorkspaceView): boolean {
  if (!FOR_OTHERS.has(object.kind)) return false;
  const names = namesOf(object);
  return names.length > 0 && names.every(({ kind, name }) => view.usersOf(kind, name).length === 0);
}
