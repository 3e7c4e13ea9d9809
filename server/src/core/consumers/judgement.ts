import type { SpecDocument } from "../dialects/spec-document";
import type { SpecObject } from "../model/spec-object";
import { consumersOf, type NamedConsumer } from "../resolve/consumers";
import type { WorkspaceView } from "../resolve/workspace-view";
import { contains } from "../text/span";
import { pairOf } from "../yaml/node";
import { consumers } from "./catalogue";
import type { Consumer, FoundFault, Remark, Subject } from "./consumer";

/** A remark, and whose it is. */
export interface NamedRemark extends Remark {
  readonly consumer: Consumer;
  readonly named: NamedConsumer;
}

/** What the readers that are named for an object refuse of it or pass over; nothing where none is named. */
export function remarksOn(subject: Subject): readonly NamedRemark[] {
  const { object, view } = subject;
  if (consumersOf(object, view).length === 0) return [];
  return view.once(object, "consumer remarks", () => readRemarks(subject));
}

function readRemarks(subject: Subject): readonly NamedRemark[] {
  const { object, document } = subject;
  if (isOurs(object)) return [];
  const named = consumersOf(object, subject.view);
  const someoneReads = named.some(({ id }) => consumers[id].reads.has(object.dialect));
  return named.flatMap((one) => {
    const consumer = consumers[one.id];
    const reading = consumer.reads.get(object.dialect);
    if (reading) return reading.judge(subject).map((remark) => ({ ...remark, consumer, named: one }));
    // A folder may hold files for several readers, each of which reads its own; an annotation means this object.
    if ((someoneReads && one.statedBy !== "annotation") || isPart(object, document)) return [];
    return [{ ...unread(object, consumer), consumer, named: one }];
  });
}

/** Tiers and workspaces are read by SLOsmith alone. */
function isOurs({ kind }: SpecObject): boolean {
  return kind === "Workspace" || kind === "ReliabilityTier";
}

/** Whether an object is written inside another one, of which it is then said. */
function isPart(object: SpecObject, { objects }: SpecDocument): boolean {
  return objects.some((other) => other !== object && contains(other.root.span, object.root.span));
}

function unread(object: SpecObject, consumer: Consumer): Remark {
  const header = pairOf(object.root, "apiVersion") ?? pairOf(object.root, "version");
  const written = header?.value.kind === "scalar" ? header.value.source : object.kind;
  return {
    span: header?.value.span ?? object.headerSpan,
    kind: "refuses",
    fact: `${consumer.title} does not read \`${written}\`.`,
    because: consumer.diet,
    todo: "Write the file in a format that it reads, or take it off the consumers.",
  };
}

/**
 * The findings that stand for those who read a document: without what every reader named for an object takes all the
 * same, and as errors what is only mentioned otherwise and one of them refuses. What a rule of the format refuses is
 * not said once more of a reader.
 */
export function standingFor<Finding extends FoundFault>(
  findings: readonly Finding[],
  document: SpecDocument,
  view: WorkspaceView,
): readonly Finding[] {
  // Mostly nothing is found, or nobody is named: then there is nothing to judge.
  if (findings.length === 0 || !document.objects.some((object) => consumersOf(object, view).length > 0))
    return findings;
  const standing = findings.flatMap((finding) => judged(finding, document, view));
  const errors = new Set(
    standing.flatMap((one) => (one.severity === "error" && !isRemark(one) ? [at(one)] : [])),
  );
  return standing.filter((one) => !isRemark(one) || !errors.has(at(one)));
}

function judged<Finding extends FoundFault>(
  finding: Finding,
  document: SpecDocument,
  view: WorkspaceView,
): readonly Finding[] {
  let refused = false;
  for (const object of document.objects) {
    if (!contains(object.root.span, finding.span)) continue;
    const named = consumersOf(object, view);
    const readings = named.flatMap(({ id }) => consumers[id].reads.get(object.dialect) ?? []);
    const all = readings.length > 0 && readings.length === named.length;
    if (all && readings.every((reading) => reading.takes?.(finding, object))) return [];
    refused ||= readings.some((reading) => reading.refuses?.(finding, object));
  }
  return [refused ? { ...finding, severity: "error" } : finding];
}

function isRemark({ code }: FoundFault): boolean {
  return code === "consumer-refuses" || code === "consumer-ignores";
}

function at({ span }: FoundFault): string {
  return `${span.start} ${span.end}`;
}
