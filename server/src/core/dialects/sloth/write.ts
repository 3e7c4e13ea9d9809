import { ratio } from "../../math/rational";
import type { PortableService, PortableSlo, PortableTag } from "../../model/portable-slo";
import type { DialectWriter, PortableFile, Written } from "../portable";
import { dnsLabel, Names } from "../writing/names";
import { NoteBook } from "../writing/notes";
import { decimalNumber, fixedLength } from "../writing/numbers";
import { nameApart, type SingleSlo, splitObjectives } from "../writing/objectives";
import { serviceOf } from "../writing/service";
import { inheritedTags, isOfObject, sharedTags, tagMap, without } from "../writing/tags";
import { onlyText } from "../writing/texts";
import { type YamlValue, yamlText } from "../writing/yaml-text";
import { CRD, CRD_VERSION, PLAIN, PLAIN_VERSION, SERVICE_LEVEL, type SlothWords } from "./words";
import { notePeriod, withAlertAnnotations, writeAlerting } from "./write-alerts";
import { writeLabels } from "./write-labels";
import { writeSli } from "./write-sli";

/** Writes Sloth's plain files: one document for each service. */
export const slothWriter: DialectWriter = {
  id: "sloth",
  title: "Sloth (prometheus/v1)",
  write: (file) => new Writing(PLAIN).write(file),
};

/** Writes Sloth's Kubernetes objects: one for each service, and for SLOs with annotations of their own. */
export const slothCrdWriter: DialectWriter = {
  id: "sloth-crd",
  title: "Sloth for Kubernetes (PrometheusServiceLevel)",
  write: (file) => new Writing(CRD).write(file),
};

const IDENTIFIER = /^[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]$/;
const HUNDRED = ratio(100);

/** SLOs that stand in one document. */
interface Holder {
  readonly service: PortableService;
  readonly namespace: string | undefined;
  /** Of the Kubernetes object. */
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
  readonly slos: WrittenSlo[];
  readonly names: Names;
}

interface WrittenSlo {
  readonly slo: PortableSlo;
  readonly labels: readonly PortableTag[];
  readonly rest: (labels: YamlValue | undefined) => YamlValue;
}

class Writing {
  private readonly book = new NoteBook();
  private readonly holders = new Map<string, Holder>();
  private readonly objectNames = new Names();

  constructor(private readonly words: SlothWords) {}

  write({ slos, services }: PortableFile): Written {
    for (const slo of slos) this.add(slo);
    for (const service of services) this.noteService(service);
    this.notePeriods();
    const documents = [...this.holders.values()].map((holder) => yamlText(this.document(holder)));
    const { notes, refused } = this.book;
    return { documents, notes, refused };
  }

  /** Sloth takes one period for all that it reads at once. */
  private notePeriods(): void {
    const written = [...this.holders.values()].flatMap((holder) => holder.slos);
    const periods = [...new Set(written.map(({ slo }) => fixedLength(slo.window.duration)))];
    if (periods.length < 2) return;
    this.book.lost(
      undefined,
      `The SLOs have ${periods.length} windows: ${periods.join(", ")}.`,
      "Sloth takes one period for all that it reads at once; give each a run of its own.",
    );
  }

  private get plain(): boolean {
    return this.words === PLAIN;
  }

  private noteService({ name, displayName, description }: PortableService): void {
    const texts = [displayName, description].filter((text) => text !== undefined);
    if (texts.length === 0) return;
    const said = texts.map((text) => `"${text}"`).join(" and ");
    this.book.lost(
      undefined,
      `What is said of the service \`${name}\`, ${said}, is left out.`,
      "Sloth knows a service by its name alone.",
    );
  }

  private add(written: PortableSlo): void {
    const slo = withAlertAnnotations(written, this.book);
    const { service, labels } = serviceOf(slo, this.book, "Sloth wants");
    const annotations = [...slo.annotations, ...inheritedTags(slo)];
    const ofObject = labels.filter(isOfObject);
    if (this.plain) this.noteObjectLabels(slo, ofObject);
    const rest = without(labels, ofObject);
    const own = this.plain ? this.labelsFor(slo, rest, annotations) : rest;
    const made: WrittenSlo[] = [];
    const holder = this.holderOf(slo, service, this.plain ? NO_TAGS : { labels: ofObject, annotations });
    for (const single of splitObjectives(slo, this.book)) {
      const one = this.slo(single, holder, own);
      if (!one) return;
      made.push(one);
    }
    notePeriod(slo, this.book);
    if (made.length > 0) this.holders.set(keyOf(holder), holder);
    holder.slos.push(...made);
  }

  private noteObjectLabels(slo: PortableSlo, labels: readonly PortableTag[]): void {
    for (const { key, values } of labels) {
      this.book.lost(
        slo,
        `The label \`${key}: ${values[0] ?? ""}\` is left out: it chooses Kubernetes objects.`,
        "A plain file of Sloth is none.",
      );
    }
  }

  private holderOf(
    slo: PortableSlo,
    service: PortableService,
    tags: Pick<Holder, "labels" | "annotations">,
  ): Holder {
    const name = this.identifier(service.name, slo, "service");
    const namespace = this.plain ? undefined : slo.namespace;
    if (this.plain && slo.namespace !== undefined) {
      this.book.lost(
        slo,
        `The namespace \`${slo.namespace}\` is left out.`,
        "A plain file of Sloth is no Kubernetes object.",
      );
    }
    const fresh = { service: { ...service, name }, namespace, ...tags, slos: [], names: new Names() };
    return this.holders.get(keyOf(fresh)) ?? fresh;
  }

  private slo({ slo, objective, name: wanted }: SingleSlo, holder: Holder, labels: readonly PortableTag[]) {
    const sli = writeSli(slo, objective, this.words, this.book);
    if (!sli) return undefined;
    if (objective.target.n === 0n) {
      this.book.refuse(
        slo,
        "Its target is 0 %.",
        "Sloth takes a target above 0; promise something, or leave the SLO out.",
      );
      return undefined;
    }
    const name = nameApart(this.identifier(wanted, slo, "SLO"), holder.names, slo, this.book);
    const alerting = writeAlerting(slo, name, this.words, this.book);
    return {
      slo,
      labels,
      rest: (own: YamlValue | undefined): YamlValue => ({
        name,
        objective: decimalNumber(objective.target.mul(HUNDRED)),
        description: onlyText(slo, "Sloth", this.book),
        labels: own,
        sli,
        alerting,
      }),
    };
  }

  /** A plain file has no annotations: owner and tier become labels, the others are lost. */
  private labelsFor(
    slo: PortableSlo,
    labels: readonly PortableTag[],
    annotations: readonly PortableTag[],
  ): readonly PortableTag[] {
    const moved = annotations.flatMap((tag) => {
      const key = LABELS[tag.key];
      return key === undefined || labels.some((label) => label.key === key)
        ? []
        : [{ ...tag, key, from: tag.key }];
    });
    for (const { key, from } of moved) {
      this.book.assumed(slo, `The annotation \`${from}\` is the label \`${key}\` now.`, NO_ANNOTATIONS);
    }
    const lost = annotations.filter((tag) => !moved.some(({ from }) => from === tag.key));
    if (lost.length > 0) {
      const said = lost.map(({ key, values }) => `\`${key}: ${values[0] ?? ""}\``).join(", ");
      const what =
        lost.length > 1 ? `The annotations ${said} are left out.` : `The annotation ${said} is left out.`;
      this.book.lost(slo, what, NO_ANNOTATIONS);
    }
    return [...labels, ...moved.map(({ key, values }) => ({ key, values }))];
  }

  private identifier(written: string, slo: PortableSlo, what: string): string {
    if (IDENTIFIER.test(written)) return written;
    const kept = written.replaceAll(/[^-A-Za-z0-9_.]+/g, "-").replaceAll(/^[-_.]+|[-_.]+$/g, "");
    const name = kept.length > 1 ? kept : `${what.toLowerCase()}-${kept || "1"}`;
    this.book.assumed(
      slo,
      `The ${what} \`${written}\` is called \`${name}\`.`,
      "Sloth takes at least two letters, digits, `-`, `_` and `.`, a letter or digit at both ends.",
    );
    return name;
  }

  private document({ service, namespace, labels: ofObject, annotations, slos }: Holder): YamlValue {
    const [first] = slos;
    const several = slos.length > 1;
    const ofService = first ? without(service.labels, first.labels) : [];
    const shared = [...ofService, ...(several ? sharedTags(slos.map(({ labels }) => labels)) : [])];
    const body = {
      service: service.name,
      labels: first && writeLabels(shared, first.slo, this.book),
      slos: slos.map(({ slo, labels, rest }) => rest(writeLabels(without(labels, shared), slo, this.book))),
    };
    if (this.plain) return { version: PLAIN_VERSION, ...body };
    const name = this.objectNames.free(dnsLabel(service.name) || "service");
    return {
      apiVersion: CRD_VERSION,
      kind: SERVICE_LEVEL,
      metadata: { name, namespace, labels: tagMap(ofObject), annotations: tagMap(annotations) },
      spec: body,
    };
  }
}

const NO_ANNOTATIONS = "A plain file of Sloth has none; its Kubernetes object (`sloth-crd`) has.";
const NO_TAGS = { labels: [], annotations: [] };

/** What SLOsmith reads in a label as well as in an annotation. */
const LABELS: Readonly<Record<string, string>> = { "slosmith/owner": "owner", "slosmith/tier": "tier" };

function keyOf({ service, namespace, labels, annotations }: Omit<Holder, "slos" | "names">): string {
  return JSON.stringify([service.name, namespace ?? "", labels, annotations]);
}
