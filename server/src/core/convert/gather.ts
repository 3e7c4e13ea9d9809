import type { DialectWriter, PortableFile, PortableSource } from "../dialects/portable";
import { dialectOf, dialects } from "../dialects/registry";
import type { SpecDocument } from "../dialects/spec-document";
import type { Located } from "../model/located";
import { readDecimal, readText } from "../model/located";
import type {
  PortableNote,
  PortableObjective,
  PortableService,
  PortableSlo,
  PortableWindow,
  Refusal,
} from "../model/portable-slo";
import type { Objective, Slo, SloWindow } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import { sliOfObjective } from "../resolve/indicator";
import { madeSlo } from "../resolve/made-slo";
import { fileName } from "../resolve/nearest-workspace";
import type { WorkspaceView } from "../resolve/workspace-view";
import { listed } from "../text/listed";
import { contains, type Span, shift, touches } from "../text/span";
import { nodeAt, valueAt } from "../yaml/node";
import { portableAlerts } from "./alerts";
import { frameOf, portableIndicator } from "./indicator";
import { type Leftover, leftoversOf } from "./leftovers";
import { tagsOf } from "./tags";

/** A YAML document of the file, and where it begins. */
export interface PlacedDocument {
  readonly start: number;
  readonly document: SpecDocument;
}

export interface Gathered extends PortableFile {
  readonly notes: readonly PortableNote[];
  readonly refused: readonly Refusal[];
}

/** Something that is wrong in the file, at a place of the file. */
export interface SourceFault {
  readonly span: Span;
  readonly what: string;
  readonly todo: string;
}

/** Reads all SLOs of a file into the form between the formats. */
export function gather(
  documents: readonly PlacedDocument[],
  view: WorkspaceView,
  faults: readonly SourceFault[],
  writer: DialectWriter,
): Gathered {
  const gathering = new Gathering(view, faults, writer);
  for (const placed of documents) gathering.read(placed);
  gathering.dropIdleServices();
  if (gathering.slos.length > 0) for (const placed of documents) gathering.tellUnused(placed);
  return gathering;
}

/** Why an SLO is refused, and what to do. */
type Reason = Pick<Refusal, "what" | "todo">;

class Gathering implements Gathered {
  readonly slos: PortableSlo[] = [];
  readonly services: PortableService[] = [];
  readonly notes: PortableNote[] = [];
  readonly refused: Refusal[] = [];
  /** Objects whose leftovers are told already. */
  private readonly told = new Set<SpecObject>();
  /** Objects that references of SLOs led to. */
  private readonly used = new Set<SpecObject>();

  constructor(
    private readonly view: WorkspaceView,
    private readonly faults: readonly SourceFault[],
    private readonly writer: DialectWriter,
  ) {}

  read({ document, start }: PlacedDocument): void {
    const { objects } = document;
    const slos = objects.filter(({ body }) => body.type === "slo");
    for (const object of objects) {
      if (object.kind === "SLOs" || object.kind === "Service") this.tellLeftovers(object, start);
      if (object.kind === "Service" && object.name && !this.alreadyThere(object))
        this.services.push(serviceOf(object.name.value, object, "here"));
    }
    for (const object of slos) {
      const name = object.name?.value ?? "(no name)";
      const place = shift((object.name ?? { span: object.headerSpan }).span, start);
      const refused = this.portableOf(object) ? this.alreadyThere(object) : notFrom(object);
      const templated = document.yaml.controlLines > 0 || object.partial ? TEMPLATE : undefined;
      const fault = refused ?? templated ?? this.faultOf(object, objects, start);
      const why = fault ?? this.slo(object, start, namespaceOf(object, objects));
      if (why) this.refused.push({ slo: name, place, what: why.what, todo: why.todo });
    }
  }

  /** Services alone are worth a file only where the source is no more than that. */
  dropIdleServices(): void {
    if (this.slos.length === 0 && this.refused.length > 0) this.services.length = 0;
  }

  /** An SLO that is written in the other format as it is; of a format with two shapes the other may be wanted. */
  private alreadyThere({ dialect }: SpecObject): Reason | undefined {
    const writers = dialectOf(dialect)?.writers ?? [];
    if (writers.length !== 1 || writers[0] !== this.writer) return undefined;
    return refusal(`It is written in ${this.writer.title} already.`, "Take the file as it is.");
  }

  /** Objects of the file that no SLO led to. */
  tellUnused({ document, start }: PlacedDocument): void {
    for (const object of document.objects) {
      const { kind, name, headerSpan } = object;
      if (this.used.has(object) || object.body.type === "slo" || kind === "SLOs" || kind === "Service")
        continue;
      this.notes.push({
        kind: "lost",
        what: `${kind} ${name ? `\`${name.value}\`` : "(no name)"} is not in the result.`,
        why: "No SLO of the file takes anything from it that the other format says.",
        place: shift((name ?? { span: headerSpan }).span, start),
      });
    }
  }

  /** What is wrong in the SLO, or in what holds it. */
  private faultOf(object: SpecObject, all: readonly SpecObject[], start: number): SourceFault | undefined {
    const inside = (span: Span, other: SpecObject) => touches(shift(other.root.span, start), span.start);
    const holder = all.find((other) => other.kind === "SLOs" && other !== object && holds(other, object));
    return this.faults.find(({ span }) => {
      if (inside(span, object)) return true;
      if (!holder || !inside(span, holder)) return false;
      return !all.some((other) => other.body.type === "slo" && inside(span, other));
    });
  }

  private slo(object: SpecObject, start: number, namespace: string | undefined): Reason | undefined {
    const { name } = object;
    if (object.body.type !== "slo" || !name) return refusal("It has no name.", "Give it one.");
    const slo = madeSlo(object.body, this.view);
    const window = slo.window
      ? windowOf(slo.window, slo.implied?.assumption)
      : this.portableOf(object)?.window?.(object.root);
    if (!window) return refusal("It has no window that can be read.", "Write one, such as 28d.");
    const place = shift(name.span, start);
    const say = (note: Pick<PortableNote, "kind" | "what" | "why">, at: Span = place) =>
      this.notes.push({ ...note, slo: name.value, place: at });
    const objectives: PortableObjective[] = [];
    for (const objective of slo.objectives) {
      const read = this.objective(object, slo, objective, say);
      if ("what" in read) return read;
      objectives.push(read);
    }
    if (objectives.length === 0) return refusal("It has no objective.", "Write one with its target.");
    const { alerts, notes, used } = portableAlerts(slo.alertPolicies, this.view);
    for (const note of notes) say(note);
    for (const leftover of this.leftovers(object)) say(withoutPlace(leftover), shift(leftover.span, start));
    for (const { object: other, uri } of used) {
      this.used.add(other);
      const where = uri === this.view.uri ? "" : ` in ${fileName(uri)}`;
      const holder = ` of ${other.kind} \`${other.name?.value ?? ""}\`${where}`;
      for (const leftover of this.leftovers(other)) this.notes.push(withoutPlace(leftover, holder));
    }
    const service = this.service(slo.service);
    const alertName = slo.alertName?.name?.value ?? namesOf(slo)[0];
    this.slos.push({
      name: name.value,
      ...texts(object),
      ...(namespace === undefined ? {} : { namespace }),
      ...(service ? { service } : {}),
      labels: tagsOf(object.labels),
      annotations: tagsOf(object.annotations),
      window,
      ...(slo.budgetingMethod ? { method: slo.budgetingMethod.value } : {}),
      objectives,
      composite: new Set(objectives.map(({ indicator }) => JSON.stringify(indicator))).size > 1,
      alerts,
      ...(alertName === undefined ? {} : { alertName }),
      place,
    });
    return undefined;
  }

  private objective(
    object: SpecObject,
    slo: Slo,
    objective: Objective,
    say: (note: Pick<PortableNote, "kind" | "what" | "why">) => void,
  ): PortableObjective | Reason {
    const { target } = objective;
    if (!target) return refusal("An objective has no target that can be read.", "Write it as a number.");
    const use = objective.indicator ?? slo.indicator;
    const found = sliOfObjective(slo, objective, this.view);
    if (!use || !found) {
      return use?.kind === "ref"
        ? refusal(
            `Its indicator \`${use.name.value}\` was not found.`,
            "Convert it where the file of that SLI can be found too.",
          )
        : refusal("It has no indicator.", "Write what is measured.");
    }
    const portable = this.portableOf(object);
    if (found.definedIn) this.used.add(found.definedIn.object);
    const own = found.definedIn ? undefined : portable?.measure?.(object);
    const inline = use.kind === "inline" ? use : undefined;
    const frame = {
      ...frameOf(found.definedIn?.object, inline?.name?.value),
      ...(inline ? { annotations: tagsOf(inline.annotations) } : {}),
    };
    const { indicator, notes } = portableIndicator(found.sli, this.view, {
      ...(own ? { measure: own } : {}),
      frame,
      describedBy: portable?.describedBy ?? [],
    });
    for (const note of notes) say(note);
    const op = objective.op ?? readText(valueAt(objective.form?.map, "op"));
    const value = objective.value ?? readDecimal(valueAt(objective.form?.map, "value"));
    const { displayName, timeSliceTarget, timeSliceWindow, compositeWeight } = objective;
    return {
      ...(displayName ? { displayName: displayName.value } : {}),
      target: target.value,
      indicator,
      ...(op ? { op: op.value } : {}),
      ...(value ? { value: value.value } : {}),
      ...(timeSliceTarget ? { timeSliceTarget: timeSliceTarget.value } : {}),
      ...(timeSliceWindow ? { timeSliceWindow: timeSliceWindow.value } : {}),
      ...(compositeWeight ? { weight: compositeWeight.value } : {}),
    };
  }

  private service(name: Located<string> | undefined): PortableService | undefined {
    if (!name) return undefined;
    const found = this.view.lookup("Service", name.value);
    const here = found.find(({ uri }) => uri === this.view.uri);
    return serviceOf(
      name.value,
      (here ?? found[0])?.object,
      here ? "here" : found[0] ? "elsewhere" : undefined,
    );
  }

  private portableOf({ dialect }: SpecObject): PortableSource | undefined {
    return dialectOf(dialect)?.portable;
  }

  private tellLeftovers(object: SpecObject, start: number): void {
    for (const leftover of this.leftovers(object)) {
      this.notes.push({ ...withoutPlace(leftover), place: shift(leftover.span, start) });
    }
  }

  private leftovers(object: SpecObject) {
    if (this.told.has(object)) return [];
    this.told.add(object);
    return leftoversOf(object, this.portableOf(object));
  }
}

/** @param holder of whom it is told, where that is not the SLO: " of SLI `answered`" */
function withoutPlace({ path, value }: Leftover, holder = ""): Pick<PortableNote, "kind" | "what" | "why"> {
  return {
    kind: "lost",
    what: `\`${path}\` (${value})${holder} has no place in the result.`,
    why: "Nothing else says it.",
  };
}

/** The namespace of the object that is, or holds, an SLO. */
function namespaceOf(object: SpecObject, all: readonly SpecObject[]): string | undefined {
  const holder = all.find((other) => other.kind === "SLOs" && holds(other, object)) ?? object;
  return readText(nodeAt(holder.root, ["metadata", "namespace"]))?.value;
}

function notFrom({ dialect }: SpecObject): Reason {
  return refusal(
    `It is written in ${dialect}, which cannot be converted.`,
    `Convert reads ${listed(dialects.flatMap(({ portable }) => portable?.title ?? []))}.`,
  );
}

const TEMPLATE = {
  what: "The document is a template: what it says is known only when it is filled in.",
  todo: "Render it first (`helm template`, `kustomize build` …), and convert the result.",
};

function serviceOf(
  name: string,
  object: SpecObject | undefined,
  defined: PortableService["defined"] | undefined,
): PortableService {
  return {
    name,
    ...(defined ? { defined } : {}),
    ...(object ? texts(object) : {}),
    labels: tagsOf(object?.labels),
    annotations: tagsOf(object?.annotations),
  };
}

function refusal(what: string, todo: string): Reason {
  return { what, todo };
}

function holds(outer: SpecObject, inner: SpecObject): boolean {
  return contains(outer.root.span, inner.root.span);
}

function texts({ displayName, description }: SpecObject): { displayName?: string; description?: string } {
  return {
    ...(displayName?.value ? { displayName: displayName.value } : {}),
    ...(description?.value ? { description: description.value } : {}),
  };
}

/** The names of the alerts that a tool makes. */
function namesOf({ implied }: Slo): string[] {
  return (implied?.alerts ?? []).flatMap(({ name }) => name ?? []);
}

function windowOf(window: SloWindow, assumption: string | undefined): PortableWindow {
  const { kind, duration, startTime, timeZone, implied } = window;
  return {
    kind,
    duration: duration.value,
    ...(startTime ? { startTime: startTime.value } : {}),
    ...(timeZone ? { timeZone: timeZone.value } : {}),
    ...(implied && assumption !== undefined ? { assumption } : {}),
  };
}
